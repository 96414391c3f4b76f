package dev.taskwright.identity.users;

import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The table {@code person}. */
final class UserStore {
    private static final String COLUMNS =
            "id, handle, email, email_verified, name, picture_url, admin, disabled, session_epoch,"
                    + " details, created_at, updated_at";
    private static final String UNIQUE_VIOLATION = "23505";

    /** Empty when the handle or the address is taken. */
    Optional<User> insert(Tx tx, NewUser person, EmailAddress email, String passwordHash, Instant now) {
        return tx.handle()
                .createQuery("""
                        INSERT INTO person (handle, email, email_key, email_verified, name, admin, disabled,
                                            session_epoch, password_hash, created_at, updated_at)
                        VALUES (:handle, :email, :emailKey, 0, :name, :admin, 0, 1, :passwordHash, :now, :now)
                        ON CONFLICT DO NOTHING
                        RETURNING %s
                        """.formatted(COLUMNS))
                .bind("handle", person.handle())
                .bind("email", email.typed())
                .bind("emailKey", email.key())
                .bind("name", person.name())
                .bind("admin", person.admin() ? 1 : 0)
                .bind("passwordHash", passwordHash)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> user(row))
                .findOne();
    }

    Optional<User> find(Tx tx, UserId id) {
        return tx.handle()
                .createQuery("SELECT %s FROM person WHERE id = :id".formatted(COLUMNS))
                .bind("id", id.value())
                .map((row, context) -> user(row))
                .findOne();
    }

    Optional<User> findByHandle(Tx tx, String handle) {
        return tx.handle()
                .createQuery("SELECT %s FROM person WHERE handle = :handle".formatted(COLUMNS))
                .bind("handle", handle)
                .map((row, context) -> user(row))
                .findOne();
    }

    Optional<User> findByEmail(Tx tx, String emailKey) {
        return tx.handle()
                .createQuery("SELECT %s FROM person WHERE email_key = :emailKey".formatted(COLUMNS))
                .bind("emailKey", emailKey)
                .map((row, context) -> user(row))
                .findOne();
    }

    /** Each column has one kind of name in it: a handle never holds an at sign, an address always does. */
    Optional<Credentials> credentials(Tx tx, String handle, String emailKey) {
        return tx.handle()
                .createQuery("SELECT %s, password_hash FROM person WHERE handle = :handle OR email_key = :emailKey"
                        .formatted(COLUMNS))
                .bind("handle", handle)
                .bind("emailKey", emailKey)
                .map((row, context) -> new Credentials(user(row), row.getString("password_hash")))
                .findOne();
    }

    Optional<Credentials> credentials(Tx tx, UserId id) {
        return tx.handle()
                .createQuery("SELECT %s, password_hash FROM person WHERE id = :id".formatted(COLUMNS))
                .bind("id", id.value())
                .map((row, context) -> new Credentials(user(row), row.getString("password_hash")))
                .findOne();
    }

    List<User> list(Tx tx) {
        return tx.handle()
                .createQuery("SELECT %s FROM person ORDER BY id".formatted(COLUMNS))
                .map((row, context) -> user(row))
                .list();
    }

    /** Replaces what the person may change; false when another has the handle or the address. */
    boolean updateProfile(Tx tx, User user, String emailKey) {
        try {
            tx.handle()
                    .createUpdate("""
                            UPDATE person
                            SET handle = :handle, email = :email, email_key = :emailKey,
                                email_verified = :emailVerified, name = :name, picture_url = :pictureUrl,
                                details = :details,
                                updated_at = :updatedAt
                            WHERE id = :id
                            """)
                    .bind("id", user.id().value())
                    .bind("handle", user.handle())
                    .bind("email", user.email())
                    .bind("emailKey", emailKey)
                    .bind("emailVerified", user.emailVerified() ? 1 : 0)
                    .bind("name", user.name())
                    .bind("pictureUrl", user.pictureUrl())
                    .bind("details", DetailsJson.text(user.details()))
                    .bind("updatedAt", user.updatedAt().toEpochMilli())
                    .execute();
            return true;
        } catch (UnableToExecuteStatementException e) {
            // PostgreSQL alone comes here, when two people take the same name at the same moment
            if (e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** @param path null for none */
    void updatePicture(Tx tx, UserId id, @Nullable String path, Instant now) {
        tx.handle()
                .createUpdate("UPDATE person SET picture_url = :path, updated_at = :now WHERE id = :id")
                .bind("id", id.value())
                .bind("path", path)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** A new password ends every session. */
    void updatePassword(Tx tx, UserId id, String passwordHash) {
        tx.handle()
                .createUpdate("""
                        UPDATE person SET password_hash = :passwordHash, session_epoch = session_epoch + 1
                        WHERE id = :id
                        """)
                .bind("id", id.value())
                .bind("passwordHash", passwordHash)
                .execute();
    }

    /** The same password at another cost; nothing happens when it was changed meanwhile. */
    void replaceHash(Tx tx, UserId id, String oldHash, String newHash) {
        tx.handle()
                .createUpdate("UPDATE person SET password_hash = :newHash WHERE id = :id AND password_hash = :oldHash")
                .bind("id", id.value())
                .bind("oldHash", oldHash)
                .bind("newHash", newHash)
                .execute();
    }

    /** Ends every session when it disables; false when it was so already. */
    boolean updateDisabled(Tx tx, UserId id, boolean disabled) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE person SET disabled = :disabled, session_epoch = session_epoch + :disabled
                                WHERE id = :id AND disabled <> :disabled
                                """)
                        .bind("id", id.value())
                        .bind("disabled", disabled ? 1 : 0)
                        .execute()
                == 1;
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                new UserId(row.getInt("id")),
                row.getString("handle"),
                row.getString("email"),
                row.getInt("email_verified") != 0,
                row.getString("name"),
                row.getString("picture_url"),
                row.getInt("admin") != 0,
                row.getInt("disabled") != 0,
                row.getInt("session_epoch"),
                DetailsJson.read(row.getString("details")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
