package dev.taskwright.oauth.registration;

import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code registration_token}. */
final class InitialTokenStore {
    void insert(Tx tx, InitialToken token, String digest) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO registration_token (id, token_digest, name, owner_id, uses_left, created_at, expires_at)
                        VALUES (:id, :digest, :name, :owner, :uses, :created, :expires)""")
                .bind("id", token.id())
                .bind("digest", digest)
                .bind("name", token.name())
                .bind(
                        "owner",
                        Optional.ofNullable(token.owner()).map(UserId::value).orElse(null))
                .bind("uses", token.usesLeft())
                .bind("created", token.createdAt().toEpochMilli())
                .bind("expires", token.expiresAt().toEpochMilli())
                .execute();
    }

    Optional<InitialToken> find(Tx tx, String digest) {
        return tx.handle()
                .createQuery("SELECT * FROM registration_token WHERE token_digest = :digest")
                .bind("digest", digest)
                .map((row, context) -> token(row))
                .findOne();
    }

    List<InitialToken> all(Tx tx) {
        return tx.handle()
                .createQuery("SELECT * FROM registration_token ORDER BY created_at, id")
                .map((row, context) -> token(row))
                .list();
    }

    /** Takes one use; false when there is none any more. */
    boolean use(Tx tx, String id, Instant now) {
        return tx.handle()
                        .createUpdate("""
                        UPDATE registration_token SET uses_left = uses_left - 1
                        WHERE id = :id AND uses_left > 0 AND expires_at > :now""")
                        .bind("id", id)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    Optional<InitialToken> delete(Tx tx, String id) {
        return tx.handle()
                .createQuery("DELETE FROM registration_token WHERE id = :id RETURNING *")
                .bind("id", id)
                .map((row, context) -> token(row))
                .findOne();
    }

    int deleteOver(Tx tx, Instant now) {
        return tx.handle()
                .createUpdate("DELETE FROM registration_token WHERE uses_left = 0 OR expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private static InitialToken token(ResultSet row) throws SQLException {
        int number = row.getInt("owner_id");
        @Nullable UserId owner = row.wasNull() ? null : new UserId(number);
        return new InitialToken(
                row.getString("id"),
                row.getString("name"),
                owner,
                row.getInt("uses_left"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }
}
