package dev.taskwright.oauth.grants;

import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.authentication.ClientForm;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.tokens.TokenAnswer;
import java.util.Optional;

/** One way to get tokens. The endpoint has settled who the app is and that it may use this grant. */
public sealed interface Grant
        permits AuthorizationCodeGrant,
                RefreshTokenGrant,
                ClientCredentialsGrant,
                DecidedGrant,
                JwtBearerGrant,
                PasswordGrant,
                TokenExchangeGrant {
    GrantType type();

    /** Whether discovery may name it. */
    default boolean isForEverybody() {
        return true;
    }

    /** Whether this server has it at all at this moment. */
    default boolean isOffered() {
        return true;
    }

    /** The app whose request it must be, when it names none; usually nothing tells. */
    default Optional<ClientId> impliedClient(ClientForm form) {
        return Optional.empty();
    }

    /** @throws dev.taskwright.oauth.protocol.OAuthException when it is refused */
    TokenAnswer answer(ClientCall request);
}
