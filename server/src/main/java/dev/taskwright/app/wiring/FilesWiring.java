package dev.taskwright.app.wiring;

import dev.taskwright.app.command.DataPlace;
import dev.taskwright.base.MediaId;
import dev.taskwright.platform.blob.Blobs;
import dev.taskwright.platform.blob.Spool;
import dev.taskwright.platform.jobs.JobHandler;
import dev.taskwright.work.bundles.BundleParts;
import dev.taskwright.work.bundles.Bundles;
import dev.taskwright.work.media.MediaApi;
import dev.taskwright.work.media.MediaFiles;
import dev.taskwright.work.media.MediaSweep;
import dev.taskwright.work.media.Medias;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.spaces.SpaceAccess;
import dev.taskwright.work.spaces.StagedFolders;
import java.util.List;

/** What lies beside the database: files, and what is on its way in or out. */
public record FilesWiring(Spool spool, MediaFiles mediaFiles, Medias medias, FileSettings settings) {
    static FilesWiring build(DataPlace place, PlatformWiring platform, SpaceAccess spaces, FileSettings settings) {
        Spool spool = new Spool(place.folder().resolve("spool"), platform.random()::uuid, platform.clock());
        Blobs blobs = settings.bucket().map(Blobs::in).orElseGet(() -> Blobs.in(place.media()));
        MediaFiles files = new MediaFiles(platform.db(), blobs, platform.random()::uuid, platform.clock());
        Medias medias = new Medias(
                platform.db(),
                spaces,
                files,
                spool,
                platform.events(),
                () -> new MediaId(platform.random().uuid()),
                platform.clock());
        return new FilesWiring(spool, files, medias, settings);
    }

    /** The work that goes over several rooms and through files. */
    Bundles bundles(PlatformWiring platform, BundleParts parts, StagedFolders folders) {
        return new Bundles(parts, folders, settings.largestUpload(), platform.clock());
    }

    MediaApi mediaApi(String root) {
        return new MediaApi(medias, settings.largestUpload(), root);
    }

    public List<JobHandler> jobs() {
        return List.of(MediaSweep.afterFiles(mediaFiles), MediaSweep.afterSpaces(Space.DELETED, mediaFiles));
    }

    List<Runnable> sweeps() {
        return List.of(spool::forgetStale, mediaFiles::sweep);
    }
}
