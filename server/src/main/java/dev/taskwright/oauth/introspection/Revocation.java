package dev.taskwright.oauth.introspection;

import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.authentication.ClientEndpoint;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.tokens.AccessTokens;
import dev.taskwright.oauth.tokens.RefreshFamilies;
import dev.taskwright.oauth.tokens.RefreshToken;
import dev.taskwright.oauth.tokens.Revocations;
import dev.taskwright.platform.db.Db;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Ends a token that its app has no use for any more: RFC 7009. A refresh token goes with everything of its lineage, an
 * access token alone; what is unknown has ended already.
 */
public final class Revocation implements ClientEndpoint.Act {
    public static final List<String> PATHS = List.of("/oauth2/revoke", "/connect/revocation");

    private final AccessTokens accessTokens;
    private final RefreshFamilies families;
    private final Revocations revocations;
    private final Db db;

    public Revocation(AccessTokens accessTokens, RefreshFamilies families, Revocations revocations, Db db) {
        this.accessTokens = accessTokens;
        this.families = families;
        this.revocations = revocations;
        this.db = db;
    }

    @Override
    public byte[] answer(ClientCall call) {
        // token (REQUIRED), token_type_hint (OPTIONAL; the shapes of tokens tell more than it does)
        String token = call.require("token");
        Optional<RefreshToken> refresh = families.read(token);
        boolean isOwn = refresh.isPresent()
                ? db.write(tx -> families.revoke(tx, call.client(), refresh.get()))
                : revokeAccess(call, token);
        if (!isOwn) {
            // 2.1: refused, and the app is told; that the token holds it could have found out by using it
            throw new OAuthException(OAuthError.invalidGrant("the token was issued to another app"));
        }
        return "{}".getBytes(StandardCharsets.US_ASCII);
    }

    private boolean revokeAccess(ClientCall call, String token) {
        return accessTokens
                .find(token)
                .map(found -> {
                    boolean isOwn = found.client().equals(call.client().id().value());
                    if (isOwn) {
                        revocations.end(found);
                    }
                    return isOwn;
                })
                .orElse(true);
    }
}
