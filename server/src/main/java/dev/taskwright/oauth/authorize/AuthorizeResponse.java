package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the app: RFC 6749, 4.1.2; with the issuer in every answer, success or not: RFC 9207, 2.
 *
 * @param redirect the only place it may go to
 * @param parameters in the order in which they are written
 */
record AuthorizeResponse(TrustedRedirect redirect, Map<String, String> parameters) {

    static AuthorizeResponse code(TrustedRedirect redirect, Issuer issuer, String code) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("code", code);
        return new AuthorizeResponse(redirect, finished(parameters, redirect, issuer));
    }

    static AuthorizeResponse error(TrustedRedirect redirect, Issuer issuer, OAuthError error) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", error.code());
        parameters.put("error_description", error.description());
        return new AuthorizeResponse(redirect, finished(parameters, redirect, issuer));
    }

    /** The same with one more parameter. */
    AuthorizeResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new AuthorizeResponse(redirect, more);
    }

    /** The address with the answer in its query; a query that it has already is kept: RFC 6749, 3.1.2. */
    String location() {
        StringBuilder location = new StringBuilder(redirect.uri());
        char separator = redirect.uri().indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            location.append(separator).append(parameter.getKey()).append('=').append(encode(parameter.getValue()));
            separator = '&';
        }
        return location.toString();
    }

    private static Map<String, String> finished(
            Map<String, String> parameters, TrustedRedirect redirect, Issuer issuer) {
        @Nullable String state = redirect.state();
        if (state != null) {
            parameters.put("state", state);
        }
        parameters.put("iss", issuer.value());
        return parameters;
    }

    /** Spaces as %20, which every reader understands. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
