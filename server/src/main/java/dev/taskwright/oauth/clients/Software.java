package dev.taskwright.oauth.clients;

import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.protocol.CompactForm;
import java.text.ParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which program an app is an installation of: RFC 7591, 2 and 2.3.
 *
 * @param statement the signed statement it was registered with, as it was presented
 */
public record Software(
        @Nullable String id,
        @Nullable String version,
        @Nullable String statement) {
    /** Who vouches for it: the {@code iss} of the statement, which was checked before it was kept. */
    public Optional<String> publisher() {
        try {
            return statement == null
                    ? Optional.empty()
                    : Optional.ofNullable(SignedJWT.parse(CompactForm.checked(statement))
                            .getJWTClaimsSet()
                            .getIssuer());
        } catch (ParseException never) {
            return Optional.empty();
        }
    }

    public static final Software UNKNOWN = new Software(null, null, null);
}
