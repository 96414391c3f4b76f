package dev.taskwright.identity.users;

import dev.taskwright.base.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person may change about themselves, as typed; {@link Users#updateProfile} says which texts it takes.
 *
 * @param pictureUrl where apps find a picture, https; blank or null when there is none but perhaps an uploaded one
 * @param details by kind; a blank or missing text takes away what was there
 */
public record Profile(
        String handle, String email, String name, @Nullable String pictureUrl, Map<Detail, String> details) {
    private static final int LONGEST_URL = 500;

    /** Copies the map. */
    public Profile {
        details = Map.copyOf(details);
    }

    /** Without any detail. */
    public Profile(String handle, String email, String name, @Nullable String pictureUrl) {
        this(handle, email, name, pictureUrl, Map.of());
    }

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
