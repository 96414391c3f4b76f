package dev.taskwright.oauth.discovery;

import com.nimbusds.jose.Algorithm;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.Protection;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.protocol.SubjectType;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How ID tokens and userinfo may look, and what they say of a sign-in: OpenID Connect Discovery, 3. */
final class MessageFacts {
    private MessageFacts() {}

    /** @param signatures that there is a key for */
    static Map<String, Object> of(Collection<SignatureAlgorithm> signatures) {
        List<String> signing =
                signatures.stream().map(SignatureAlgorithm::word).sorted().toList();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(
                "subject_types_supported",
                Arrays.stream(SubjectType.values()).map(SubjectType::word).toList());
        facts.put("acr_values_supported", Authentication.acrs());
        facts.put("claim_types_supported", List.of("normal"));
        facts.put("request_object_encryption_alg_values_supported", names(Protection.ENCRYPTIONS));
        facts.put("request_object_encryption_enc_values_supported", names(Protection.CONTENTS));
        for (String message : List.of("id_token", "userinfo", "authorization", "introspection")) {
            facts.put(message + "_signing_alg_values_supported", signing);
            facts.put(message + "_encryption_alg_values_supported", names(Protection.ENCRYPTIONS));
            facts.put(message + "_encryption_enc_values_supported", names(Protection.CONTENTS));
        }
        return facts;
    }

    private static List<String> names(List<? extends Algorithm> algorithms) {
        return algorithms.stream().map(Algorithm::getName).toList();
    }
}
