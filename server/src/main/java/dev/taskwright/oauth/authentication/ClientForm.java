package dev.taskwright.oauth.authentication;

import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.http.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The form that an app posted. A parameter without a value counts as absent, and none may be there twice, but for those
 * that name several resources: RFC 6749, 3.2; RFC 8707, 2.
 */
public final class ClientForm {
    private static final Set<String> MAY_REPEAT = Set.of("resource", "audience");

    /** What says who sends it, and nothing of what is asked. */
    public static final Set<String> PROOF = Set.of("client_secret", "client_assertion", "client_assertion_type");

    private final Fields fields;

    /** @throws OAuthException {@code invalid_request} for a repeated parameter */
    public ClientForm(Fields form) {
        for (String name : form.names()) {
            if (form.isRepeated(name) && !MAY_REPEAT.contains(name)) {
                throw invalid((name.matches("[a-z_]{1,40}") ? name : "a parameter") + " is given more than once");
            }
        }
        this.fields = form;
    }

    public Optional<String> find(String name) {
        return all(name).stream().findFirst();
    }

    /** Every value of a parameter that may be repeated. */
    public List<String> all(String name) {
        return fields.all(name).stream().filter(value -> !value.isEmpty()).toList();
    }

    /** As it was sent. */
    public Fields fields() {
        return fields;
    }

    /** @throws OAuthException {@code invalid_request} when it is missing */
    public String require(String name) {
        return find(name).orElseThrow(() -> invalid(name + " is missing"));
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthError.invalidRequest(description));
    }
}
