package dev.taskwright.platform.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes sure that a form was sent from a page of ours: the browser says so ({@code Sec-Fetch-Site}, else
 * {@code Origin}), and the form carries a token that only a page made for this browser can hold: the HMAC of its
 * {@link BrowserCookie} under a server key.
 */
public final class Csrf {
    /** The form field, and with a dash the header ({@code csrf-token}), that carry the token. */
    public static final String FIELD = "csrf_token";

    private static final HeaderName HEADER = HeaderNames.create("Csrf-Token");
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    private final SecretKeySpec key;
    private final BrowserCookie browsers;
    private final String issuerAuthority;

    /** {@code key}: at least 32 bytes, the same on every node, used for nothing else. */
    public Csrf(byte[] key, BrowserCookie browsers, URI issuer) {
        if (key.length < 32) {
            throw new IllegalArgumentException("the CSRF key must have at least 32 bytes");
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.browsers = browsers;
        this.issuerAuthority = issuer.getAuthority();
    }

    /** The token for forms on the page being made; gives the browser its id when it has none. */
    public String token(ServerRequest request, ServerResponse response) {
        return hmac(browsers.require(request, response));
    }

    /**
     * To be called before a form changes anything.
     *
     * @throws StaleForm when the token is missing or made for another browser
     */
    public void check(ServerRequest request, Fields form) {
        boolean ours = isFromOurPages(request);
        String token =
                request.headers().value(HEADER).or(() -> form.first(FIELD)).orElse("");
        Optional<String> browser = browsers.find(request);
        if (!ours || browser.isEmpty() || !same(hmac(browser.get()), token)) {
            throw new StaleForm(form, ours);
        }
    }

    private boolean isFromOurPages(ServerRequest request) {
        Optional<String> site = request.headers().value(FETCH_SITE);
        if (site.isPresent()) {
            return site.get().equals("same-origin");
        }
        // Browsers before 2023 on plain http send only Origin, programs neither: for both, the token decides.
        Optional<String> origin = request.headers().value(HeaderNames.ORIGIN);
        return origin.isEmpty() || isOurs(origin.get(), request.authority());
    }

    /** We answer under the issuer's name and under the one asked for (localhost and 127.0.0.1 are both fine). */
    private boolean isOurs(String origin, String host) {
        int at = origin.indexOf("://");
        if (at < 0) {
            return false;
        }
        String authority = origin.substring(at + 3).toLowerCase(Locale.ROOT);
        return authority.equals(issuerAuthority) || authority.equals(host.toLowerCase(Locale.ROOT));
    }

    private String hmac(String browser) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] tag = mac.doFinal(browser.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
