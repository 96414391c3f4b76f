package dev.taskwright.platform.http;

import io.helidon.http.SetCookie;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way to set and read cookies: HttpOnly, SameSite=Lax (but for {@link #setForFrames}), path {@code /}. With an https issuer they are Secure and
 * carry the prefix {@code __Host-} (RFC 6265bis, 4.1.3.2), so that no sister domain can plant one; with an http issuer,
 * which is on loopback, browsers would refuse that. The issuer decides, never the request.
 */
public final class Cookies {
    private final boolean secure;

    public Cookies(URI issuer) {
        this.secure = "https".equals(issuer.getScheme());
    }

    /** The first value of the cookie {@code name}, which is given without prefix. */
    public Optional<String> read(ServerRequest request, String name) {
        List<String> values = request.headers().cookies().all(onTheWire(name), List::of);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** {@code value} needs no quoting: base64url or the like. A null {@code maxAge} lasts until the browser closes. */
    public void set(ServerResponse response, String name, String value, @Nullable Duration maxAge) {
        SetCookie.Builder cookie = SetCookie.builder(onTheWire(name), value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(SetCookie.SameSite.LAX);
        if (maxAge != null) {
            cookie.maxAge(maxAge);
        }
        response.headers().addCookie(cookie.build());
    }

    /**
     * A cookie that a script of ours reads inside a frame of another site: not HttpOnly, {@code SameSite=None}, and
     * {@code Secure} whatever the issuer is, because browsers insist and take loopback for secure. Nothing secret.
     */
    public void setForFrames(ServerResponse response, String name, String value, Duration maxAge) {
        response.headers()
                .addCookie(SetCookie.builder(onTheWire(name), value)
                        .path("/")
                        .secure(true)
                        .sameSite(SetCookie.SameSite.NONE)
                        .maxAge(maxAge)
                        .build());
    }

    public void clear(ServerResponse response, String name) {
        set(response, name, "", Duration.ZERO);
    }

    /** The name a browser sees. */
    public String onTheWire(String name) {
        return secure ? "__Host-" + name : name;
    }
}
