package dev.taskwright.identity.signin;

import dev.taskwright.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The table {@code sign_in_limit}. */
final class GuessLimitStore {
    private static final int MOST_AT_ONCE = 50;

    /** When the subject has paid for its failures; the present or past for one that has none. */
    Instant freeAt(Tx tx, String subject) {
        return Instant.ofEpochMilli(tx.handle()
                .createQuery("SELECT free_at FROM sign_in_limit WHERE subject = :subject")
                .bind("subject", subject)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /** One more failure, which costs {@code price}; nobody owes more than {@code most}. One statement: it never loses one. */
    void add(Tx tx, String subject, Instant now, Duration price, Duration most) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO sign_in_limit (subject, free_at) VALUES (:subject, :now + :price)
                        ON CONFLICT (subject) DO UPDATE SET free_at = CASE
                            WHEN sign_in_limit.free_at < :now THEN :now + :price
                            WHEN sign_in_limit.free_at + :price > :now + :most THEN :now + :most
                            ELSE sign_in_limit.free_at + :price END
                        """)
                .bind("subject", subject)
                .bind("now", now.toEpochMilli())
                .bind("price", price.toMillis())
                .bind("most", most.toMillis())
                .execute();
    }

    void delete(Tx tx, String subject) {
        tx.handle()
                .createUpdate("DELETE FROM sign_in_limit WHERE subject = :subject")
                .bind("subject", subject)
                .execute();
    }

    /** Removes some of those who owe nothing any more. */
    int deletePaid(Tx tx, Instant now) {
        List<String> paid = tx.handle()
                .createQuery("SELECT subject FROM sign_in_limit WHERE free_at <= :now ORDER BY free_at LIMIT :most")
                .bind("now", now.toEpochMilli())
                .bind("most", MOST_AT_ONCE)
                .mapTo(String.class)
                .list();
        return paid.isEmpty()
                ? 0
                : tx.handle()
                        .createUpdate("DELETE FROM sign_in_limit WHERE subject IN (<paid>) AND free_at <= :now")
                        .bindList("paid", paid)
                        .bind("now", now.toEpochMilli())
                        .execute();
    }
}
