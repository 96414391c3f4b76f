package dev.taskwright.oauth.logout;

import com.nimbusds.jose.JWSAlgorithm;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.keys.SigningKeys;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.SubjectType;
import dev.taskwright.oauth.tokens.Participant;
import dev.taskwright.platform.crypto.RandomTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes logout tokens: OpenID Connect Back-Channel Logout, 2.4. Signed as the app's ID tokens are. */
public final class LogoutTokens {
    private static final Duration LIFETIME = Duration.ofMinutes(2);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final int ID_LENGTH = 22;

    private final SigningKeys keys;
    private final Issuer issuer;
    private final RandomTokens random;
    private final InstantSource clock;

    public LogoutTokens(SigningKeys keys, Issuer issuer, RandomTokens random, InstantSource clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.random = random;
        this.clock = clock;
    }

    String issue(Client client, Participant participant) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.value());
        if (client.metadata().subject().type() == SubjectType.PUBLIC) {
            // an app with subjects of its own is told by sid alone
            claims.put("sub", participant.person().toString());
        }
        claims.put("aud", client.id().value());
        claims.put("iat", now);
        claims.put("exp", now + LIFETIME.toSeconds());
        claims.put("jti", random.base62(ID_LENGTH));
        claims.put("sid", participant.sid());
        claims.put("events", Map.of(EVENT, Map.of()));
        return keys.sign(algorithm(client), "logout+jwt", claims);
    }

    private static SignatureAlgorithm algorithm(Client client) {
        JWSAlgorithm wanted = client.metadata().messages().idToken().signing();
        return Arrays.stream(SignatureAlgorithm.values())
                .filter(each -> wanted != null && each.name().equals(wanted.getName()))
                .findFirst()
                .orElse(SignatureAlgorithm.RS256);
    }
}
