package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.requests.TrustedRedirect;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the app: RFC 6749, 4.1.2 and 4.2.2; with the issuer in every answer, success or not: RFC 9207, 2.
 *
 * @param redirect the only place it may go to, and the way there
 * @param parameters in the order in which they are written
 */
record AuthorizeResponse(TrustedRedirect redirect, Map<String, String> parameters) {

    /** @param granted what the app has earned; nothing for the response type {@code none} */
    static AuthorizeResponse success(TrustedRedirect redirect, Issuer issuer, Map<String, String> granted) {
        return new AuthorizeResponse(redirect, finished(granted, redirect, issuer));
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
    String inQuery() {
        return redirect.uri() + (redirect.uri().indexOf('?') < 0 ? '?' : '&') + encoded();
    }

    /** The address with the answer in its fragment; a registered address has none of its own. */
    String inFragment() {
        return redirect.uri() + '#' + encoded();
    }

    private String encoded() {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> finished(Map<String, String> granted, TrustedRedirect redirect, Issuer issuer) {
        Map<String, String> parameters = new LinkedHashMap<>(granted);
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
