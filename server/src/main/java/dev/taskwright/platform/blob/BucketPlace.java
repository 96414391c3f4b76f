package dev.taskwright.platform.blob;

import java.net.URI;
import java.util.Optional;

/**
 * Where a store that speaks S3 keeps our files.
 *
 * @param endpoint its address; empty for that of Amazon in {@code region}
 * @param prefix what every name in the bucket begins with: empty, or ending in {@code /}
 * @param hostNamesBucket whether the bucket is named in front of the host instead of first in the path
 * @param access empty when the machine itself says who it is: variables and files of the AWS tools, or the role it runs in
 */
public record BucketPlace(
        Optional<URI> endpoint,
        String region,
        String bucket,
        String prefix,
        boolean hostNamesBucket,
        Optional<Access> access) {

    /** Who asks. The secret is in no text made of this. */
    public record Access(String keyId, String secret) {
        @Override
        public String toString() {
            return "Access[keyId=" + keyId + "]";
        }
    }
}
