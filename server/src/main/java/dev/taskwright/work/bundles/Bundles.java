package dev.taskwright.work.bundles;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Download;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.Upload;
import dev.taskwright.platform.blob.Spool;
import dev.taskwright.platform.blob.Spooled;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.spaces.SpaceAccess;
import dev.taskwright.work.spaces.StagedFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The use cases of bundles. */
public final class Bundles {
    /** The largest bundle that is taken, in bytes. */
    public static final long LARGEST = 50L * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than any import takes. */
    private static final Duration GIVEN_UP = Duration.ofHours(1);

    private final BundleStore store = new BundleStore();
    private final Semaphore turn = new Semaphore(1, true);
    private final Db db;
    private final SpaceAccess spaces;
    private final Spool spool;
    private final StagedFolders folders;
    private final BundleExport export;
    private final BundleParts parts;
    private final long largestFile;
    private final InstantSource clock;

    /** @param largestFile the most bytes that a file in a bundle may have */
    public Bundles(BundleParts from, StagedFolders folders, long largestFile, InstantSource clock) {
        this.db = from.db();
        this.spaces = from.spaces();
        this.spool = from.spool();
        this.folders = folders;
        TreeWriter trees = new TreeWriter(from.nodes(), from.fields(), from.details(), store);
        this.export = new BundleExport(from.projects(), from.medias(), trees, store, clock);
        this.parts = from;
        this.largestFile = largestFile;
        this.clock = clock;
    }

    /** A space as JSON, in the envelope of the API and without its files; an admin's act. */
    public Download exportJson(Caller caller, SpaceId space) {
        return spooled(
                "application/json",
                null,
                out -> inSpace(caller, space, (tx, it) -> {
                    export.writeJson(tx, space, out);
                }));
    }

    /** A space as an archive with everything. */
    public Download exportZip(Caller caller, SpaceId space, BundleFormat format) {
        String name = db.read(tx -> spaces.require(tx, caller, space, Role.ADMIN, "Space"))
                .space()
                .name();
        return spooled(
                format.mediaType(),
                name + "." + format.word(),
                out -> inSpace(caller, space, (tx, it) -> export.writeZip(tx, it, out)));
    }

    /** Something done with a space that the caller may export. */
    @FunctionalInterface
    private interface Exporting {
        void on(Tx tx, Space space) throws IOException;
    }

    private void inSpace(Caller caller, SpaceId id, Exporting exporting) {
        db.read(tx -> {
            Space space = spaces.require(tx, caller, id, Role.ADMIN, "Space").space();
            try {
                exporting.on(tx, space);
                return space;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Put down first, so that a slow client holds no transaction open. */
    private Download spooled(String type, @Nullable String name, Spool.Writing writing) {
        try {
            Spooled file = spool.write(writing);
            return new Download(type, name, file.size(), null, file::copyTo, file::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a folder of the body that the API takes. */
    public BundleInstallation importJson(Caller caller, SpaceId workspace, Upload upload) {
        return take(caller, workspace, upload, file -> new JsonSource(file::open, true));
    }

    /** Makes a folder of an archive, or of a JSON text in its stead. */
    public BundleInstallation importZip(Caller caller, SpaceId workspace, Upload upload) {
        return take(caller, workspace, upload, Bundles::sniffed);
    }

    private static BundleSource sniffed(Spooled file) {
        byte[] head = file.head();
        int first = 0;
        while (first < head.length && (head[first] <= ' ' || head[first] == (byte) 0xEF)) {
            first++;
        }
        if (head.length > 1 && head[0] == 'P' && head[1] == 'K') {
            return new ZipSource(file);
        }
        if (first < head.length && head[first] == '{') {
            return new JsonSource(file::open, false);
        }
        throw ZipSource.broken("it is neither a ZIP nor JSON");
    }

    /** Chooses how a file is read. */
    @FunctionalInterface
    private interface Choice {
        BundleSource of(Spooled file);
    }

    private BundleInstallation take(Caller caller, SpaceId workspace, Upload upload, Choice choice) {
        db.read(tx -> spaces.requireWorkspace(tx, caller, workspace, Role.EDITOR));
        try (Spooled file = spool.receive(upload.bytes())) {
            if (file.size() == 0) {
                throw ProblemException.invalid("", "The body is empty");
            }
            BundleSource source = choice.of(file);
            await();
            try {
                return install(caller, workspace, source);
            } finally {
                turn.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BundleInstallation install(Caller caller, SpaceId workspace, BundleSource source) throws IOException {
        BundleCheck check = new BundleCheck(largestFile);
        String name = source.read(check::check);
        Map<String, String> newIds = new HashMap<>();
        check.projects().forEach(id -> newIds.put(id, parts.projects().newId().value()));
        SpaceId id = folders.newId();
        Space folder = db.write(tx -> {
            Space staged = folders.stage(tx, caller, id, workspace, name);
            store.begin(tx, id, clock.instant());
            return staged;
        });
        boolean isWhole = false;
        try {
            BundleImport taking = new BundleImport(parts, store, caller, folder, workspace, newIds);
            String _ = source.read(taking::takeFile);
            String _ = source.read(taking::take);
            db.write(tx -> show(tx, caller, folder));
            isWhole = true;
            return taking.installation();
        } finally {
            if (!isWhole) {
                discard(List.of(id));
            }
        }
    }

    private Space show(Tx tx, Caller caller, Space folder) {
        if (!store.end(tx, folder.id())) {
            throw new IllegalStateException("the import was given up");
        }
        folders.show(tx, caller, folder);
        return folder;
    }

    /** Removes what imports left behind whose process was stopped. */
    public void forgetGivenUp() {
        discard(db.read(tx -> store.begunBefore(tx, clock.instant().minus(GIVEN_UP))));
    }

    private void discard(List<SpaceId> staged) {
        if (!staged.isEmpty()) {
            db.write(tx -> {
                staged.forEach(id -> folders.discard(tx, id));
                return staged;
            });
        }
    }

    /** One import at a time: each may take a good part of the memory. */
    private void await() {
        try {
            if (turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.unavailable("Other bundles are being imported; try again", PATIENCE);
    }
}
