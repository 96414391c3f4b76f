package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.messages.AppMessages;
import dev.taskwright.oauth.protocol.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts an answer into a JWT, signed and perhaps encrypted as the app registered it: JARM, 2.1 and 2.2. */
public final class SignedAnswers {
    /** The longest that the specification recommends. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final AppMessages messages;
    private final Issuer issuer;
    private final InstantSource clock;

    public SignedAnswers(AppMessages messages, Issuer issuer, InstantSource clock) {
        this.messages = messages;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * The answer as the request wants it. In a JWT the issuer is inside and nowhere else: RFC 9207, 2.
     *
     * @throws dev.taskwright.oauth.protocol.OAuthException {@code unauthorized_client} when there is no key to sign or to
     *     encrypt with
     */
    AuthorizeResponse finished(AuthorizeResponse answer) {
        if (!answer.redirect().mode().isSigned()) {
            return answer;
        }
        Client client = answer.redirect().client();
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>(answer.parameters());
        claims.put("iss", issuer.value());
        claims.put("aud", client.id().value());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        String jwt = messages.write(
                client, client.metadata().messages().authorization(), SignatureAlgorithm.RS256, "JWT", claims);
        return new AuthorizeResponse(answer.redirect(), Map.of("response", jwt));
    }
}
