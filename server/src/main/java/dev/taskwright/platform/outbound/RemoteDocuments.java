package dev.taskwright.platform.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * RemoteDocuments of other machines, remembered for a while, a failure for a shorter one. Whoever asks for one that is on its
 * way waits for the same fetch. Bounded in number and, by {@link OutboundRequest}, in size.
 *
 * @param <T> what a document is read as
 */
public final class RemoteDocuments<T> {
    private static final int MOST = 1_000;
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    /** How soon a document may be fetched once more: also what a stream of bad tokens costs its publisher. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);

    private record Fetched<T>(Instant at, CompletableFuture<T> document) {}

    private final Outbound outbound;
    private final InstantSource clock;
    private final Function<byte[], T> reading;
    private final Cache<URI, Fetched<T>> fetched =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** @param reading throws {@link OutboundRefused} when the bytes are not such a document */
    public RemoteDocuments(Outbound outbound, InstantSource clock, Function<byte[], T> reading) {
        this.outbound = outbound;
        this.clock = clock;
        this.reading = reading;
    }

    /** The document as it was at most ten minutes ago. */
    public T get(URI address) {
        return get(address, GOOD_FOR);
    }

    /** The document as it was at most half a minute ago: for a reader that missed something in it. */
    public T fresh(URI address) {
        return get(address, AGAIN_AFTER);
    }

    private T get(URI address, Duration goodFor) {
        Fetched<T> mine = new Fetched<>(clock.instant(), new CompletableFuture<>());
        Fetched<T> current =
                fetched.asMap().compute(address, (key, known) -> isGood(known, goodFor, mine.at()) ? known : mine);
        if (current.equals(mine)) {
            fetch(address, mine.document());
        }
        try {
            return current.document().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof OutboundRefused refused ? refused : e;
        }
    }

    private static <T> boolean isGood(@Nullable Fetched<T> known, Duration goodFor, Instant now) {
        if (known == null) {
            return false;
        }
        Duration limit = known.document().isCompletedExceptionally() ? AGAIN_AFTER : goodFor;
        return known.at().plus(limit).isAfter(now);
    }

    private void fetch(URI address, CompletableFuture<T> document) {
        try {
            document.complete(reading.apply(outbound.fetch(OutboundRequest.get(address))));
        } catch (OutboundRefused refused) {
            document.completeExceptionally(refused);
        } finally {
            document.completeExceptionally(new OutboundRefused("the fetch of " + address.getHost() + " failed"));
        }
    }
}
