package dev.taskwright.identity.factors;

import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables {@code second_factor} and {@code recovery_code}. */
final class SecondFactorStore {
    /** Whether it is new; a person has one. */
    boolean insert(Tx tx, UserId person, byte[] sealed, long step, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                INSERT INTO second_factor (person_id, seed, last_step, added_at)
                                VALUES (:person, :seed, :step, :now)
                                ON CONFLICT (person_id) DO NOTHING
                                """)
                        .bind("person", person.value())
                        .bind("seed", sealed)
                        .bind("step", step)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** The seed, as only this server can read it. */
    Optional<byte[]> sealed(Tx tx, UserId person) {
        return tx.handle()
                .createQuery("SELECT seed FROM second_factor WHERE person_id = :person")
                .bind("person", person.value())
                .map((row, context) -> row.getBytes("seed"))
                .findOne();
    }

    Optional<Instant> addedAt(Tx tx, UserId person) {
        return tx.handle()
                .createQuery("SELECT added_at FROM second_factor WHERE person_id = :person")
                .bind("person", person.value())
                .map((row, context) -> Instant.ofEpochMilli(row.getLong("added_at")))
                .findOne();
    }

    /** Whether this step is later than every one used before; of many who use it at once, one is told so. */
    boolean use(Tx tx, UserId person, long step) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE second_factor SET last_step = :step
                                WHERE person_id = :person AND last_step < :step
                                """)
                        .bind("person", person.value())
                        .bind("step", step)
                        .execute()
                == 1;
    }

    boolean delete(Tx tx, UserId person) {
        return tx.handle()
                        .createUpdate("DELETE FROM second_factor WHERE person_id = :person")
                        .bind("person", person.value())
                        .execute()
                == 1;
    }

    /** In place of those there were. */
    void replaceCodes(Tx tx, UserId person, Collection<String> digests) {
        tx.handle()
                .createUpdate("DELETE FROM recovery_code WHERE person_id = :person")
                .bind("person", person.value())
                .execute();
        if (digests.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                tx.handle().prepareBatch("INSERT INTO recovery_code (person_id, digest) VALUES (:person, :digest)");
        digests.forEach(digest ->
                batch.bind("person", person.value()).bind("digest", digest).add());
        batch.execute();
    }

    /** Whether there was such a code; it is gone now. */
    boolean spendCode(Tx tx, UserId person, String digest) {
        return tx.handle()
                        .createUpdate("DELETE FROM recovery_code WHERE person_id = :person AND digest = :digest")
                        .bind("person", person.value())
                        .bind("digest", digest)
                        .execute()
                == 1;
    }

    int countCodes(Tx tx, UserId person) {
        return tx.handle()
                .createQuery("SELECT count(*) FROM recovery_code WHERE person_id = :person")
                .bind("person", person.value())
                .mapTo(Integer.class)
                .one();
    }
}
