package dev.taskwright.identity.passkeys;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.json.Json;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A credential as a browser writes it (Web Authentication, 5.1.8): JSON, bytes in base64url. */
final class Credential {
    private final Map<?, ?> members;

    private Credential(Map<?, ?> members) {
        this.members = members;
    }

    /** Empty for what is no JSON object. */
    static Optional<Credential> read(String json) {
        try {
            return Json.parse(json) instanceof Map<?, ?> object
                    ? Optional.of(new Credential(object))
                    : Optional.empty();
        } catch (ProblemException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The id in base64url without padding; empty when there is none. */
    String id() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(members.get("rawId")));
    }

    /** A part of the response; empty when there is none. */
    byte[] part(String name) {
        return members.get("response") instanceof Map<?, ?> response ? bytes(response.get(name)) : new byte[0];
    }

    private static byte[] bytes(@Nullable Object text) {
        try {
            return text instanceof String encoded ? Base64.getUrlDecoder().decode(encoded) : new byte[0];
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }
}
