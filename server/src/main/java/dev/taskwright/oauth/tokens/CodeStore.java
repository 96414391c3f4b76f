package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code authorization_code}. */
final class CodeStore {
    /** A row as it is read when a redemption has failed, to tell why. */
    record Row(
            Rights rights,
            ClientId client,
            String redirectUri,
            @Nullable CodeChallenge challenge,
            Instant expiresAt,
            boolean isRedeemed) {}

    private static final String COLUMNS = """
            code.authorization_id, a.person_id, code.client_id, code.lineage, code.redirect_uri, code.scopes,
            code.code_challenge, code.nonce, code.signed_in_at, code.amr, code.claims, code.bounds, code.expires_at, code.redeemed_at
            """;

    void insert(Tx tx, PreparedCode code, Rights rights, Instant expiresAt) {
        CodeTerms terms = code.terms();
        CodeChallenge challenge = terms.challenge();
        tx.handle()
                .createUpdate("""
                        INSERT INTO authorization_code (code_digest, authorization_id, client_id, lineage,
                            redirect_uri, scopes, code_challenge, nonce, signed_in_at, amr, claims, bounds, expires_at)
                        VALUES (:digest, :authorization, :client, :lineage, :uri, :scopes, :challenge, :nonce,
                            :signedIn, :amr, :claims, :bounds, :expires)""")
                .bind("digest", code.digest())
                .bind("authorization", rights.authorizationId())
                .bind("client", terms.client().value())
                .bind("lineage", rights.lineage())
                .bind("uri", terms.redirectUri())
                .bind("scopes", terms.scopes().toString())
                .bind("challenge", challenge == null ? null : challenge.value())
                .bind("nonce", terms.nonce())
                .bind("signedIn", terms.authentication().at().toEpochMilli())
                .bind("amr", terms.authentication().methods())
                .bind("claims", terms.claims().text())
                .bind("bounds", terms.bounds().text())
                .bind("expires", expiresAt.toEpochMilli())
                .execute();
    }

    /**
     * The only way to use a code, in one statement with everything that it is bound to: whoever presents it wrongly
     * neither gets nor spends it, and of many who present it rightly one gets it.
     */
    boolean redeem(Tx tx, PresentedCode presented, Instant now) {
        CodeChallenge answered = presented.answered();
        return tx.handle()
                        .createUpdate("""
                                UPDATE authorization_code SET redeemed_at = :now
                                WHERE code_digest = :digest AND redeemed_at IS NULL AND expires_at > :now
                                  AND client_id = :client AND redirect_uri = :uri
                                  AND code_challenge IS NOT DISTINCT FROM :answered""")
                        .bind("now", now.toEpochMilli())
                        .bind("digest", presented.digest())
                        .bind("client", presented.client().value())
                        .bind("uri", presented.redirectUri())
                        .bind("answered", answered == null ? null : answered.value())
                        .execute()
                == 1;
    }

    Optional<Row> find(Tx tx, String digest) {
        return tx.handle()
                .createQuery("SELECT " + COLUMNS + """
                        FROM authorization_code code
                        JOIN app_authorization a ON a.authorization_id = code.authorization_id
                        WHERE code.code_digest = :digest""")
                .bind("digest", digest)
                .map((row, context) -> row(row))
                .findOne();
    }

    int forget(Tx tx, Instant now) {
        return tx.handle()
                .createUpdate("DELETE FROM authorization_code WHERE expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        String challenge = row.getString("code_challenge");
        row.getLong("redeemed_at");
        boolean isRedeemed = !row.wasNull();
        return new Row(
                new Rights(
                        row.getString("authorization_id"),
                        row.getString("lineage"),
                        new UserId(row.getInt("person_id")),
                        ScopeSet.stored(row.getString("scopes")),
                        Authentication.stored(Instant.ofEpochMilli(row.getLong("signed_in_at")), row.getString("amr")),
                        ClaimsRequest.stored(row.getString("claims")),
                        row.getString("nonce"),
                        null,
                        Bounds.stored(row.getString("bounds")),
                        null,
                        null),
                new ClientId(row.getString("client_id")),
                row.getString("redirect_uri"),
                challenge == null ? null : new CodeChallenge(challenge),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                isRedeemed);
    }
}
