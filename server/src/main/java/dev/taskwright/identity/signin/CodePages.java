package dev.taskwright.identity.signin;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
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
import dev.taskwright.platform.http.Redirects;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** {@code POST /sign-in/code}: the code after the password. The form is the answer to the password; it has no GET. */
public final class CodePages implements HttpService {
    private static final LocalPath HOME = new LocalPath("/");
    private static final String WRONG = "This code does not open the account, or it was used already. "
            + "Wait for the next one, or take a recovery code.";

    private final SecondStep step;
    private final SignedInPages sessions;
    private final Html html;
    private final Csrf csrf;
    private final ClientAddress addresses;

    CodePages(SecondStep step, SignedInPages sessions, Html html, Csrf csrf, ClientAddress addresses) {
        this.step = step;
        this.sessions = sessions;
        this.html = html;
        this.csrf = csrf;
        this.addresses = addresses;
    }

    /**
     * What the page shows.
     *
     * @param step as {@link SecondStep#after} made it
     */
    public record CodeForm(String step, String returnTo, FormErrors errors) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get("/sign-in/code", (request, response) -> Redirects.seeOther(response, "/sign-in"))
                .post("/sign-in/code", this::complete);
    }

    /** Asks for the code; the answer to a right password. */
    void ask(ServerRequest request, ServerResponse response, String sealed, LocalPath returnTo) {
        render(request, response, new CodeForm(sealed, returnTo.value(), FormErrors.NONE));
    }

    private void complete(ServerRequest request, ServerResponse response) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        LocalPath returnTo = LocalPath.of(form.text("return_to")).orElse(HOME);
        Optional<User> person = step.person(form.text("step"));
        if (person.isEmpty()) {
            html.notices().put(response, "That took too long. Please sign in once more.");
            Redirects.seeOther(response, Redirects.withQuery("/sign-in", "return_to", returnTo.value()));
            return;
        }
        try {
            if (!step.completes(person.get(), form.text("code"), addresses.of(request))) {
                throw ProblemException.invalid("code", WRONG);
            }
        } catch (ProblemException refused) {
            refuse(request, response, new CodeForm(form.text("step"), returnTo.value(), FormErrors.NONE), refused);
            return;
        }
        sessions.start(request, response, person.get(), SignedIn.BY_PASSWORD_AND_CODE);
        Redirects.seeOther(response, returnTo);
    }

    private void refuse(ServerRequest request, ServerResponse response, CodeForm page, ProblemException refused) {
        response.status(Status.BAD_REQUEST_400);
        if (refused.problem() instanceof Problem.TooMany wait) {
            response.status(Status.TOO_MANY_REQUESTS_429)
                    .header(
                            HeaderNames.RETRY_AFTER,
                            Long.toString(wait.retryAfter().toSeconds()));
        }
        render(
                request,
                response,
                new CodeForm(
                        page.step(),
                        page.returnTo(),
                        FormErrors.of("code", refused.problem().message())));
    }

    private void render(ServerRequest request, ServerResponse response, CodeForm page) {
        html.render(
                response,
                "identity/signin/code.jte",
                html.frame(request, response, "Sign in").leadingToApps(),
                page);
    }
}
