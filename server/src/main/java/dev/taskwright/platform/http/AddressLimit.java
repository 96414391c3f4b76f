package dev.taskwright.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How often one address may do what costs a row: so many at once, then one every so often. Kept by each node in memory and
 * bounded; what an attacker with many addresses leaves behind must be swept away unused.
 */
public final class AddressLimit {
    private static final int MOST_ADDRESSES = 10_000;

    private final InstantSource clock;
    private final Duration price;
    private final Duration credit;
    private final String complaint;
    private final Cache<String, Instant> paidUntil =
            Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).build();

    /**
     * @param atOnce what is free for somebody who has not been here lately
     * @param price time in which one more becomes free
     * @param complaint what somebody reads who must wait
     */
    public AddressLimit(InstantSource clock, int atOnce, Duration price, String complaint) {
        this.clock = clock;
        this.price = price;
        this.credit = price.multipliedBy(atOnce);
        this.complaint = complaint;
    }

    /**
     * @param address numeric
     * @throws ProblemException {@code TooMany}, saying when to come again
     */
    public void take(String address) {
        Instant now = clock.instant();
        AtomicBoolean isTaken = new AtomicBoolean();
        paidUntil.asMap().compute(ClientAddress.network(address), (key, before) -> {
            Instant from = before == null || before.isBefore(now) ? now : before;
            Instant next = from.plus(price);
            isTaken.set(!next.isAfter(now.plus(credit)));
            return isTaken.get() ? next : from;
        });
        if (!isTaken.get()) {
            throw new ProblemException(new Problem.TooMany(complaint, price));
        }
    }
}
