package dev.taskwright.oauth.registration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many apps one address may register: three hundred at once, then one every ten seconds. Kept by each node in memory
 * and bounded; what an attacker with many addresses leaves behind is swept away unused.
 */
final class RegistrationLimit {
    private static final int MOST_ADDRESSES = 10_000;
    private static final Duration PRICE = Duration.ofSeconds(10);
    private static final Duration CREDIT = PRICE.multipliedBy(300);

    private final InstantSource clock;
    private final Cache<String, Instant> paidUntil =
            Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).build();

    RegistrationLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws ProblemException {@code TooMany}, saying when to come again */
    void take(String address) {
        Instant now = clock.instant();
        AtomicBoolean isTaken = new AtomicBoolean();
        paidUntil.asMap().compute(address, (key, before) -> {
            Instant from = before == null || before.isBefore(now) ? now : before;
            Instant next = from.plus(PRICE);
            isTaken.set(!next.isAfter(now.plus(CREDIT)));
            return isTaken.get() ? next : from;
        });
        if (!isTaken.get()) {
            throw new ProblemException(new Problem.TooMany("too many apps registered from this address", PRICE));
        }
    }
}
