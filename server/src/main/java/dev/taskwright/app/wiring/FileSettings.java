package dev.taskwright.app.wiring;

import dev.taskwright.platform.blob.BucketPlace;
import java.util.Optional;

/**
 * How this installation keeps files.
 *
 * @param largestUpload in bytes
 * @param bucket where they lie; empty for the data folder
 */
public record FileSettings(long largestUpload, Optional<BucketPlace> bucket) {
    /** In megabytes of 1 024 × 1 024 bytes. */
    public static final int USUAL_LARGEST_MB = 25;

    public static final FileSettings USUAL = ofMegabytes(USUAL_LARGEST_MB, Optional.empty());

    public static FileSettings ofMegabytes(int megabytes, Optional<BucketPlace> bucket) {
        return new FileSettings(megabytes * 1024L * 1024L, bucket);
    }
}
