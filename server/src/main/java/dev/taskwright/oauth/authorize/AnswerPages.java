package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Html;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings an answer to the app: by a redirect with it in the query or the fragment (Multiple Response Types, 2.1), by a
 * page that posts it (Form Post, 2), each also in a JWT (JARM, 2.3), or by a page from which a person copies it. Never cached: RFC 9700, 4.2.4.
 */
public final class AnswerPages {
    private final Html html;
    private final SignedAnswers signed;

    public AnswerPages(Html html, SignedAnswers signed) {
        this.html = html;
        this.signed = signed;
    }

    /**
     * What the page to copy from says.
     *
     * @param code null when there is none
     * @param error what went wrong instead; empty when nothing did
     */
    public record Copied(@Nullable String code, String error) {}

    /** What the page posts, and where to. */
    public record Posted(String address, Map<String, String> parameters) {}

    void send(ServerRequest request, ServerResponse response, AuthorizeResponse answer) {
        if (answer.redirect().isOutOfBand()) {
            copy(request, response, answer);
            return;
        }
        try {
            carry(request, response, signed.finished(answer));
        } catch (OAuthException unwritable) {
            // a plain answer is none that this app would believe
            show(response, unwritable.error().description() + ".");
        }
    }

    /** For the person alone: nothing can be sent to the app. */
    static void show(ServerResponse response, String sentence) {
        response.status(Status.BAD_REQUEST_400)
                .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(sentence + "\n");
    }

    private void carry(ServerRequest request, ServerResponse response, AuthorizeResponse answer) {
        switch (answer.redirect().mode().way()) {
            case QUERY -> redirect(response, answer.inQuery());
            case FRAGMENT -> redirect(response, answer.inFragment());
            default -> post(request, response, answer);
        }
    }

    /** 303, so that no form is ever sent on: RFC 9700, 4.12. */
    private static void redirect(ServerResponse response, String location) {
        response.status(Status.SEE_OTHER_303)
                .header(HeaderNames.LOCATION, location)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send();
    }

    private void post(ServerRequest request, ServerResponse response, AuthorizeResponse answer) {
        // The app sees which server posts to it; with our usual policy the browser would say "Origin: null".
        response.header("Referrer-Policy", "strict-origin");
        Frame frame = html.frame(request, response, "Back to the app").leadingToApps();
        Posted page = new Posted(answer.redirect().uri(), answer.parameters());
        html.render(response, "oauth/authorize/form-post.jte", frame, page);
    }

    private void copy(ServerRequest request, ServerResponse response, AuthorizeResponse answer) {
        @Nullable String code = answer.parameters().get("code");
        Copied page = new Copied(code, answer.parameters().getOrDefault("error_description", ""));
        Frame frame = html.frame(request, response, code == null ? "Not connected" : "Your code");
        html.render(response, "oauth/authorize/code.jte", frame, page);
    }
}
