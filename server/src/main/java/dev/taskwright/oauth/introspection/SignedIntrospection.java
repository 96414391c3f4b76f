package dev.taskwright.oauth.introspection;

import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.authentication.ClientEndpoint;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.messages.AppMessages;
import dev.taskwright.oauth.protocol.Issuer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The same answers in a JWT, for whoever asks for that form: RFC 9701. Signed, and encrypted to the one who asks where it
 * registered that, so that it can be kept and shown to others.
 */
public final class SignedIntrospection implements ClientEndpoint.Act {
    private static final String TYPE = "token-introspection+jwt";
    private static final String MEDIA_TYPE = "application/" + TYPE;

    private final Introspection introspection;
    private final AppMessages messages;
    private final Issuer issuer;
    private final InstantSource clock;

    public SignedIntrospection(Introspection introspection, AppMessages messages, Issuer issuer, InstantSource clock) {
        this.introspection = introspection;
        this.messages = messages;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public byte[] answer(ClientCall call) {
        return introspection.answer(call);
    }

    @Override
    public ClientEndpoint.Written answer(ClientCall call, String accept) {
        if (!names(accept)) {
            return new ClientEndpoint.Written("application/json", answer(call));
        }
        Client client = call.client();
        // 5: the members of RFC 7662 stand apart, so that nothing takes the answer for the token
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.value());
        claims.put("aud", client.id().value());
        claims.put("iat", clock.instant().getEpochSecond());
        claims.put("token_introspection", introspection.say(call));
        String jwt = messages.write(
                client, client.metadata().messages().introspection(), SignatureAlgorithm.RS256, TYPE, claims);
        return new ClientEndpoint.Written(MEDIA_TYPE, jwt.getBytes(StandardCharsets.US_ASCII));
    }

    /** 4: asked for by name; who takes anything gets JSON. */
    private static boolean names(String accept) {
        return Stream.of(accept.split(",", -1))
                .map(range -> range.split(";", 2)[0].strip())
                .anyMatch(MEDIA_TYPE::equalsIgnoreCase);
    }
}
