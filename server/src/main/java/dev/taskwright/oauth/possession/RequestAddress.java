package dev.taskwright.oauth.possession;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares addresses of requests without query and fragment: RFC 9449, 4.3, step 9; RFC 3986, 6.2.2 and 6.2.3. */
final class RequestAddress {
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

    private RequestAddress() {}

    static boolean isSame(String claimed, String asked) {
        if (claimed.equals(asked)) {
            return true;
        }
        Optional<String> one = normal(claimed);
        return one.isPresent() && one.equals(normal(asked));
    }

    private static Optional<String> normal(String address) {
        try {
            URI uri = new URI(address).normalize();
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme == null || host == null || uri.getRawUserInfo() != null) {
                return Optional.empty();
            }
            String lower = scheme.toLowerCase(Locale.ROOT);
            String path = uri.getRawPath().isEmpty() ? "/" : escapes(uri.getRawPath());
            return Optional.of(lower + "://" + host.toLowerCase(Locale.ROOT) + ":" + port(lower, uri.getPort()) + path);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static int port(String scheme, int named) {
        if (named >= 0) {
            return named;
        }
        return scheme.equals("https") ? 443 : 80;
    }

    /** Escapes in capitals, and none where none is needed. */
    private static String escapes(String path) {
        return ESCAPE.matcher(path).replaceAll(match -> Matcher.quoteReplacement(plain(match.group(1))));
    }

    private static String plain(String hex) {
        char c = (char) Integer.parseInt(hex, 16);
        boolean isUnreserved = UNRESERVED.matcher(String.valueOf(c)).matches();
        return isUnreserved ? String.valueOf(c) : "%" + hex.toUpperCase(Locale.ROOT);
    }
}
