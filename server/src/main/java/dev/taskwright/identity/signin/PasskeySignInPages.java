package dev.taskwright.identity.signin;

import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.passkeys.Passkeys;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.LocalPath;
import dev.taskwright.platform.http.Redirects;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code POST /sign-in/passkey}: what an authenticator answered to the question on the sign-in page. */
public final class PasskeySignInPages implements HttpService {
    private static final LocalPath HOME = new LocalPath("/");

    private final Passkeys passkeys;
    private final SignedInPages sessions;
    private final Html html;
    private final Csrf csrf;

    public PasskeySignInPages(Passkeys passkeys, SignedInPages sessions, Html html, Csrf csrf) {
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.html = html;
        this.csrf = csrf;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/sign-in/passkey", (request, response) -> Redirects.seeOther(response, "/sign-in"))
                .post("/sign-in/passkey", this::signIn);
    }

    private void signIn(ServerRequest request, ServerResponse response) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        LocalPath returnTo = LocalPath.of(form.text("return_to")).orElse(HOME);
        Passkeys.Opened opened;
        try {
            opened = passkeys.open(form.text("challenge"), form.text("credential"));
        } catch (ProblemException refused) {
            html.notices().put(response, refused.problem().message() + ".");
            Redirects.seeOther(response, Redirects.withQuery("/sign-in", "return_to", returnTo.value()));
            return;
        }
        sessions.start(
                request,
                response,
                opened.person(),
                opened.synced() ? SignedIn.BY_SYNCED_PASSKEY : SignedIn.BY_DEVICE_PASSKEY);
        Redirects.seeOther(response, returnTo);
    }
}
