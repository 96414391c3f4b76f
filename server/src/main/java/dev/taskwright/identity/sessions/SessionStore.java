package dev.taskwright.identity.sessions;

import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The table {@code session}. */
final class SessionStore {
    private static final String COLUMNS = "id_hash, name, person_id, epoch, authenticated_at, seen_at, methods";
    private static final int MOST_AT_ONCE = 100;

    void insert(Tx tx, Session session) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO session (id_hash, name, person_id, epoch, authenticated_at, seen_at, methods)
                        VALUES (:idHash, :name, :person, :epoch, :authenticatedAt, :seenAt, :methods)
                        """)
                .bind("idHash", session.idHash())
                .bind("name", session.name())
                .bind("person", session.user().value())
                .bind("epoch", session.epoch())
                .bind("authenticatedAt", session.authenticatedAt().toEpochMilli())
                .bind("seenAt", session.seenAt().toEpochMilli())
                .bind("methods", String.join(" ", new TreeSet<>(session.methods())))
                .execute();
    }

    Optional<Session> find(Tx tx, String idHash) {
        return tx.handle()
                .createQuery("SELECT %s FROM session WHERE id_hash = :idHash".formatted(COLUMNS))
                .bind("idHash", idHash)
                .map((row, context) -> new Session(
                        row.getString("id_hash"),
                        row.getString("name"),
                        new UserId(row.getInt("person_id")),
                        row.getInt("epoch"),
                        Instant.ofEpochMilli(row.getLong("authenticated_at")),
                        Instant.ofEpochMilli(row.getLong("seen_at")),
                        Set.of(row.getString("methods").split(" ", -1))))
                .findOne();
    }

    void touch(Tx tx, String idHash, Instant now) {
        tx.handle()
                .createUpdate("UPDATE session SET seen_at = :now WHERE id_hash = :idHash AND seen_at < :now")
                .bind("idHash", idHash)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Whose it was; empty when it was gone already. */
    Optional<UserId> delete(Tx tx, String idHash) {
        return tx.handle()
                .createQuery("DELETE FROM session WHERE id_hash = :idHash RETURNING person_id")
                .bind("idHash", idHash)
                .map((row, context) -> new UserId(row.getInt(1)))
                .findOne();
    }

    /** The digests of the cookies that opened it; empty when it is over already. */
    List<String> deleteByName(Tx tx, UserId person, String name) {
        return tx.handle()
                .createQuery("DELETE FROM session WHERE name = :name AND person_id = :person RETURNING id_hash")
                .bind("name", name)
                .bind("person", person.value())
                .mapTo(String.class)
                .list();
    }

    /** Returns the digests of the cookies. */
    List<String> deleteAll(Tx tx, UserId person) {
        return tx.handle()
                .createQuery("DELETE FROM session WHERE person_id = :person RETURNING id_hash")
                .bind("person", person.value())
                .mapTo(String.class)
                .list();
    }

    /**
     * Leaves a person this session and those that were used last, {@code most} in all; returns the digests of the others'
     * cookies.
     */
    List<String> keepNewest(Tx tx, UserId person, String newest, int most) {
        return tx.handle()
                .createQuery("""
                        DELETE FROM session WHERE id_hash IN (
                            SELECT id_hash FROM session WHERE person_id = :person AND id_hash <> :newest
                            ORDER BY seen_at DESC, id_hash LIMIT :rest OFFSET :others)
                        RETURNING id_hash""")
                .bind("person", person.value())
                .bind("newest", newest)
                .bind("others", most - 1)
                .bind("rest", Integer.MAX_VALUE)
                .mapTo(String.class)
                .list();
    }

    /** A bounded bite, so that no sign-in pays for all of a long absence. */
    int deleteUnusedSince(Tx tx, Instant limit) {
        return tx.handle()
                .createUpdate("""
                        DELETE FROM session WHERE id_hash IN (
                            SELECT id_hash FROM session WHERE seen_at <= :limit ORDER BY seen_at LIMIT :most)
                        """)
                .bind("limit", limit.toEpochMilli())
                .bind("most", MOST_AT_ONCE)
                .execute();
    }
}
