package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.Prompt;
import dev.taskwright.oauth.protocol.ResponseMode;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.requests.RequestObjectSignatures;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What discovery says about authorization requests: OpenID Connect Discovery, 3; RFC 8414, 2; RFC 9207, 3; Initiating User
 * Registration, 4.2.
 */
public final class AuthorizeFacts {
    private AuthorizeFacts() {}

    public static Map<String, Object> of() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("response_types_supported", words(ResponseType.values(), ResponseType::words));
        facts.put("response_modes_supported", ResponseMode.words());
        facts.put("code_challenge_methods_supported", List.of(CodeChallenge.METHOD));
        facts.put("prompt_values_supported", words(Prompt.values(), Prompt::word));
        facts.put("display_values_supported", List.of("page", "popup", "touch", "wap"));
        facts.put("ui_locales_supported", List.of("en"));
        facts.put("claims_parameter_supported", true);
        facts.put("request_parameter_supported", true);
        facts.put("request_uri_parameter_supported", true);
        facts.put("require_request_uri_registration", true);
        facts.put("request_object_signing_alg_values_supported", RequestObjectSignatures.algorithms());
        facts.put("authorization_response_iss_parameter_supported", true);
        return facts;
    }

    private static <T> List<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toList();
    }
}
