package dev.taskwright.oauth.decisions;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.decisions.Decision.Answer;
import dev.taskwright.oauth.decisions.Decision.State;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code decision}. Every step is one statement that says from which state it is taken. */
final class DecisionStore {
    private static final int MILLIS = 1_000;

    void insert(Tx tx, Decision decision, int interval) {
        UserId asked = decision.asked();
        tx.handle()
                .createUpdate("""
                        INSERT INTO decision (digest, client_id, scopes, asked_id, asked_at, expires_at, poll_seconds,
                            polled_at, state)
                        VALUES (:digest, :client, :scopes, :asked, :askedAt, :expires, :interval, 0, 'waiting')""")
                .bind("digest", decision.digest())
                .bind("client", decision.client().value())
                .bind("scopes", decision.scopes().toString())
                .bind("asked", asked == null ? null : asked.value())
                .bind("askedAt", decision.askedAt().toEpochMilli())
                .bind("expires", decision.expiresAt().toEpochMilli())
                .bind("interval", interval)
                .execute();
    }

    Optional<Decision> find(Tx tx, String digest) {
        return tx.handle()
                .createQuery("SELECT * FROM decision WHERE digest = :digest")
                .bind("digest", digest)
                .map((row, context) -> decision(row))
                .findOne();
    }

    /** What waits for this person, the oldest first. */
    List<Decision> waiting(Tx tx, UserId asked, int most, Instant now) {
        return tx.handle()
                .createQuery("""
                        SELECT * FROM decision WHERE asked_id = :asked AND state = 'waiting' AND expires_at > :now
                        ORDER BY asked_at, digest LIMIT :most""")
                .bind("asked", asked.value())
                .bind("now", now.toEpochMilli())
                .bind("most", most)
                .map((row, context) -> decision(row))
                .list();
    }

    /** True once for each decision, whoever and however many answer. */
    boolean decide(Tx tx, String digest, State state, Answer answer, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE decision SET state = :state, person_id = :person, signed_in_at = :signedIn,
                                    methods = :methods
                                WHERE digest = :digest AND state = 'waiting' AND expires_at > :now
                                  AND (asked_id IS NULL OR asked_id = :person)""")
                        .bind("state", state.word())
                        .bind("person", answer.person().value())
                        .bind("signedIn", answer.authentication().at().toEpochMilli())
                        .bind("methods", answer.authentication().methods())
                        .bind("digest", digest)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** The only way to use the app's code; true once. */
    boolean redeem(Tx tx, String digest, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE decision SET state = 'redeemed'
                                WHERE digest = :digest AND state = 'allowed' AND expires_at > :now""")
                        .bind("digest", digest)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Notes a poll; false when it came too early, or somebody has decided meanwhile. */
    boolean poll(Tx tx, String digest, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE decision SET polled_at = :now
                                WHERE digest = :digest AND state = 'waiting'
                                  AND polled_at + poll_seconds * %d <= :now""".formatted(MILLIS))
                        .bind("digest", digest)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Makes the app wait longer from now on; returns the seconds, or nothing when somebody has decided meanwhile. */
    Optional<Integer> slowDown(Tx tx, String digest, int by, Instant now) {
        return tx.handle()
                .createQuery("""
                        UPDATE decision SET polled_at = :now, poll_seconds = poll_seconds + :by
                        WHERE digest = :digest AND state = 'waiting' RETURNING poll_seconds""")
                .bind("digest", digest)
                .bind("by", by)
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .findOne();
    }

    void delete(Tx tx, String digest) {
        tx.handle()
                .createUpdate("DELETE FROM decision WHERE digest = :digest")
                .bind("digest", digest)
                .execute();
    }

    /** With what hangs on them. */
    int forget(Tx tx, Instant expiredBefore) {
        return tx.handle()
                .createUpdate("DELETE FROM decision WHERE expires_at <= :before")
                .bind("before", expiredBefore.toEpochMilli())
                .execute();
    }

    private static Decision decision(ResultSet row) throws SQLException {
        int asked = row.getInt("asked_id");
        return new Decision(
                row.getString("digest"),
                new ClientId(row.getString("client_id")),
                ScopeSet.stored(row.getString("scopes")),
                asked == 0 ? null : new UserId(asked),
                Instant.ofEpochMilli(row.getLong("asked_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                State.stored(row.getString("state")),
                answer(row));
    }

    private static @Nullable Answer answer(ResultSet row) throws SQLException {
        String methods = row.getString("methods");
        return methods == null
                ? null
                : new Answer(
                        new UserId(row.getInt("person_id")),
                        Authentication.stored(Instant.ofEpochMilli(row.getLong("signed_in_at")), methods));
    }
}
