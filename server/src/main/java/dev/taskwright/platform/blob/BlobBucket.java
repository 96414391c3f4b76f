package dev.taskwright.platform.blob;

import dev.taskwright.base.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Blobs in a store that speaks S3. One request brings a file there, so that it is whole or not there at all, and bytes pass
 * through a small buffer in both directions.
 */
final class BlobBucket implements Blobs {
    private static final Logger LOG = LoggerFactory.getLogger(BlobBucket.class);
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);
    private static final int BUFFER = 64 * 1024;

    /** Connections that the JDK keeps open to one host. */
    private static final int MOST_KEPT = 5;

    private final S3Client client;
    private final BucketPlace place;

    BlobBucket(BucketPlace place) {
        this.client = client(place);
        this.place = place;
    }

    /** What newer stores of Amazon add to a request (checksums in trailers, signed chunks) others do not understand. */
    static S3Client client(BucketPlace place) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(place.region()))
                .credentialsProvider(credentials(place))
                .forcePathStyle(!place.hostNamesBucket())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(settings -> settings.chunkedEncodingEnabled(false))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTING)
                        .socketTimeout(SILENCE));
        place.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(BucketPlace place) {
        return place.access()
                .<AwsCredentialsProvider>map(access ->
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(access.keyId(), access.secret())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    @Override
    public void put(String key, Spooled bytes) throws IOException {
        String name = name(key);
        asked(() -> client.putObject(
                request -> request.bucket(place.bucket()).key(name).contentLength(bytes.size()),
                RequestBody.fromFile(bytes.file())));
    }

    @Override
    public void copyTo(String key, OutputStream out, long from, long to) throws IOException {
        if (from == to) {
            return;
        }
        String name = name(key);
        ResponseInputStream<GetObjectResponse> in = asked(() -> client.getObject(
                request -> request.bucket(place.bucket()).key(name).range("bytes=" + from + "-" + (to - 1))));
        boolean isWhole = false;
        try {
            copy(in, out, to - from, name);
            isWhole = true;
        } finally {
            if (isWhole) {
                in.close();
            } else {
                in.abort(); // closing would read the rest first, which nobody wants
            }
        }
    }

    private static void copy(ResponseInputStream<?> in, OutputStream out, long length, String name) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = length; left > 0; ) {
            int read = read(in, buffer, (int) Math.min(buffer.length, left), name);
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static int read(ResponseInputStream<?> in, byte[] buffer, int most, String name) throws IOException {
        try {
            int read = in.read(buffer, 0, most);
            if (read < 0) {
                throw new IOException("it ends early");
            }
            return read;
        } catch (IOException e) {
            LOG.warn("The store of files broke off while {} was read: {}", name, e.getMessage());
            throw e;
        }
    }

    @Override
    public void delete(String key) throws IOException {
        String name = name(key);
        asked(() ->
                client.deleteObject(request -> request.bucket(place.bucket()).key(name)));
    }

    private String name(String key) {
        return place.prefix() + Blobs.place(key);
    }

    /** A store that is out of order or out of reach is nobody's mistake; one that says no is the operator's. */
    private static <T> T asked(Supplier<T> request) throws IOException {
        try {
            return patiently(request);
        } catch (SdkServiceException e) {
            if (e.statusCode() < 500 && !e.isThrottlingException()) {
                throw new IOException("the store of files refused: " + e.getMessage(), e);
            }
            throw unavailable(e);
        } catch (SdkClientException | UncheckedIOException e) {
            throw unavailable(e);
        }
    }

    /** A kept connection that the store has closed meanwhile shows as what the SDK itself does not try again. */
    private static <T> T patiently(Supplier<T> request) {
        for (int left = MOST_KEPT; ; left--) {
            try {
                return request.get();
            } catch (UncheckedIOException stale) {
                if (left == 0) {
                    throw stale;
                }
            }
        }
    }

    private static ProblemException unavailable(RuntimeException e) {
        LOG.warn("The store of files does not answer: {}", e.getMessage());
        return ProblemException.unavailable("The store of files does not answer; try again", TRY_AGAIN);
    }
}
