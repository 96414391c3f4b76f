package dev.taskwright.work.media;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Download;
import dev.taskwright.base.MediaId;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.Upload;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.blob.Spool;
import dev.taskwright.platform.blob.Spooled;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.jobs.Jobs;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.SpaceAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The use cases of files. */
public final class Medias {
    private final MediaStore store = new MediaStore();
    private final Db db;
    private final SpaceAccess spaces;
    private final MediaFiles files;
    private final Spool spool;
    private final EventLog events;
    private final Jobs jobs;
    private final Supplier<MediaId> ids;
    private final InstantSource clock;

    /** {@code ids} makes a new one at each call. */
    public Medias(
            Db db,
            SpaceAccess spaces,
            MediaFiles files,
            Spool spool,
            EventLog events,
            Supplier<MediaId> ids,
            InstantSource clock) {
        this.db = db;
        this.spaces = spaces;
        this.files = files;
        this.spool = spool;
        this.events = events;
        this.jobs = new Jobs(clock);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Adds a file to a space. When it fails, nothing of it stays.
     *
     * @param path what it is called, perhaps with folders, which are left out
     * @throws ProblemException {@code Invalid} at {@code ?filename}, or for an empty file
     */
    public Media upload(Caller caller, SpaceId space, String path, Upload upload) {
        String name = Media.requireName(path);
        db.read(tx -> spaces.require(tx, caller, space, Role.EDITOR, "Space"));
        try (Spooled bytes = spool.receive(upload.bytes())) {
            if (bytes.size() == 0) {
                throw ProblemException.invalid("", "The body is empty");
            }
            return keep(caller, space, name, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Media keep(Caller caller, SpaceId space, String name, Spooled bytes) throws IOException {
        FileType type = FileTypes.of(bytes.head(), name);
        String key = files.put(bytes);
        Media media = new Media(ids.get(), space, key, name, type, bytes.size(), bytes.digest(), clock.instant());
        boolean isKept = false;
        try {
            db.write(tx -> add(tx, caller, media));
            isKept = true;
            return media;
        } finally {
            if (!isKept) {
                files.drop(key);
            }
        }
    }

    private Media add(Tx tx, Caller caller, Media media) {
        spaces.lock(tx, media.space(), "Space");
        spaces.require(tx, caller, media.space(), Role.EDITOR, "Space");
        return insert(tx, caller, media);
    }

    private Media insert(Tx tx, Caller caller, Media media) {
        files.claim(tx, media.key());
        UserId by = caller instanceof Caller.Person person ? person.id() : null;
        store.insert(tx, media, by);
        events.append(tx, caller, new MediaEvent.Added(media));
        return media;
    }

    /**
     * Adds a file to a space that nobody sees yet; whoever calls has checked that the caller may.
     *
     * @param path as in {@link #upload}
     */
    public Media plant(Caller caller, SpaceId space, String path, Spooled bytes) throws IOException {
        String name = Media.requireName(path);
        FileType type = FileTypes.of(bytes.head(), name);
        String key = files.put(bytes);
        Media media = new Media(ids.get(), space, key, name, type, bytes.size(), bytes.digest(), clock.instant());
        return db.write(tx -> insert(tx, caller, media));
    }

    /** Every file of a space, the newest first, in a transaction that is open; access was checked in it. */
    public List<Media> everyIn(Tx tx, SpaceId space) {
        return store.list(tx, space, Integer.MAX_VALUE, 0);
    }

    /** The bytes of a file that the caller may see. */
    public void copyTo(Media media, OutputStream out) throws IOException {
        files.copyTo(media.key(), out, 0, media.size());
    }

    public Media get(Caller caller, MediaId id) {
        return db.read(tx -> view(tx, caller, id));
    }

    /** The files of a folder, or of a workspace's Home by the workspace's id; the newest first, {@code page} from 1. */
    public List<Media> list(Caller caller, SpaceId space, int limit, int page) {
        return db.read(tx -> {
            spaces.require(tx, caller, space, Role.VIEWER, "Folder");
            return store.list(tx, space, limit, (long) limit * (page - 1));
        });
    }

    public Download download(Caller caller, MediaId id) {
        Media media = get(caller, id);
        return new Download(
                media.type().type(),
                media.name(),
                media.size(),
                media.digest(),
                (out, from, to) -> files.copyTo(media.key(), out, from, to),
                () -> {});
    }

    /**
     * All files of a space in one ZIP, written while it is sent.
     *
     * @throws ProblemException {@code Invalid} when there are more than {@link MediaZip#MOST_FILES}
     */
    public Download downloadAll(Caller caller, SpaceId space) {
        List<Media> all = db.read(tx -> {
            spaces.require(tx, caller, space, Role.VIEWER, "Space");
            return store.list(tx, space, MediaZip.MOST_FILES + 1, 0);
        });
        if (all.size() > MediaZip.MOST_FILES) {
            throw ProblemException.invalid(
                    "{spaceId}", "has more than " + MediaZip.MOST_FILES + " files; download them one by one");
        }
        MediaZip zip = new MediaZip(files, all);
        return new Download(
                "application/zip", "media-" + space + ".zip", null, null, (out, from, to) -> zip.write(out), () -> {});
    }

    /** Its bytes are gone soon after. */
    public void delete(Caller caller, MediaId id) {
        db.write(tx -> {
            Media media = view(tx, caller, id);
            spaces.require(tx, caller, media.space(), Role.EDITOR, "File");
            if (!store.delete(tx, id)) {
                throw notFound();
            }
            jobs.add(tx, MediaSweep.DELETED, id.value());
            events.append(tx, caller, new MediaEvent.Deleted(media));
            return media;
        });
    }

    /** The same in a transaction that is open. */
    public Media find(Tx tx, Caller caller, MediaId id) {
        return view(tx, caller, id);
    }

    private Media view(Tx tx, Caller caller, MediaId id) {
        Media media = store.find(tx, id).orElseThrow(Medias::notFound);
        if (spaces.find(tx, caller, media.space()).isEmpty()) {
            throw notFound();
        }
        return media;
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("File");
    }
}
