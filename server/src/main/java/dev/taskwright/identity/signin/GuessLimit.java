package dev.taskwright.identity.signin;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.http.ClientAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Slows down guessing of passwords, and of other short secrets that people type. Each failure costs time, owed by three subjects: the account from this address, the
 * account from anywhere, the address for any account. Whoever owes too much waits; the debt shrinks by itself, so nobody
 * is ever locked out for good. It is kept in the database: it holds on every node and over a restart.
 *
 * <p>Only failures cost, and they are known after the hash, so attempts in the making are few at once per account.
 */
public final class GuessLimit {
    /** {@code free}: failures at no wait; each further one, and each repaid one, is worth {@code price}. */
    private record Allowance(int free, Duration price) {
        /** How long to wait when what is owed lasts until {@code freeAt}; zero or less when there is no need. */
        Duration wait(Instant freeAt, Instant now) {
            return Duration.between(now, freeAt).minus(price.multipliedBy(free - 1L));
        }

        Duration most() {
            return price.multipliedBy(free).plus(LONGEST_WAIT);
        }
    }

    private record Debtor(String subject, Allowance allowance) {}

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Allowance PAIR = new Allowance(5, Duration.ofSeconds(20));
    private static final Allowance ACCOUNT = new Allowance(100, Duration.ofSeconds(10));
    private static final Allowance ADDRESS = new Allowance(100, Duration.ofSeconds(3));
    private static final int LANES = 64;
    private static final int AT_ONCE = 8;

    private final GuessLimitStore store = new GuessLimitStore();
    private final Db db;
    private final InstantSource clock;
    private final String complaint;
    private final List<Semaphore> lanes =
            Stream.generate(() -> new Semaphore(AT_ONCE, true)).limit(LANES).toList();

    /** @param complaint what somebody who must wait reads first, as "Too many wrong passwords." */
    public GuessLimit(Db db, InstantSource clock, String complaint) {
        this.db = db;
        this.clock = clock;
        this.complaint = complaint;
    }

    /** One attempt in the making; closing it lets the next one through. */
    public final class Attempt implements AutoCloseable {
        private final Semaphore lane;
        private final List<Debtor> debtors;

        private Attempt(Semaphore lane, List<Debtor> debtors) {
            this.lane = lane;
            this.debtors = debtors;
        }

        /** Adds to what is owed. */
        public void failed() {
            Instant now = clock.instant();
            db.write(tx -> {
                store.deletePaid(tx, now);
                debtors.forEach(debtor -> store.add(
                        tx,
                        debtor.subject(),
                        now,
                        debtor.allowance().price(),
                        debtor.allowance().most()));
                return now;
            });
        }

        /** Forgives what this account owed from this address. */
        public void succeeded() {
            String pair = debtors.getLast().subject();
            if (db.read(tx -> store.freeAt(tx, pair)).isAfter(Instant.EPOCH)) {
                db.write(tx -> {
                    store.delete(tx, pair);
                    return pair;
                });
            }
        }

        @Override
        public void close() {
            lane.release();
        }
    }

    /**
     * To be closed.
     *
     * @param account what is tried, whether or not there is such an account; what is guessed and whose it is, in words
     * @param address numeric, of whoever tries
     * @throws ProblemException {@code TooMany} with the time to wait
     */
    public Attempt begin(String account, String address) {
        List<Debtor> debtors = debtors(account, address);
        Semaphore lane = lanes.get(Math.floorMod(debtors.getLast().subject().hashCode(), LANES));
        lane.acquireUninterruptibly();
        try {
            Instant now = clock.instant();
            Duration wait = db.read(tx -> longestWait(tx, debtors, now));
            if (wait.isPositive()) {
                throw tooMany(wait);
            }
            return new Attempt(lane, debtors);
        } catch (RuntimeException refused) {
            lane.release();
            throw refused;
        }
    }

    private Duration longestWait(Tx tx, List<Debtor> debtors, Instant now) {
        return debtors.stream()
                .map(debtor -> debtor.allowance().wait(store.freeAt(tx, debtor.subject()), now))
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** In one order always, so that two failures never wait for each other's rows. Hashed: people type passwords here. */
    private static List<Debtor> debtors(String account, String address) {
        String network = ClientAddress.network(address);
        return List.of(
                new Debtor(Digests.sha256Base64Url("address " + network), ADDRESS),
                new Debtor(Digests.sha256Base64Url("account " + account), ACCOUNT),
                new Debtor(Digests.sha256Base64Url("pair " + network + " " + account), PAIR));
    }

    private ProblemException tooMany(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return ProblemException.tooMany(
                complaint + " Try again in " + inWords(seconds) + ".", Duration.ofSeconds(seconds));
    }

    private static String inWords(long seconds) {
        if (seconds < 120) {
            return seconds == 1 ? "1 second" : seconds + " seconds";
        }
        return (seconds + 59) / 60 + " minutes";
    }
}
