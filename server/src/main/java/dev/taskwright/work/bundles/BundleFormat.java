package dev.taskwright.work.bundles;

/** What an archive is called; it is the same in both. */
public enum BundleFormat {
    ZIP("zip", "application/zip"),
    TSK("tsk", "application/x-tsk");

    private final String word;
    private final String mediaType;

    BundleFormat(String word, String mediaType) {
        this.word = word;
        this.mediaType = mediaType;
    }

    /** The word for it, and the ending of its name. */
    public String word() {
        return word;
    }

    String mediaType() {
        return mediaType;
    }
}
