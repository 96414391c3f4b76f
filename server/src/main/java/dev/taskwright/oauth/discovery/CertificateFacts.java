package dev.taskwright.oauth.discovery;

import dev.taskwright.oauth.protocol.Issuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where programs show certificates: RFC 8705, 5. */
final class CertificateFacts {
    /** What programs call themselves; nobody sends a person to a place that asks for certificates. */
    private static final List<String> ALIASED = List.of(
            "token_endpoint",
            "userinfo_endpoint",
            "introspection_endpoint",
            "revocation_endpoint",
            "device_authorization_endpoint",
            "pushed_authorization_request_endpoint",
            "backchannel_authentication_endpoint");

    private CertificateFacts() {}

    /**
     * Empty unless that place has an address of its own.
     *
     * @param facts what the document says otherwise, endpoints among it
     */
    static Map<String, Object> of(Issuer issuer, Map<String, Object> facts) {
        Map<String, Object> aliases = new LinkedHashMap<>();
        for (String name : ALIASED) {
            if (facts.get(name) instanceof String endpoint) {
                issuer.aliasAt(endpoint.substring(issuer.value().length()))
                        .ifPresent(alias -> aliases.put(name, alias));
            }
        }
        return aliases.isEmpty() ? Map.of() : Map.of("mtls_endpoint_aliases", aliases);
    }
}
