package dev.taskwright.doors.web;

import dev.taskwright.base.MediaId;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.Upload;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame.Crumb;
import dev.taskwright.platform.http.MultipartForm;
import dev.taskwright.work.media.Media;
import dev.taskwright.work.media.Medias;
import dev.taskwright.work.spaces.Folders;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Standing;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** {@code /spaces/{space}/files} and {@code /files/{media}}: the files of a workspace or folder. */
public final class FilePages implements HttpService {
    private static final int PAGE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Desk desk;
    private final Folders folders;
    private final Medias medias;
    private final int largest;
    /** A form is held in memory as a whole, so one at a time. */
    private final Semaphore turn = new Semaphore(1, true);

    /** @param largest the most bytes that a file may have */
    public FilePages(Desk desk, Folders folders, Medias medias, long largest) {
        this.desk = desk;
        this.folders = folders;
        this.medias = medias;
        this.largest = (int) Math.min(largest, 25 * 1024 * 1024);
    }

    /** {@code number} counts the pages from 1. */
    public record FilesShown(
            String space,
            String name,
            boolean mayEdit,
            List<FileRow> files,
            int number,
            boolean hasMore,
            int largestMb,
            FormErrors errors) {}

    /** One file; {@code size} is for people. */
    public record FileRow(String id, String name, String kind, String size) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get("/spaces/{space}/files", desk.page(visit -> show(visit, FormErrors.NONE)))
                .post("/spaces/{space}/files", desk.page(this::upload))
                .get("/files/{media}", desk.page(visit -> visit.send(medias.download(visit.caller(), media(visit)))))
                .post("/files/{media}/deletion", desk.page(this::delete));
    }

    private void show(Visit visit, FormErrors errors) {
        SpaceId space = visit.space();
        Standing standing = folders.get(visit.caller(), space);
        String asked = visit.query().text("page");
        int number = asked.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(asked) : 1;
        List<Media> files = medias.list(visit.caller(), space, PAGE, number);
        FilesShown page = new FilesShown(
                space.value(),
                standing.space().name(),
                standing.role().isAtLeast(Role.EDITOR),
                files.stream().map(FilePages::row).toList(),
                number,
                files.size() == PAGE,
                Math.max(1, largest / 1024 / 1024),
                errors);
        Crumb way = new Crumb(standing.space().name(), "/spaces/" + space);
        visit.render("files.jte", visit.frame("Files").under(new Crumb("Home", "/"), way), page);
    }

    private static FileRow row(Media file) {
        return new FileRow(file.id().value(), file.name(), file.type().kind(), size(file.size()));
    }

    private static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
    }

    private void upload(Visit visit) {
        await();
        try {
            MultipartForm form = visit.upload(largest);
            Upload upload = new Upload(new ByteArrayInputStream(form.file("file")), null);
            medias.upload(visit.caller(), visit.space(), form.fileName("file"), upload);
        } catch (ProblemException e) {
            Object _ = visit.refused(e, "file");
            show(visit, FormErrors.of("file", e.problem().message()));
            return;
        } finally {
            turn.release();
        }
        visit.done("/spaces/" + visit.space() + "/files", "The file is uploaded.");
    }

    private void await() {
        try {
            if (turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.unavailable("Other files are being uploaded; try again", PATIENCE);
    }

    private void delete(Visit visit) {
        Object _ = visit.form();
        Media file = medias.get(visit.caller(), media(visit));
        medias.delete(visit.caller(), file.id());
        visit.done("/spaces/" + file.space() + "/files", "The file is deleted.");
    }

    private static MediaId media(Visit visit) {
        return Visit.idOf(visit.path("media"), MediaId::new, "File");
    }
}
