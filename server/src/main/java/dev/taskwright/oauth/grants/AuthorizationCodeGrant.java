package dev.taskwright.oauth.grants;

import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.tokens.Codes;
import dev.taskwright.oauth.tokens.PresentedCode;
import dev.taskwright.oauth.tokens.TokenAnswer;
import dev.taskwright.oauth.tokens.Tokens;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.db.Db;
import org.jspecify.annotations.Nullable;

/** RFC 6749, 4.1.3; RFC 7636, 4.5 and 4.6. */
public final class AuthorizationCodeGrant implements Grant {
    private final Db db;
    private final Codes codes;
    private final Tokens tokens;
    private final Narrowing narrowing;

    public AuthorizationCodeGrant(Db db, Codes codes, Tokens tokens, Narrowing narrowing) {
        this.db = db;
        this.codes = codes;
        this.tokens = tokens;
        this.narrowing = narrowing;
    }

    @Override
    public GrantType type() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public TokenAnswer answer(ClientCall request) {
        Client client = request.client();
        // code (REQUIRED), redirect_uri (REQUIRED: the authorization request always has one), code_verifier,
        // authorization_details and resource (OPTIONAL, within what was granted)
        Narrowing.Wanted wanted = narrowing.wanted(request);
        PresentedCode presented = new PresentedCode(
                Digests.sha256Base64Url(request.require("code")),
                client.id(),
                request.require("redirect_uri"),
                answered(request),
                client.grants().contains(GrantType.REFRESH_TOKEN),
                request.binding().orElse(null));
        return tokens.issue(
                client, Refusal.unless(db.write(tx -> narrowing.of(wanted, request, codes.redeem(tx, presented)))));
    }

    private static @Nullable CodeChallenge answered(ClientCall request) {
        return request.find("code_verifier")
                .map(verifier -> CodeChallenge.answeredBy(verifier)
                        .orElseThrow(() -> new OAuthException(
                                OAuthError.invalidGrant("code_verifier must be 43 to 128 letters, digits and -._~"))))
                .orElse(null);
    }
}
