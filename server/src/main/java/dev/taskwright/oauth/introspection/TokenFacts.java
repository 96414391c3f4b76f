package dev.taskwright.oauth.introspection;

import dev.taskwright.oauth.authentication.ClientAuthentication;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.possession.Possession;
import dev.taskwright.oauth.protocol.Issuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What discovery says about asking about tokens and ending them: RFC 8414, 2. */
public final class TokenFacts {
    private TokenFacts() {}

    /** @param methods by which apps may prove who they are */
    public static Map<String, Object> of(Issuer issuer, List<AuthenticationMethod> methods) {
        List<String> all = methods.stream().map(AuthenticationMethod::word).toList();
        List<String> proven = methods.stream()
                .filter(method -> method != AuthenticationMethod.NONE)
                .map(AuthenticationMethod::word)
                .toList();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("introspection_endpoint", issuer.at(Introspection.PATHS.getFirst()));
        facts.put("introspection_endpoint_auth_methods_supported", proven);
        facts.put("introspection_endpoint_auth_signing_alg_values_supported", ClientAuthentication.SIGNATURES);
        facts.put("revocation_endpoint", issuer.at(Revocation.PATHS.getFirst()));
        facts.put("revocation_endpoint_auth_methods_supported", all);
        facts.put("revocation_endpoint_auth_signing_alg_values_supported", ClientAuthentication.SIGNATURES);
        facts.putAll(Possession.facts());
        return facts;
    }
}
