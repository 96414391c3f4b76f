package dev.taskwright.platform.html;

import dev.taskwright.platform.http.Cookies;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** One sentence about what a form has just done, carried over the redirect that follows it, shown once. */
public final class Notices {
    private static final String COOKIE = "tw_notice";
    private static final int LONGEST = 600;

    private final Cookies cookies;

    public Notices(Cookies cookies) {
        this.cookies = cookies;
    }

    /** To be called before the redirect. */
    public void put(ServerResponse response, String sentence) {
        String text = sentence.length() > LONGEST ? sentence.substring(0, LONGEST) : sentence;
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        cookies.set(response, COOKIE, value, Duration.ofMinutes(1));
    }

    @Nullable
    String take(ServerRequest request, ServerResponse response) {
        @Nullable String value = cookies.read(request, COOKIE).orElse(null);
        if (value == null || value.isEmpty()) {
            return null;
        }
        cookies.clear(response, COOKIE);
        try {
            String text = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
            return text.length() > LONGEST ? null : text;
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
