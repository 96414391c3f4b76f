package dev.taskwright.oauth.registration;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.apps.AppJson;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of the registration endpoint: RFC 7591, 3.2; RFC 7592, 3. */
final class RegistrationJson {
    private final Issuer issuer;

    RegistrationJson(Issuer issuer) {
        this.issuer = issuer;
    }

    /** The client information response: RFC 7592, 3. The secret is in it once, when it is made. */
    Map<String, Object> answer(Registered registered) {
        Map<String, Object> out = answer(registered.app().client());
        String secret = registered.app().secret();
        if (secret != null) {
            out.put("client_secret", secret);
        }
        out.put("registration_access_token", registered.token());
        return out;
    }

    private Map<String, Object> answer(Client client) {
        Map<String, Object> out = new LinkedHashMap<>(AppJson.metadata(client));
        out.put("client_id_issued_at", client.createdAt().getEpochSecond());
        if (!client.proof().secrets().isEmpty()) {
            out.put("client_secret_expires_at", 0L);
        }
        out.put("registration_client_uri", issuer.at(RegistrationEndpoint.PATH + "/" + client.id()));
        return out;
    }

    /** RFC 7592, 2.2: a change names the app, and none of what only this server says. */
    static void requireOwn(Client client, @Nullable Object body) {
        if (!(body instanceof Map<?, ?> members) || !client.id().value().equals(members.get("client_id"))) {
            throw ProblemException.invalid("client_id", "client_id must be the app's own");
        }
        for (String ours : List.of(
                "registration_access_token",
                "registration_client_uri",
                "client_secret_expires_at",
                "client_id_issued_at")) {
            if (members.containsKey(ours)) {
                throw ProblemException.invalid(ours, ours + " must not be sent");
            }
        }
    }

    /** RFC 7591, 3.2.2. */
    static OAuthError error(Problem problem) {
        OAuthError plain = OAuthError.of(problem);
        if (!(problem instanceof Problem.Invalid invalid)) {
            return plain;
        }
        String code = switch (invalid.pointer()) {
            case "redirect_uris" -> "invalid_redirect_uri";
            case "software_statement" -> "invalid_software_statement";
            default -> "invalid_client_metadata";
        };
        return new OAuthError(code, plain.description(), 400);
    }
}
