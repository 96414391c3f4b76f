package dev.taskwright.platform.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The access token that a request presents in its header: RFC 6750, 2.1; RFC 9449, 7.1.
 *
 * @param scheme in small letters: {@code bearer} or {@code dpop}
 */
public record TokenHeader(String scheme, String token) {
    /** Empty when there is no {@code Authorization} header, several, or one of another kind. */
    public static Optional<TokenHeader> of(ServerRequest request) {
        List<String> given = request.headers().values(HeaderNames.AUTHORIZATION);
        int space = given.size() == 1 ? given.getFirst().indexOf(' ') : -1;
        if (space < 0) {
            return Optional.empty();
        }
        String scheme = given.getFirst().substring(0, space).toLowerCase(Locale.ROOT);
        return scheme.equals("bearer") || scheme.equals("dpop")
                ? Optional.of(new TokenHeader(
                        scheme, given.getFirst().substring(space).strip()))
                : Optional.empty();
    }

    /** A bearer token that came another way. */
    public static TokenHeader bearer(String token) {
        return new TokenHeader("bearer", token);
    }

    public boolean isBearer() {
        return scheme.equals("bearer");
    }

    @Override
    public String toString() {
        return "TokenHeader[" + scheme + "]";
    }
}
