package dev.taskwright.work.media;

import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.util.List;

/** The table {@code media_file}. */
final class MediaFileStore {
    void announce(Tx tx, String key, Instant now) {
        tx.handle()
                .createUpdate("INSERT INTO media_file (file_key, kept, added_at) VALUES (:key, 0, :now)")
                .bind("key", key)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** False when it was swept up meanwhile. */
    boolean keep(Tx tx, String key) {
        return tx.handle()
                        .createUpdate("UPDATE media_file SET kept = 1 WHERE file_key = :key")
                        .bind("key", key)
                        .execute()
                == 1;
    }

    /** Keys that no file has: any that were kept, and those announced before a time. */
    List<String> unused(Tx tx, Instant announcedBefore, int limit) {
        return tx.handle()
                .createQuery("""
                        SELECT f.file_key FROM media_file f
                        WHERE (f.kept = 1 OR f.added_at < :before)
                          AND NOT EXISTS (SELECT 1 FROM media m WHERE m.file_key = f.file_key)
                        LIMIT :limit
                        """)
                .bind("before", announcedBefore.toEpochMilli())
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    void delete(Tx tx, List<String> keys) {
        if (!keys.isEmpty()) {
            tx.handle()
                    .createUpdate("DELETE FROM media_file WHERE file_key IN (<keys>)")
                    .bindList("keys", keys)
                    .execute();
        }
    }
}
