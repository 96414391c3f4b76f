package dev.taskwright.platform.jobs;

import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.util.List;

/** The table {@code job}. */
final class JobStore {
    void insert(Tx tx, String kind, String payload, Instant due) {
        tx.handle()
                .createUpdate("INSERT INTO job (kind, payload, attempts, due_at) VALUES (:kind, :payload, 0, :due)")
                .bind("kind", kind)
                .bind("payload", payload)
                .bind("due", due.toEpochMilli())
                .execute();
    }

    boolean anyDue(Tx tx, Instant now) {
        return tx.handle()
                .createQuery("SELECT 1 FROM job WHERE due_at <= :now LIMIT 1")
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /**
     * Takes what is due, oldest first. In one statement that looks at the time once more, so that of two nodes that see the
     * same work one gets it.
     *
     * @param until when others may take it over
     */
    List<Job> take(Tx tx, Instant now, Instant until, int most) {
        return tx.handle()
                .createQuery("""
                        UPDATE job SET due_at = :until, attempts = attempts + 1
                        WHERE due_at <= :now AND number IN (
                            SELECT j.number FROM job j WHERE j.due_at <= :now ORDER BY j.due_at LIMIT :most)
                        RETURNING number, kind, payload, attempts
                        """)
                .bind("now", now.toEpochMilli())
                .bind("until", until.toEpochMilli())
                .bind("most", most)
                .map((row, context) -> new Job(
                        row.getLong("number"), row.getString("kind"), row.getString("payload"), row.getInt("attempts")))
                .list();
    }

    void delete(Tx tx, Job job) {
        tx.handle()
                .createUpdate("DELETE FROM job WHERE number = :number")
                .bind("number", job.number())
                .execute();
    }

    void postpone(Tx tx, Job job, Instant due) {
        tx.handle()
                .createUpdate("UPDATE job SET due_at = :due WHERE number = :number")
                .bind("number", job.number())
                .bind("due", due.toEpochMilli())
                .execute();
    }
}
