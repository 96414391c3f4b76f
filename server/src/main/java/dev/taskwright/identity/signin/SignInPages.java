package dev.taskwright.identity.signin;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.passkeys.Passkeys;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.http.ClientAddress;
import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.LocalPath;
import dev.taskwright.platform.http.QueryText;
import dev.taskwright.platform.http.Redirects;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /sign-in}, {@code /sign-in/code}, {@code /sign-in/passkey}, {@code /sign-out} and {@code /sign-out/everywhere}.
 *
 * <p>{@code GET /sign-in?return_to=PATH&login_hint=NAME} shows the form, also to somebody who is signed in, when there is
 * a place to return to: whoever sends them here wants a fresh proof, and finds its time in {@code SignedIn}. After it the
 * browser goes to {@code return_to}, which is a path of this server or else the home page.
 */
public final class SignInPages implements HttpService {
    private static final LocalPath HOME = new LocalPath("/");
    private static final String WRONG = "That handle or e-mail address and password do not go together.";

    private final PasswordCheck passwords;
    private final SecondStep second;
    private final CodePages codes;
    private final Passkeys passkeys;
    private final SignedInPages sessions;
    private final Html html;
    private final Csrf csrf;
    private final ClientAddress addresses;

    public SignInPages(
            PasswordCheck passwords,
            SecondStep second,
            Passkeys passkeys,
            SignedInPages sessions,
            Html html,
            Csrf csrf,
            ClientAddress addresses) {
        this.passwords = passwords;
        this.second = second;
        this.codes = new CodePages(second, sessions, html, csrf, addresses);
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.html = html;
        this.csrf = csrf;
        this.addresses = addresses;
    }

    /**
     * What the page shows.
     *
     * @param signedInAs who is signed in already; null for a guest
     * @param passkey asked of whatever authenticator there is
     */
    public record SignInForm(
            String login, String returnTo, @Nullable String signedInAs, Passkeys.Question passkey, FormErrors errors) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get("/sign-in", this::show).post("/sign-in", this::signIn).post("/sign-out", this::signOut);
        rules.post("/sign-out/everywhere", sessions.only(this::signOutEverywhere));
        codes.routing(rules);
        new PasskeySignInPages(passkeys, sessions, html, csrf).routing(rules);
    }

    private void show(ServerRequest request, ServerResponse response) {
        Fields query = QueryText.read(request);
        Optional<LocalPath> returnTo = LocalPath.of(query.text("return_to"));
        Optional<SignedIn> person = sessions.find(request);
        if (person.isPresent() && returnTo.isEmpty()) {
            Redirects.seeOther(response, HOME);
            return;
        }
        String login = query.first("login_hint")
                .or(() -> person.map(found -> found.user().handle()))
                .orElse("");
        String name = person.map(found -> found.user().name()).orElse(null);
        render(
                request,
                response,
                new SignInForm(login, returnTo.orElse(HOME).value(), name, passkeys.beginSignIn(), FormErrors.NONE));
    }

    private void signIn(ServerRequest request, ServerResponse response) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        LocalPath returnTo = LocalPath.of(form.text("return_to")).orElse(HOME);
        Optional<User> person;
        try {
            person = passwords.signIn(form.text("login"), form.text("password"), addresses.of(request));
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.TooMany wait)) {
                throw e;
            }
            response.header(
                    HeaderNames.RETRY_AFTER, Long.toString(wait.retryAfter().toSeconds()));
            refuse(request, response, form, Status.TOO_MANY_REQUESTS_429, wait.message());
            return;
        }
        if (person.isEmpty()) {
            refuse(request, response, form, Status.BAD_REQUEST_400, WRONG);
            return;
        }
        Optional<String> step = second.after(person.get());
        if (step.isPresent()) {
            codes.ask(request, response, step.get(), returnTo);
            return;
        }
        sessions.start(request, response, person.get(), SignedIn.BY_PASSWORD);
        Redirects.seeOther(response, returnTo);
    }

    private void signOut(ServerRequest request, ServerResponse response) {
        csrf.check(request, FormBody.read(request));
        sessions.end(request, response);
        html.notices().put(response, "You are signed out.");
        Redirects.seeOther(response, "/sign-in");
    }

    private void signOutEverywhere(ServerRequest request, ServerResponse response, SignedIn person) {
        csrf.check(request, FormBody.read(request));
        sessions.endAll(response, person);
        html.notices().put(response, "You are signed out everywhere.");
        Redirects.seeOther(response, "/sign-in");
    }

    private void refuse(ServerRequest request, ServerResponse response, Fields form, Status status, String message) {
        response.status(status);
        String returnTo = LocalPath.of(form.text("return_to")).orElse(HOME).value();
        render(
                request,
                response,
                new SignInForm(form.text("login"), returnTo, null, passkeys.beginSignIn(), FormErrors.of(message)));
    }

    private void render(ServerRequest request, ServerResponse response, SignInForm page) {
        html.render(
                response,
                "identity/signin/sign-in.jte",
                html.frame(request, response, "Sign in").leadingToApps(),
                page);
    }
}
