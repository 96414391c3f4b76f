package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code refresh_family}. */
final class RefreshFamilyStore {

    /** The family of a code just redeemed, at generation 0. */
    void insert(Tx tx, Rights rights, Instant now) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO refresh_family (lineage, authorization_id, scopes, signed_in_at, amr, claims, bounds,
                            generation, rotated_at, idle_until, expires_at)
                        VALUES (:lineage, :authorization, :scopes, :signedIn, :amr, :claims, :bounds, 0, :now,
                            :idle, :expires)""")
                .bind("lineage", rights.lineage())
                .bind("authorization", rights.authorizationId())
                .bind("scopes", rights.scopes().toString())
                .bind("signedIn", rights.authentication().at().toEpochMilli())
                .bind("amr", rights.authentication().methods())
                .bind("claims", rights.claims().text())
                .bind("bounds", rights.bounds().text())
                .bind("now", now.toEpochMilli())
                .bind("idle", now.plus(RefreshFamily.IDLE).toEpochMilli())
                .bind("expires", now.plus(RefreshFamily.LONGEST).toEpochMilli())
                .execute();
    }

    Optional<RefreshFamily> find(Tx tx, String lineage) {
        return tx.handle()
                .createQuery("""
                        SELECT f.*, a.person_id, a.client_id FROM refresh_family f
                        JOIN app_authorization a ON a.authorization_id = f.authorization_id
                        WHERE f.lineage = :lineage""")
                .bind("lineage", lineage)
                .map((row, context) -> family(row))
                .findOne();
    }

    /**
     * The only way to use a refresh token, in one statement: of many who present the same one, one moves the family.
     *
     * @param step 1 to rotate, 0 to let the same token stay good
     */
    boolean use(Tx tx, RefreshToken token, int step, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE refresh_family
                                SET generation = generation + :step, rotated_at = :now, idle_until = :idle
                                WHERE lineage = :lineage AND generation = :generation AND revoked_at IS NULL
                                  AND idle_until > :now AND expires_at > :now""")
                        .bind("step", step)
                        .bind("now", now.toEpochMilli())
                        .bind("idle", now.plus(RefreshFamily.IDLE).toEpochMilli())
                        .bind("lineage", token.lineage())
                        .bind("generation", token.generation())
                        .execute()
                == 1;
    }

    boolean revoke(Tx tx, String lineage, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE refresh_family SET revoked_at = :now
                                WHERE lineage = :lineage AND revoked_at IS NULL""")
                        .bind("now", now.toEpochMilli())
                        .bind("lineage", lineage)
                        .execute()
                == 1;
    }

    /** Keeps this family and, of its authorization, those that were used last: {@code most} in all. */
    void keepNewest(Tx tx, Rights newest, int most) {
        tx.handle()
                .createUpdate("""
                        DELETE FROM refresh_family WHERE lineage IN (
                            SELECT lineage FROM refresh_family
                            WHERE authorization_id = :id AND lineage <> :newest
                            ORDER BY rotated_at DESC, lineage LIMIT :rest OFFSET :others)""")
                .bind("id", newest.authorizationId())
                .bind("newest", newest.lineage())
                .bind("rest", Integer.MAX_VALUE)
                .bind("others", most - 1)
                .execute();
    }

    /** The same over all authorizations of the person and the app. */
    void keepNewestOfPerson(Tx tx, Rights newest, int most) {
        tx.handle()
                .createUpdate("""
                        DELETE FROM refresh_family WHERE lineage IN (
                            SELECT f.lineage FROM app_authorization one
                            JOIN app_authorization a ON a.person_id = one.person_id AND a.client_id = one.client_id
                            JOIN refresh_family f ON f.authorization_id = a.authorization_id
                            WHERE one.authorization_id = :id AND f.lineage <> :newest
                            ORDER BY f.rotated_at DESC, f.lineage LIMIT :rest OFFSET :others)""")
                .bind("id", newest.authorizationId())
                .bind("newest", newest.lineage())
                .bind("rest", Integer.MAX_VALUE)
                .bind("others", most - 1)
                .execute();
    }

    /** @param before families that ended before then; their last access token has expired as well */
    int forget(Tx tx, Instant before) {
        return tx.handle()
                .createUpdate("""
                        DELETE FROM refresh_family
                        WHERE idle_until <= :before OR expires_at <= :before OR revoked_at <= :before""")
                .bind("before", before.toEpochMilli())
                .execute();
    }

    private static RefreshFamily family(ResultSet row) throws SQLException {
        return new RefreshFamily(
                new Rights(
                        row.getString("authorization_id"),
                        row.getString("lineage"),
                        new UserId(row.getInt("person_id")),
                        ScopeSet.stored(row.getString("scopes")),
                        Authentication.stored(instant(row, "signed_in_at"), row.getString("amr")),
                        ClaimsRequest.stored(row.getString("claims")),
                        null,
                        null,
                        Bounds.stored(row.getString("bounds")),
                        null,
                        null),
                new ClientId(row.getString("client_id")),
                row.getInt("generation"),
                instant(row, "rotated_at"),
                instant(row, "idle_until"),
                instant(row, "expires_at"),
                nullableInstant(row, "revoked_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
