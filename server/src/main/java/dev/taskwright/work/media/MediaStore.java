package dev.taskwright.work.media;

import dev.taskwright.base.MediaId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code media}. */
final class MediaStore {
    private static final String COLUMNS = "id, space_id, file_key, name, type, kind, size, digest, added_at";

    Optional<Media> find(Tx tx, MediaId id) {
        return tx.handle()
                .createQuery("SELECT %s FROM media WHERE id = :id".formatted(COLUMNS))
                .bind("id", id.value())
                .map((row, context) -> media(row))
                .findOne();
    }

    /** The newest first. */
    List<Media> list(Tx tx, SpaceId space, int limit, long offset) {
        return tx.handle()
                .createQuery("""
                        SELECT %s FROM media WHERE space_id = :space
                        ORDER BY added_at DESC, id DESC LIMIT :limit OFFSET :offset
                        """.formatted(COLUMNS))
                .bind("space", space.value())
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> media(row))
                .list();
    }

    void insert(Tx tx, Media media, @Nullable UserId by) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO media (id, space_id, file_key, name, type, kind, size, digest, added_by, added_at)
                        VALUES (:id, :space, :key, :name, :type, :kind, :size, :digest, :by, :now)
                        """)
                .bind("id", media.id().value())
                .bind("space", media.space().value())
                .bind("key", media.key())
                .bind("name", media.name())
                .bind("type", media.type().type())
                .bind("kind", media.type().kind())
                .bind("size", media.size())
                .bind("digest", media.digest())
                .bind("by", by == null ? null : (Integer) by.value())
                .bind("now", media.addedAt().toEpochMilli())
                .execute();
    }

    boolean delete(Tx tx, MediaId id) {
        return tx.handle()
                        .createUpdate("DELETE FROM media WHERE id = :id")
                        .bind("id", id.value())
                        .execute()
                == 1;
    }

    private static Media media(ResultSet row) throws SQLException {
        return new Media(
                new MediaId(row.getString("id")),
                new SpaceId(row.getString("space_id")),
                row.getString("file_key"),
                row.getString("name"),
                new FileType(row.getString("type"), row.getString("kind")),
                row.getLong("size"),
                row.getString("digest"),
                Instant.ofEpochMilli(row.getLong("added_at")));
    }
}
