package dev.taskwright.oauth.logout;

import dev.taskwright.oauth.claims.Subjects;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.messages.AppMessages;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.tokens.Participant;
import dev.taskwright.platform.crypto.RandomTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes logout tokens: OpenID Connect Back-Channel Logout, 2.4. Signed and encrypted as the
 * app's ID tokens are. */
public final class LogoutTokens {
    private static final Duration LIFETIME = Duration.ofMinutes(2);
    private static final String TYPE = "logout+jwt";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final int ID_LENGTH = 22;

    private final AppMessages messages;
    private final Subjects subjects;
    private final Issuer issuer;
    private final RandomTokens random;
    private final InstantSource clock;

    public LogoutTokens(
            AppMessages messages, Subjects subjects, Issuer issuer, RandomTokens random, InstantSource clock) {
        this.messages = messages;
        this.subjects = subjects;
        this.issuer = issuer;
        this.random = random;
        this.clock = clock;
    }

    String issue(Client client, Participant participant) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.value());
        claims.put("sub", subjects.of(client, participant.person()));
        claims.put("aud", client.id().value());
        claims.put("iat", now);
        claims.put("exp", now + LIFETIME.toSeconds());
        claims.put("jti", random.base62(ID_LENGTH));
        claims.put("sid", participant.sid());
        claims.put("events", Map.of(EVENT, Map.of()));
        return messages.write(client, client.metadata().messages().idToken(), SignatureAlgorithm.RS256, TYPE, claims);
    }
}
