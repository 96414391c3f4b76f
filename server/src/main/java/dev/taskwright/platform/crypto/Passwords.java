package dev.taskwright.platform.crypto;

import dev.taskwright.base.ProblemException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks password hashes: Argon2id (RFC 9106), kept as PHC strings.
 *
 * <p>Each takes some 20 MiB and tens of milliseconds of a core, so at most as many run at once as there are cores, first
 * come, first served. They run on threads of their own: on a virtual thread a hash would hold its carrier, and a few
 * sign-ins would stop every other request. Throws {@code ProblemException(Unavailable)} when the queue is full or the
 * turn does not come within 10 seconds.
 */
public final class Passwords {
    /** What one hash costs; m, t and p of RFC 9106. */
    public record Cost(int memoryKib, int iterations, int lanes) {
        public static final Cost STANDARD = new Cost(19_456, 2, 1);
    }

    /** {@code outdated}: made at another cost than today's, so hash again while the password is at hand. */
    public record Answer(boolean matches, boolean outdated) {}

    private static final int WAITING_PER_CORE = 64;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final RandomTokens random;
    private final Cost cost;
    private final PasswordHash decoy;
    private final ThreadPoolExecutor threads;
    private final AtomicLong hashes = new AtomicLong();

    public Passwords(RandomTokens random) {
        this(random, Cost.STANDARD, Runtime.getRuntime().availableProcessors());
    }

    /** {@code atOnce}: how many hashes may be in the making at the same time. */
    public Passwords(RandomTokens random, Cost cost, int atOnce) {
        this.random = random;
        this.cost = cost;
        this.decoy = PasswordHash.decoy(cost, random);
        this.threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(atOnce * WAITING_PER_CORE),
                Thread.ofPlatform().daemon().name("password-hash-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** The PHC string to store. */
    public String hash(String password) {
        byte[] salt = random.bytes(PasswordHash.SALT_BYTES);
        return inTurn(() -> PasswordHash.of(password, cost, salt).phc());
    }

    /**
     * Whether {@code password} is the one behind {@code phc}. Null (no such person, or one without a password) takes the
     * same time and never matches.
     */
    public Answer check(String password, @Nullable String phc) {
        PasswordHash stored = phc == null ? null : PasswordHash.parse(phc).orElse(null);
        if (stored == null) {
            inTurn(() -> decoy.matches(password));
            return new Answer(false, false);
        }
        boolean matches = inTurn(() -> stored.matches(password));
        return new Answer(matches, matches && !stored.cost().equals(cost));
    }

    /** How many hashes were made since the start; sign-in promises the same number whatever the reason it refuses. */
    public long hashes() {
        return hashes.get();
    }

    private <T> T inTurn(Callable<T> work) {
        Future<T> turn;
        try {
            turn = threads.submit(() -> {
                hashes.incrementAndGet();
                return work.call();
            });
        } catch (RejectedExecutionException full) {
            throw tooBusy();
        }
        try {
            return turn.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            turn.cancel(false);
            throw tooBusy();
        } catch (InterruptedException stopping) {
            turn.cancel(false);
            Thread.currentThread().interrupt();
            throw tooBusy();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("password hash failed", bug.getCause());
        }
    }

    private static ProblemException tooBusy() {
        return ProblemException.unavailable("Too many people are signing in just now", RETRY_AFTER);
    }
}
