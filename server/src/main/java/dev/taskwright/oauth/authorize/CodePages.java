package dev.taskwright.oauth.authorize;

import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Html;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/** Shows the answer that an app without an address of its own asked for: a code to copy by hand, or what went wrong. */
public final class CodePages {
    private final Html html;

    public CodePages(Html html) {
        this.html = html;
    }

    /**
     * What the page says.
     *
     * @param code null when there is none
     * @param error what went wrong instead; empty when nothing did
     */
    public record Shown(@Nullable String code, String error) {}

    void show(ServerRequest request, ServerResponse response, AuthorizeResponse answer) {
        @Nullable String code = answer.parameters().get("code");
        Shown shown = new Shown(code, answer.parameters().getOrDefault("error_description", ""));
        Frame frame = html.frame(request, response, code == null ? "Not connected" : "Your code");
        html.render(response, "oauth/authorize/code.jte", frame, shown);
    }
}
