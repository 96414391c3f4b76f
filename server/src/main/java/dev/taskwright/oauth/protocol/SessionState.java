package dev.taskwright.oauth.protocol;

import dev.taskwright.platform.crypto.Digests;
import java.net.URI;
import java.util.Locale;

/**
 * What an app remembers to ask the frame of this server whether the browser's session is still the same: OpenID Connect
 * Session Management, 2 and 3.2. The script of that frame computes it in the same way.
 */
public final class SessionState {
    private SessionState() {}

    /**
     * @param redirectUri of the app; its origin is what the browser will say of the app's pages
     * @param browserState the value of the cookie that the frame reads
     * @param salt 16 or more random characters
     */
    public static String of(String clientId, String redirectUri, String browserState, String salt) {
        String text = clientId + " " + origin(redirectUri) + " " + browserState + " " + salt;
        return Digests.sha256Base64Url(text) + "." + salt;
    }

    /** As browsers write it: RFC 6454, 6.2. */
    static String origin(String redirectUri) {
        URI uri = URI.create(redirectUri);
        if (uri.getHost() == null) {
            return "null";
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean isUsual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (isUsual ? "" : ":" + uri.getPort());
    }
}
