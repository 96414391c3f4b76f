package dev.taskwright.identity.users;

import dev.taskwright.base.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a person may change about themselves, as typed; {@link Users#updateProfile} says which texts it takes.
 *
 * @param pictureUrl where apps find a picture, https; null when there is none
 */
public record Profile(
        String handle, String email, String name, @Nullable String pictureUrl) {
    private static final int LONGEST_URL = 500;

    /** @throws ProblemException {@code Invalid} at {@code picture} */
    static @Nullable String requirePicture(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String url = text.strip();
        try {
            URI uri = new URI(url);
            if ("https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && url.length() <= LONGEST_URL) {
                return uri.toASCIIString();
            }
        } catch (URISyntaxException malformed) {
            // the same answer as for any other text
        }
        throw ProblemException.invalid("picture", "A picture is an address that begins with https://");
    }
}
