package dev.taskwright.platform.blob;

import java.io.UncheckedIOException;
import java.util.Locale;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Asks a store once whether our bucket is there and ours, so that a mistake shows at the start and not at an upload. */
public sealed interface BucketCheck {
    /** All is well. */
    record Found() implements BucketCheck {}

    /** The store says no: the configuration is wrong. */
    record Refused(String reason) implements BucketCheck {}

    /** Nobody can say; it may be there in a minute. */
    record Unanswered(String reason) implements BucketCheck {}

    static BucketCheck of(BucketPlace place) {
        try (S3Client client = BlobBucket.client(place)) {
            client.headBucket(request -> request.bucket(place.bucket()));
            return new Found();
        } catch (S3Exception e) {
            return refusal(place, e.statusCode());
        } catch (SdkClientException e) {
            String reason = String.valueOf(e.getMessage());
            return isAboutUs(reason) ? new Refused(reason) : new Unanswered(reason);
        } catch (SdkException | UncheckedIOException e) {
            return new Unanswered(String.valueOf(e.getMessage()));
        }
    }

    private static BucketCheck refusal(BucketPlace place, int status) {
        String bucket = "the bucket '" + place.bucket() + "'";
        return switch (status) {
            case 404 -> new Refused(bucket + " does not exist");
            case 403 -> new Refused("these credentials may not see " + bucket);
            case 301, 307, 400 ->
                new Refused(
                        bucket + " cannot be reached this way (status " + status + "): check region and addressing");
            default -> new Unanswered("the store answered with status " + status);
        };
    }

    /** The machine was asked who it is and does not know. */
    private static boolean isAboutUs(String reason) {
        return reason.toLowerCase(Locale.ROOT).contains("credentials");
    }
}
