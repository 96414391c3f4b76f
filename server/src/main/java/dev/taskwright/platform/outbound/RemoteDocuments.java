package dev.taskwright.platform.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.taskwright.base.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Documents of other machines, remembered for a while. Whoever asks for one that is on its way waits for the same fetch.
 * Bounded in number and, by {@link OutboundRequest}, in size.
 *
 * @param <T> what a document is read as
 */
public final class RemoteDocuments<T> {
    private static final int MOST = 1_000;

    /** How soon a document may be fetched once more: also what a stream of bad tokens costs its publisher. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);

    /**
     * How long documents are kept.
     *
     * @param least although an answer says less
     * @param usual when it says nothing
     * @param most although it says more
     * @param failure how long a document that could not be had is not asked for again
     */
    public record Keeping(Duration least, Duration usual, Duration most, Duration failure) {
        /** Whatever an answer says. */
        private static final Keeping TEN_MINUTES =
                new Keeping(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(10), AGAIN_AFTER);

        Instant until(OutboundAnswer answer, Instant now) {
            Duration said = answer.freshFor(now).orElse(usual);
            Duration kept = said.compareTo(least) < 0 ? least : said.compareTo(most) > 0 ? most : said;
            return now.plus(kept);
        }
    }

    private record Kept<T>(T document, Instant until) {}

    private record Fetch<T>(Instant at, CompletableFuture<Kept<T>> answer) {}

    private final Function<URI, OutboundAnswer> asking;
    private final InstantSource clock;
    private final Keeping keeping;
    private final BiFunction<URI, OutboundAnswer, T> reading;
    private final Cache<URI, Fetch<T>> fetches =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** @param reading throws {@link OutboundRefused} when the bytes are not such a document */
    public RemoteDocuments(Outbound outbound, InstantSource clock, Function<byte[], T> reading) {
        this(
                address -> outbound.find(OutboundRequest.get(address)),
                clock,
                Keeping.TEN_MINUTES,
                (address, answer) -> reading.apply(answer.body()));
    }

    /**
     * @param asking throws {@link OutboundRefused} when there is no usable answer
     * @param reading throws {@link OutboundRefused} or {@link ProblemException} when it is not such a document
     */
    public RemoteDocuments(
            Function<URI, OutboundAnswer> asking,
            InstantSource clock,
            Keeping keeping,
            BiFunction<URI, OutboundAnswer, T> reading) {
        this.asking = asking;
        this.clock = clock;
        this.keeping = keeping;
        this.reading = reading;
    }

    /** The document, as it was at most as long ago as it may be kept. */
    public T get(URI address) {
        return get(address, keeping.most());
    }

    /** The document as it was at most half a minute ago: for a reader that missed something in it. */
    public T fresh(URI address) {
        return get(address, AGAIN_AFTER);
    }

    /** Whether {@link #get} would answer without asking anybody but who is being asked already. */
    public boolean isAtHand(URI address) {
        return isGood(fetches.getIfPresent(address), keeping.most(), clock.instant());
    }

    /** Whether somebody asked for it in vain during the last half minute. */
    public boolean hasFailedLately(URI address) {
        Fetch<T> last = fetches.getIfPresent(address);
        return last != null
                && last.answer().isCompletedExceptionally()
                && last.at().plus(AGAIN_AFTER).isAfter(clock.instant());
    }

    private T get(URI address, Duration oldest) {
        Fetch<T> mine = new Fetch<>(clock.instant(), new CompletableFuture<>());
        Fetch<T> current =
                fetches.asMap().compute(address, (key, known) -> isGood(known, oldest, mine.at()) ? known : mine);
        if (current.equals(mine)) {
            fetch(address, mine);
        }
        try {
            return current.answer().join().document();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : e;
        }
    }

    private boolean isGood(@Nullable Fetch<T> known, Duration oldest, Instant now) {
        if (known == null) {
            return false;
        }
        return switch (known.answer().state()) {
            case RUNNING -> true;
            case FAILED, CANCELLED -> known.at().plus(keeping.failure()).isAfter(now);
            case SUCCESS ->
                known.at().plus(oldest).isAfter(now)
                        && known.answer().join().until().isAfter(now);
        };
    }

    private void fetch(URI address, Fetch<T> mine) {
        try {
            OutboundAnswer answer = asking.apply(address);
            mine.answer().complete(new Kept<>(reading.apply(address, answer), keeping.until(answer, mine.at())));
        } catch (OutboundRefused | ProblemException refused) {
            mine.answer().completeExceptionally(refused);
        } finally {
            mine.answer().completeExceptionally(new OutboundRefused("the fetch of " + address.getHost() + " failed"));
        }
    }
}
