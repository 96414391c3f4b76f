package dev.taskwright.oauth.logout;

import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.platform.html.Assets;
import dev.taskwright.platform.http.OtherMethods;
import dev.taskwright.platform.http.SecurityHeaders;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/**
 * The frame that apps ask whether the browser's session is still the same: OpenID Connect Session Management, 3.3. It is
 * framed by other sites, so it has a policy of its own, and old embedded browsers run its script.
 */
public final class CheckSessionEndpoint implements HttpService {
    /** What discovery calls {@code check_session_iframe}. */
    public static final String PATH = "/oauth2/checksession";

    private final String page;

    public CheckSessionEndpoint(Assets assets, SignedInPages sessions) {
        this.page = """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Session</title></head>
                <body><script src="%s" data-cookie="%s"></script></body>
                </html>
                """.formatted(assets.path("js/check-session.js"), sessions.stateCookie());
    }

    @Override
    public void routing(HttpRules rules) {
        for (String path : List.of(PATH, "/connect/checksession")) {
            rules.get(path, (request, response) -> send(response));
            OtherMethods.refuse(rules, path, "GET");
        }
    }

    private void send(ServerResponse response) {
        SecurityHeaders.framedByAnybody(response);
        response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=300")
                .send(page);
    }
}
