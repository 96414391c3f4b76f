package dev.taskwright.oauth.grants;

import dev.taskwright.oauth.tokens.TokenAnswer;
import dev.taskwright.platform.json.Json;

/** The answer of the token endpoint: RFC 6749, 5.1. */
final class TokenJson {
    private TokenJson() {}

    static byte[] bytes(TokenAnswer answer) {
        return Json.bytes(out -> {
            out.startObject();
            out.name("access_token").string(answer.accessToken());
            String issuedType = answer.issuedType();
            if (issuedType != null) {
                out.name("issued_token_type").string(issuedType);
            }
            out.name("token_type").string(answer.tokenType());
            out.name("expires_in").number(answer.expiresIn().toSeconds());
            if (!answer.scopes().isEmpty()) {
                out.name("scope").string(answer.scopes().toString());
            }
            if (!answer.details().isEmpty()) {
                out.name("authorization_details");
                out.plain(answer.details().plain());
            }
            String refreshToken = answer.refreshToken();
            if (refreshToken != null) {
                out.name("refresh_token").string(refreshToken);
            }
            String idToken = answer.idToken();
            if (idToken != null) {
                out.name("id_token").string(idToken);
            }
            out.endObject();
        });
    }
}
