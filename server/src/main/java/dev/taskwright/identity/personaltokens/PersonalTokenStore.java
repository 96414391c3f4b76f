package dev.taskwright.identity.personaltokens;

import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code personal_token}. */
final class PersonalTokenStore {
    private static final String COLUMNS = "id, person_id, name, scopes, created_at, expires_at, used_at";

    void insert(Tx tx, PersonalToken token, String tokenHash) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO personal_token (id, token_hash, person_id, name, scopes, created_at, expires_at)
                        VALUES (:id, :tokenHash, :person, :name, :scopes, :createdAt, :expiresAt)
                        """)
                .bind("id", token.id())
                .bind("tokenHash", tokenHash)
                .bind("person", token.owner().value())
                .bind("name", token.name())
                .bind("scopes", Scope.join(token.scopes()))
                .bind("createdAt", token.createdAt().toEpochMilli())
                .bind(
                        "expiresAt",
                        token.expiresAt() == null
                                ? null
                                : (Long) token.expiresAt().toEpochMilli())
                .execute();
    }

    Optional<PersonalToken> findByHash(Tx tx, String tokenHash) {
        return tx.handle()
                .createQuery("SELECT %s FROM personal_token WHERE token_hash = :tokenHash".formatted(COLUMNS))
                .bind("tokenHash", tokenHash)
                .map((row, context) -> token(row))
                .findOne();
    }

    Optional<PersonalToken> find(Tx tx, String id) {
        return tx.handle()
                .createQuery("SELECT %s FROM personal_token WHERE id = :id".formatted(COLUMNS))
                .bind("id", id)
                .map((row, context) -> token(row))
                .findOne();
    }

    List<PersonalToken> listOf(Tx tx, UserId owner) {
        return tx.handle()
                .createQuery("SELECT %s FROM personal_token WHERE person_id = :person ORDER BY created_at, id"
                        .formatted(COLUMNS))
                .bind("person", owner.value())
                .map((row, context) -> token(row))
                .list();
    }

    List<PersonalToken> listAll(Tx tx) {
        return tx.handle()
                .createQuery("SELECT %s FROM personal_token ORDER BY created_at, id".formatted(COLUMNS))
                .map((row, context) -> token(row))
                .list();
    }

    int countOf(Tx tx, UserId owner) {
        return tx.handle()
                .createQuery("SELECT count(*) FROM personal_token WHERE person_id = :person")
                .bind("person", owner.value())
                .mapTo(Integer.class)
                .one();
    }

    /** The hash of the token that is gone now; empty when it was gone already. */
    Optional<String> delete(Tx tx, String id) {
        return tx.handle()
                .createQuery("DELETE FROM personal_token WHERE id = :id RETURNING token_hash")
                .bind("id", id)
                .map((row, context) -> row.getString(1))
                .findOne();
    }

    void touch(Tx tx, String id, Instant now) {
        tx.handle()
                .createUpdate("UPDATE personal_token SET used_at = :now WHERE id = :id AND coalesce(used_at, 0) < :now")
                .bind("id", id)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private static PersonalToken token(ResultSet row) throws SQLException {
        return new PersonalToken(
                row.getString("id"),
                new UserId(row.getInt("person_id")),
                row.getString("name"),
                Scope.parse(row.getString("scopes")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "expires_at"),
                instant(row, "used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
