package dev.taskwright.app.serve;

import dev.taskwright.app.wiring.FileSettings;
import dev.taskwright.platform.blob.BucketPlace;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.config.OptionValues;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The options of {@code serve} about files: how large, and where they lie. */
final class FileOptions {
    /** What S3 takes in one request is 5 GB. */
    private static final int LARGEST_IN_BUCKET_MB = 5_000;

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern PREFIX =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*/?");

    static final Option<Integer> MAX_UPLOAD = Option.of(
                    "max-upload", "MB", "The largest file that can be uploaded, in megabytes", FileOptions::megabytes)
            .orElse(String.valueOf(FileSettings.USUAL_LARGEST_MB));
    static final Option<String> S3_BUCKET = Option.of(
            "s3-bucket",
            "NAME",
            "Keep files in this bucket of an S3 store instead of the data folder",
            text -> matching(BUCKET, text, "must be 3 to 63 lower-case letters, digits, dots and hyphens"));
    static final Option<URI> S3_ENDPOINT = Option.of(
            "s3-endpoint", "URL", "The store's address (default: Amazon's in the region)", FileOptions::endpoint);
    static final Option<String> S3_REGION = Option.of(
                    "s3-region",
                    "NAME",
                    "The store's region",
                    text -> matching(REGION, text, "must be lower-case letters, digits and hyphens"))
            .orElse("us-east-1");
    static final Option<String> S3_PREFIX = Option.of(
            "s3-prefix", "PATH", "What the names of files in the bucket begin with (default: nothing)", text -> {
                String path = matching(
                        PREFIX, text, "must be a path of letters, digits, '.', '_' and '-', not beginning with '/'");
                return path.endsWith("/") ? path : path + "/";
            });
    static final Option<Boolean> S3_HOST = Option.of(
            "s3-addressing",
            "host|path",
            "Where the bucket is named (default: path with --s3-endpoint, else host)",
            text -> switch (text) {
                case "host" -> true;
                case "path" -> false;
                default -> throw new IllegalArgumentException("must be host or path");
            });
    static final Option<String> S3_ACCESS_KEY = Option.of(
            "s3-access-key",
            "ID",
            "Who asks the store (default: what the machine itself says, as for the AWS tools)",
            text -> printable(text));
    static final Option<String> S3_SECRET_KEY = Option.of(
            "s3-secret-key",
            "SECRET",
            "The secret of the access key; better in the environment or the properties file",
            text -> printable(text));

    private FileOptions() {}

    static List<Option<?>> all() {
        return List.of(MAX_UPLOAD, S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_PREFIX, S3_HOST, S3_ACCESS_KEY, S3_SECRET_KEY);
    }

    static FileSettings read(OptionValues values) {
        int megabytes = values.get(MAX_UPLOAD).orElse(FileSettings.USUAL_LARGEST_MB);
        Optional<BucketPlace> bucket = bucket(values);
        if (bucket.isPresent() && megabytes > LARGEST_IN_BUCKET_MB) {
            values.mistake(MAX_UPLOAD, "must be at most " + LARGEST_IN_BUCKET_MB + " with --s3-bucket");
        }
        return FileSettings.ofMegabytes(megabytes, bucket);
    }

    private static Optional<BucketPlace> bucket(OptionValues values) {
        Optional<String> name = values.get(S3_BUCKET);
        Optional<URI> endpoint = values.get(S3_ENDPOINT);
        Optional<String> prefix = values.get(S3_PREFIX);
        Optional<Boolean> host = values.get(S3_HOST);
        String region = values.get(S3_REGION).orElse("us-east-1");
        Optional<BucketPlace.Access> access = access(values);
        if (name.isEmpty()) {
            requireBucketFor(values, S3_ENDPOINT, endpoint);
            requireBucketFor(values, S3_PREFIX, prefix);
            requireBucketFor(values, S3_HOST, host);
            requireBucketFor(values, S3_ACCESS_KEY, access);
        }
        return name.map(bucket ->
                new BucketPlace(endpoint, region, bucket, prefix.orElse(""), host.orElse(endpoint.isEmpty()), access));
    }

    private static Optional<BucketPlace.Access> access(OptionValues values) {
        Optional<String> keyId = values.get(S3_ACCESS_KEY);
        Optional<String> secret = values.get(S3_SECRET_KEY);
        if (keyId.isPresent() && secret.isEmpty()) {
            values.mistake(S3_ACCESS_KEY, "needs --s3-secret-key beside it");
        }
        if (secret.isPresent() && keyId.isEmpty()) {
            values.mistake(S3_SECRET_KEY, "needs --s3-access-key beside it");
        }
        return keyId.flatMap(id -> secret.map(text -> new BucketPlace.Access(id, text)));
    }

    private static void requireBucketFor(OptionValues values, Option<?> option, Optional<?> value) {
        if (value.isPresent()) {
            values.mistake(option, "says nothing without --s3-bucket");
        }
    }

    private static URI endpoint(String text) {
        String rule = "must be https://HOST or http://HOST, perhaps with a port, without path, query or user";
        URI uri;
        try {
            uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(rule, e);
        }
        boolean isOrigin = ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
        if (!isOrigin) {
            throw new IllegalArgumentException(rule);
        }
        return uri;
    }

    private static String matching(Pattern pattern, String text, String rule) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(rule);
        }
        return text;
    }

    /** The rule does not repeat the text: it may be a secret. */
    private static String printable(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("must be visible ASCII characters without blanks");
        }
        return text;
    }

    private static int megabytes(String text) {
        try {
            int megabytes = Integer.parseInt(text.strip());
            if (megabytes >= 1 && megabytes <= 10_000) {
                return megabytes;
            }
        } catch (NumberFormatException notANumber) {
            // the same answer as for a number out of range
        }
        throw new IllegalArgumentException("must be a number from 1 to 10000");
    }
}
