package dev.taskwright.work.media;

import dev.taskwright.platform.jobs.JobHandler;

/** Removes bytes soon after the files that had them, or the space that held those, are gone. */
public final class MediaSweep implements JobHandler {
    /** Noted when a file is deleted. */
    static final String DELETED = "media.deleted";

    private final String kind;
    private final MediaFiles files;

    private MediaSweep(String kind, MediaFiles files) {
        this.kind = kind;
        this.files = files;
    }

    public static MediaSweep afterFiles(MediaFiles files) {
        return new MediaSweep(DELETED, files);
    }

    /** @param kind what is noted when a space is deleted */
    public static MediaSweep afterSpaces(String kind, MediaFiles files) {
        return new MediaSweep(kind, files);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void run(String payload) {
        files.sweep();
    }
}
