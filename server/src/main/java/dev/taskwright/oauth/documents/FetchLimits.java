package dev.taskwright.oauth.documents;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.http.AddressLimit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * How often documents are fetched: so that nobody sends this server against a host, keeps it busy, or fills its memory. Each
 * node counts for itself.
 */
final class FetchLimits {
    /** Of the places that all outbound calls share; a slow document holds one for some seconds. */
    private static final int MOST_AT_ONCE = 16;

    private static final Duration SOON = Duration.ofSeconds(5);

    private final AddressLimit ofSender;
    private final AddressLimit ofHost;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    FetchLimits(InstantSource clock) {
        this.ofSender =
                new AddressLimit(clock, 60, Duration.ofSeconds(2), "too many documents asked for from this address");
        this.ofHost = new AddressLimit(clock, 30, Duration.ofSeconds(2), "too many documents asked for from that host");
    }

    /**
     * @param sender who pays beside the host; empty when it has been paid
     * @throws ProblemException {@code TooMany}
     */
    void take(String host, Optional<String> sender) {
        sender.ifPresent(ofSender::take);
        ofHost.take(host);
    }

    /** @throws ProblemException {@code Unavailable} when too many are on their way */
    <T> T within(Supplier<T> fetch) {
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable("too many documents are being fetched", SOON);
        }
        try {
            return fetch.get();
        } finally {
            places.release();
        }
    }
}
