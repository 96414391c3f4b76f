package dev.taskwright.oauth.authentication;

import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.http.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The form that an app posted. A parameter without a value counts as absent, and none may be there twice, but for those
 * that name several resources: RFC 6749, 3.2; RFC 8707, 2.
 */
public final class ClientForm {
    private static final Set<String> MAY_REPEAT = Set.of("resource", "audience");

    private final Map<String, String> values = new TreeMap<>();

    /** @throws OAuthException {@code invalid_request} for a repeated parameter */
    public ClientForm(Fields form) {
        for (String name : form.names()) {
            if (form.isRepeated(name) && !MAY_REPEAT.contains(name)) {
                throw invalid((name.matches("[a-z_]{1,40}") ? name : "a parameter") + " is given more than once");
            }
            String value = form.text(name);
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        }
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws OAuthException {@code invalid_request} when it is missing */
    public String require(String name) {
        return find(name).orElseThrow(() -> invalid(name + " is missing"));
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthError.invalidRequest(description));
    }
}
