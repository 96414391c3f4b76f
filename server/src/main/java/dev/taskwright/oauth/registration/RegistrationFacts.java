package dev.taskwright.oauth.registration;

import dev.taskwright.oauth.protocol.Issuer;
import java.util.Map;

/** What discovery says of registration: RFC 8414, 2. */
public final class RegistrationFacts {
    private RegistrationFacts() {}

    public static Map<String, Object> of(Issuer issuer, RegistrationPolicy policy) {
        return policy == RegistrationPolicy.NOBODY
                ? Map.of()
                : Map.of("registration_endpoint", issuer.at(RegistrationEndpoint.PATH));
    }
}
