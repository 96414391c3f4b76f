package dev.taskwright.oauth.logout;

import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.tokens.IdTokens;
import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.OtherMethods;
import dev.taskwright.platform.http.QueryText;
import dev.taskwright.platform.http.Redirects;
import dev.taskwright.platform.http.SecurityHeaders;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where apps send a person to sign out: OpenID Connect RP-Initiated Logout. The person is asked whenever somebody is
 * signed in: neither a link nor an ID token of yesterday may sign people out.
 */
public final class LogoutPages implements HttpService {
    /** What discovery calls {@code end_session_endpoint}. */
    public static final String PATH = "/oauth2/logout";

    private static final String DECIDE = "/oauth2/logout/decision";

    private final Logout logout;
    private final LogoutChecks checks;
    private final Clients clients;
    private final Issuer issuer;
    private final SignedInPages sessions;
    private final Html html;
    private final Csrf csrf;

    public LogoutPages(
            Logout logout,
            Clients clients,
            IdTokens idTokens,
            Issuer issuer,
            SignedInPages sessions,
            Html html,
            Csrf csrf) {
        this.logout = logout;
        this.checks = new LogoutChecks(clients, idTokens);
        this.clients = clients;
        this.issuer = issuer;
        this.sessions = sessions;
        this.html = html;
        this.csrf = csrf;
    }

    /**
     * The question.
     *
     * @param app name of the app that asks; null when nobody says
     */
    public record Question(
            String action, String person, @Nullable String app, String clientId, String returnTo, String state) {}

    /**
     * The end.
     *
     * @param app name of the app that the person goes back to
     * @param target its address; null to stay
     * @param frames addresses that are told
     */
    public record Done(@Nullable String app, @Nullable String target, List<String> frames) {}

    /** @param sentence what was wrong */
    public record Refusal(String sentence) {}

    @Override
    public void routing(HttpRules rules) {
        for (String path : List.of(PATH, "/connect/endsession")) {
            rules.get(path, this::get);
            rules.post(path, this::post);
            OtherMethods.refuse(rules, path, "GET, POST");
        }
        rules.post(DECIDE, this::decide);
    }

    private void get(ServerRequest request, ServerResponse response) {
        checked(request, response, () -> QueryText.read(request)).ifPresent(asked -> {
            Optional<SignedIn> person = sessions.find(request);
            if (person.isPresent()) {
                ask(request, response, asked, person.get());
            } else {
                sessions.forget(response);
                leave(request, response, asked);
            }
        });
    }

    /** A form of another site arrives without our cookies (SameSite=Lax); the redirect is followed with them. */
    private void post(ServerRequest request, ServerResponse response) {
        checked(request, response, () -> FormBody.read(request)).ifPresent(asked -> {
            response.status(Status.SEE_OTHER_303)
                    .header(HeaderNames.LOCATION, PATH + "?" + asked.query())
                    .header(HeaderNames.CACHE_CONTROL, "no-store")
                    .send();
        });
    }

    private void decide(ServerRequest request, ServerResponse response) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        checked(request, response, () -> form).ifPresent(asked -> {
            if (!form.text("decision").equals("sign-out")) {
                html.notices().put(response, "You are still signed in.");
                Redirects.seeOther(response, "/");
                return;
            }
            FrontChannel frames = sessions.find(request)
                    .map(logout::end)
                    .map(participants -> FrontChannel.of(participants, clients, issuer))
                    .orElse(new FrontChannel(List.of(), List.of()));
            sessions.forget(response);
            if (frames.isEmpty()) {
                leave(request, response, asked);
            } else {
                SecurityHeaders.framing(response, frames.sources());
                finish(request, response, asked, frames.addresses());
            }
        });
    }

    private void ask(ServerRequest request, ServerResponse response, LogoutRequest asked, SignedIn person) {
        String returnTo = asked.returnTo();
        String state = asked.state();
        Question question = new Question(
                DECIDE,
                person.user().name(),
                name(asked),
                asked.clientId(),
                returnTo == null ? "" : returnTo,
                state == null ? "" : state);
        Frame frame = html.frame(request, response, "Sign out?").leadingToApps();
        html.render(response, "oauth/logout/logout.jte", frame, question);
    }

    private void leave(ServerRequest request, ServerResponse response, LogoutRequest asked) {
        String target = asked.target();
        if (target == null) {
            finish(request, response, asked, List.of());
            return;
        }
        response.status(Status.SEE_OTHER_303)
                .header(HeaderNames.LOCATION, target)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send();
    }

    private void finish(ServerRequest request, ServerResponse response, LogoutRequest asked, List<String> frames) {
        String target = asked.target();
        if (target != null) {
            // for browsers without scripts; signed-out.js goes on as soon as the frames are there
            response.header(HeaderNames.create("Refresh"), "6;url=" + target);
        }
        Frame frame = html.frame(request, response, "Signed out");
        html.render(response, "oauth/logout/signed-out.jte", frame, new Done(name(asked), target, frames));
    }

    private Optional<LogoutRequest> checked(ServerRequest request, ServerResponse response, Supplier<Fields> fields) {
        try {
            return Optional.of(checks.check(fields.get()));
        } catch (LogoutRefused refused) {
            refuse(request, response, refused.sentence());
        } catch (ProblemException unreadable) {
            refuse(
                    request,
                    response,
                    "The request cannot be read: " + unreadable.problem().message() + ".");
        }
        return Optional.empty();
    }

    private void refuse(ServerRequest request, ServerResponse response, String sentence) {
        response.status(Status.BAD_REQUEST_400);
        Frame frame = html.frame(request, response, "Not signed out");
        html.render(response, "oauth/logout/refused.jte", frame, new Refusal(sentence));
    }

    private static @Nullable String name(LogoutRequest asked) {
        Client client = asked.client();
        return client == null ? null : client.name();
    }
}
