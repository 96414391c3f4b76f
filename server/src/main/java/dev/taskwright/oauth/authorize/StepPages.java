package dev.taskwright.oauth.authorize;

import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.consent.ConsentPages;
import dev.taskwright.oauth.consent.ConsentQuestion;
import dev.taskwright.oauth.protocol.Prompt;
import dev.taskwright.oauth.requests.AuthorizeRequest;
import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.html.Viewer;
import dev.taskwright.platform.http.LocalPath;
import dev.taskwright.platform.http.Redirects;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person sees on the way: sign-in, the choice of an account, consent. Each leads back to {@link #CONTINUE}. */
public final class StepPages {
    static final String CONTINUE = "/oauth2/authorize/continue";
    static final String CONSENT = "/oauth2/authorize/consent";
    static final String ACCOUNT = "/oauth2/authorize/account";
    static final String PENDING = "pending";

    private final Html html;
    private final ConsentPages consentPages;

    public StepPages(Html html, ConsentPages consentPages) {
        this.html = html;
        this.consentPages = consentPages;
    }

    /**
     * What the page for choosing an account says.
     *
     * @param person who is signed in; null for a guest
     * @param isForNew whether the app thinks that the person has no account yet
     * @param signIn path for signing in with another account
     * @param action path that the answer is posted to
     */
    public record Choice(
            String app, @Nullable Viewer person, boolean isForNew, String signIn, String action, String pending) {}

    static void proceed(ServerResponse response, PendingAuthorization pending) {
        Redirects.seeOther(response, back(pending));
    }

    static void signIn(ServerResponse response, AuthorizeRequest request, PendingAuthorization pending) {
        Redirects.seeOther(response, signIn(request, pending));
    }

    void chooseAccount(
            ServerRequest http,
            ServerResponse response,
            AuthorizeRequest request,
            PendingAuthorization pending,
            Optional<SignedIn> person) {
        boolean isForNew = request.prompts(Prompt.CREATE);
        Choice page = new Choice(
                request.client().name(),
                person.map(SignedInPages::viewer).orElse(null),
                isForNew,
                signIn(request, pending).value(),
                ACCOUNT,
                pending.id());
        Frame frame = html.frame(http, response, isForNew ? "An account for the app" : "Choose an account")
                .leadingToApps();
        html.render(response, "oauth/authorize/account.jte", frame, page);
    }

    void consent(
            ServerRequest http,
            ServerResponse response,
            AuthorizeRequest request,
            PendingAuthorization pending,
            SignedIn person,
            boolean isUnanswered) {
        ConsentQuestion question = new ConsentQuestion(
                request.client(),
                request.toAllow(),
                request.details(),
                RedirectUri.place(request.redirect().uri()),
                CONSENT,
                pending.id(),
                isUnanswered);
        consentPages.ask(http, response, person, question);
    }

    private static LocalPath back(PendingAuthorization pending) {
        return Redirects.withQuery(CONTINUE, PENDING, pending.id());
    }

    private static LocalPath signIn(AuthorizeRequest request, PendingAuthorization pending) {
        LocalPath path =
                Redirects.withQuery("/sign-in", "return_to", back(pending).value());
        String hint = request.wishes().loginHint();
        return hint.isEmpty()
                ? path
                : new LocalPath(path.value() + "&login_hint=" + URLEncoder.encode(hint, StandardCharsets.UTF_8));
    }
}
