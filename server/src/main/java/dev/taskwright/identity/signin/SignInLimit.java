package dev.taskwright.identity.signin;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Slows down guessing of passwords. Each failure costs time, owed by three subjects: the account from this address, the
 * account from anywhere, the address for any account. Whoever owes too much waits; the debt shrinks by itself, so nobody
 * is ever locked out for good. It is kept in the database: it holds on every node and over a restart.
 *
 * <p>Only failures cost, and they are known after the hash, so attempts in the making are few at once per account.
 */
final class SignInLimit {
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

    private final SignInLimitStore store = new SignInLimitStore();
    private final Db db;
    private final InstantSource clock;
    private final List<Semaphore> lanes =
            Stream.generate(() -> new Semaphore(AT_ONCE, true)).limit(LANES).toList();

    SignInLimit(Db db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** One attempt in the making; closing it lets the next one through. */
    final class Attempt implements AutoCloseable {
        private final Semaphore lane;
        private final List<Debtor> debtors;

        private Attempt(Semaphore lane, List<Debtor> debtors) {
            this.lane = lane;
            this.debtors = debtors;
        }

        void failed() {
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
        void succeeded() {
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
     * @param account what is tried, whether or not there is such an account
     * @throws ProblemException {@code TooMany} with the time to wait
     */
    Attempt begin(String account, String address) {
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
        String network = network(address);
        return List.of(
                new Debtor(Digests.sha256Base64Url("address " + network), ADDRESS),
                new Debtor(Digests.sha256Base64Url("account " + account), ACCOUNT),
                new Debtor(Digests.sha256Base64Url("pair " + network + " " + account), PAIR));
    }

    /** Of IPv6 the first 64 bits: the rest is the customer's to choose. */
    private static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8)
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException notNumeric) {
            return address;
        }
    }

    private static ProblemException tooMany(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return ProblemException.tooMany(
                "Too many wrong passwords. Try again in " + inWords(seconds) + ".", Duration.ofSeconds(seconds));
    }

    private static String inWords(long seconds) {
        if (seconds < 120) {
            return seconds == 1 ? "1 second" : seconds + " seconds";
        }
        return (seconds + 59) / 60 + " minutes";
    }
}
