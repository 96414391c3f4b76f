package dev.taskwright.identity.factors;

import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.factors.SecondFactors.Setup;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame.Crumb;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.Redirects;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /settings/security}: the authenticator app and its recovery codes. Changing them needs a recent sign-in; new
 * codes are on the answer to their form and nowhere else.
 */
public final class SecurityPages implements HttpService {
    private static final String PATH = "/settings/security";

    private final SecondFactors factors;
    private final SignedInPages sessions;
    private final Html html;
    private final Csrf csrf;
    private final InstantSource clock;
    private final String issuer;

    /** @param issuer how authenticator apps name this server */
    public SecurityPages(
            SecondFactors factors, SignedInPages sessions, Html html, Csrf csrf, InstantSource clock, String issuer) {
        this.factors = factors;
        this.sessions = sessions;
        this.html = html;
        this.csrf = csrf;
        this.clock = clock;
        this.issuer = issuer;
    }

    /**
     * What the page shows.
     *
     * @param factor null when there is no app
     * @param setup the app that is being set up; null when none is
     * @param codes recovery codes that have just been made
     */
    public record Security(
            @Nullable SecondFactor factor, @Nullable Setup setup, List<String> codes, FormErrors errors) {
        /** The address of {@link #setup} as a picture. */
        public @Nullable QrPicture picture() {
            return setup == null ? null : QrPicture.of(setup.address());
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(PATH, sessions.only(this::show))
                .get(PATH + "/app", sessions.recently(clock, PATH + "/app", this::begin))
                .post(PATH + "/app", sessions.recently(clock, PATH + "/app", this::add))
                .post(PATH + "/app/remove", sessions.recently(clock, PATH, this::remove))
                .post(PATH + "/recovery-codes", sessions.recently(clock, PATH, this::renew));
    }

    private void show(ServerRequest request, ServerResponse response, SignedIn person) {
        render(request, response, person, null, List.of(), FormErrors.NONE);
    }

    private void begin(ServerRequest request, ServerResponse response, SignedIn person) {
        if (factors.find(person.userId()).isPresent()) {
            Redirects.seeOther(response, PATH);
            return;
        }
        render(request, response, person, setup(person), List.of(), FormErrors.NONE);
    }

    private void add(ServerRequest request, ServerResponse response, SignedIn person) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        String sealed = form.text("setup");
        List<String> codes;
        try {
            codes = factors.add(person.caller(), person.userId(), sealed, form.text("code"));
        } catch (ProblemException refused) {
            response.status(Status.BAD_REQUEST_400);
            render(
                    request,
                    response,
                    person,
                    again(person, sealed),
                    List.of(),
                    FormErrors.of(refused.problem(), "code"));
            return;
        }
        render(request, response, person, null, codes, FormErrors.NONE);
    }

    private void renew(ServerRequest request, ServerResponse response, SignedIn person) {
        csrf.check(request, FormBody.read(request));
        List<String> codes = factors.renewCodes(person.caller(), person.userId());
        render(request, response, person, null, codes, FormErrors.NONE);
    }

    private void remove(ServerRequest request, ServerResponse response, SignedIn person) {
        csrf.check(request, FormBody.read(request));
        factors.remove(person.caller(), person.userId());
        html.notices().put(response, "The authenticator app is removed. Your password alone signs you in again.");
        Redirects.seeOther(response, PATH);
    }

    private Setup setup(SignedIn person) {
        return factors.begin(person.userId(), issuer, person.user().handle());
    }

    /** So that whoever mistyped a code need not scan once more. */
    private Setup again(SignedIn person, String sealed) {
        try {
            return factors.again(person.userId(), sealed, issuer, person.user().handle());
        } catch (ProblemException tooOld) {
            return setup(person);
        }
    }

    private void render(
            ServerRequest request,
            ServerResponse response,
            SignedIn person,
            @Nullable Setup setup,
            List<String> codes,
            FormErrors errors) {
        Optional<SecondFactor> factor = factors.find(person.userId());
        html.render(
                response,
                "identity/factors/security.jte",
                html.frame(request, response, "Security")
                        .viewedBy(SignedInPages.viewer(person))
                        .under(new Crumb("Settings", "/settings")),
                new Security(factor.orElse(null), factor.isPresent() ? null : setup, codes, errors));
    }
}
