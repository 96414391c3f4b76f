package dev.taskwright.app.wiring;

/**
 * How this installation keeps files.
 *
 * @param largestUpload in bytes
 */
public record FileSettings(long largestUpload) {
    /** In megabytes of 1 024 × 1 024 bytes. */
    public static final int USUAL_LARGEST_MB = 25;

    public static final FileSettings USUAL = ofMegabytes(USUAL_LARGEST_MB);

    public static FileSettings ofMegabytes(int megabytes) {
        return new FileSettings(megabytes * 1024L * 1024L);
    }
}
