package dev.taskwright.oauth.authorize;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.SessionState;
import dev.taskwright.oauth.requests.AuthorizeFailure;
import dev.taskwright.oauth.requests.AuthorizeParameters;
import dev.taskwright.oauth.requests.AuthorizeRequest;
import dev.taskwright.platform.http.BrowserCookie;
import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.OtherMethods;
import dev.taskwright.platform.http.QueryText;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The authorization endpoint over HTTP: RFC 6749, 3.1; OpenID Connect Core, 3.1.2. Never answers to CORS. */
public final class AuthorizeEndpoint implements HttpService {
    private static final String DENY = "deny";

    private final AuthorizeFlow flow;
    private final Issuer issuer;
    private final SignedInPages sessions;
    private final BrowserCookie browsers;
    private final Csrf csrf;
    private final StepPages steps;
    private final AnswerPages answers;

    public AuthorizeEndpoint(
            AuthorizeFlow flow,
            Issuer issuer,
            SignedInPages sessions,
            BrowserCookie browsers,
            Csrf csrf,
            StepPages steps,
            AnswerPages answers) {
        this.flow = flow;
        this.issuer = issuer;
        this.sessions = sessions;
        this.browsers = browsers;
        this.csrf = csrf;
        this.steps = steps;
        this.answers = answers;
    }

    @Override
    public void routing(HttpRules rules) {
        for (String path : new String[] {"/oauth2/authorize", "/connect/authorize"}) {
            rules.get(path, this::get);
            rules.post(path, this::post);
            OtherMethods.refuse(rules, path, "GET, POST");
        }
        rules.get(StepPages.CONTINUE, this::proceed);
        rules.post(StepPages.CONSENT, this::decide);
        rules.post(StepPages.ACCOUNT, this::choose);
    }

    /** One request to this endpoint, its checks passed; {@code isKept} when the pending authorization is in the store. */
    private record Visit(
            ServerRequest request,
            ServerResponse response,
            AuthorizeRequest checked,
            PendingAuthorization pending,
            boolean isKept) {}

    private void get(ServerRequest request, ServerResponse response) {
        answering(request, response, () -> {
            AuthorizeParameters parameters = read(() -> QueryText.read(request));
            AuthorizeRequest checked = flow.check(parameters);
            PendingAuthorization pending = flow.begin(parameters, browsers.require(request, response));
            Step step = flow.next(checked, pending, sessions.find(request));
            boolean isLonger = !(step instanceof Step.Issue || step instanceof Step.Refuse);
            if (isLonger) {
                flow.keep(pending);
            }
            take(step, new Visit(request, response, checked, pending, isLonger));
        });
    }

    /**
     * A form of another site arrives without our cookies (SameSite=Lax), but the redirect that answers it is followed
     * with them, so that everything else happens there.
     */
    private void post(ServerRequest request, ServerResponse response) {
        answering(request, response, () -> {
            AuthorizeParameters parameters = read(() -> FormBody.read(request));
            flow.check(parameters);
            PendingAuthorization pending =
                    flow.begin(parameters, browsers.find(request).orElse(null));
            flow.keep(pending);
            StepPages.proceed(response, pending);
        });
    }

    private void proceed(ServerRequest request, ServerResponse response) {
        answering(request, response, () -> {
            Visit visit = visit(request, response, QueryText.read(request));
            take(flow.next(visit.checked(), visit.pending(), sessions.find(request)), visit);
        });
    }

    private void decide(ServerRequest request, ServerResponse response) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        answering(request, response, () -> {
            Visit visit = visit(request, response, form);
            if (form.text("decision").equals(DENY)) {
                refuse(visit, OAuthError.accessDenied("the person did not allow it"));
            }
            sessions.find(request)
                    .filter(person -> isAnswerOf(form, visit.checked(), person))
                    .ifPresent(person -> flow.allow(visit.pending(), visit.checked(), person));
            StepPages.proceed(response, visit.pending());
        });
    }

    /** The answer counts for the question that was shown, to the person it was shown to; otherwise it is asked again. */
    private static boolean isAnswerOf(Fields form, AuthorizeRequest checked, SignedIn person) {
        return form.text("decision").equals("allow")
                && form.text("scope").equals(checked.toAllow().toString())
                && form.text("person").equals(person.userId().toString());
    }

    private void choose(ServerRequest request, ServerResponse response) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        answering(request, response, () -> {
            Visit visit = visit(request, response, form);
            if (form.text("decision").equals(DENY)) {
                refuse(visit, OAuthError.accessDenied("the person went back without an account"));
            }
            sessions.find(request)
                    .filter(person -> form.text("person").equals(person.user().handle()))
                    .ifPresent(person -> flow.choose(visit.pending(), person));
            StepPages.proceed(response, visit.pending());
        });
    }

    private Visit visit(ServerRequest request, ServerResponse response, Fields fields) {
        PendingAuthorization pending =
                flow.require(fields.text(StepPages.PENDING), browsers.require(request, response));
        return new Visit(request, response, flow.check(pending.authorizeParameters()), pending, true);
    }

    private void take(Step step, Visit visit) {
        switch (step) {
            case Step.SignIn() -> StepPages.signIn(visit.response(), visit.checked(), visit.pending());
            case Step.ChooseAccount(Optional<SignedIn> person) ->
                steps.chooseAccount(visit.request(), visit.response(), visit.checked(), visit.pending(), person);
            case Step.Consent(SignedIn person) ->
                steps.consent(visit.request(), visit.response(), visit.checked(), visit.pending(), person);
            case Step.Issue(SignedIn person) -> issue(visit, person);
            case Step.Refuse(OAuthError error) -> refuse(visit, error);
        }
    }

    private void issue(Visit visit, SignedIn person) {
        Optional<Map<String, String>> granted = flow.issue(visit.checked(), visit.pending(), person, visit.isKept());
        if (granted.isPresent()) {
            AuthorizeResponse answer = AuthorizeResponse.success(visit.checked().redirect(), issuer, granted.get());
            answers.send(visit.request(), visit.response(), withSessionState(answer, visit, person));
            return;
        }
        // The consent was withdrawn while we looked: what comes next is to be asked again.
        if (!visit.isKept()) {
            flow.keep(visit.pending());
        }
        StepPages.proceed(visit.response(), visit.pending());
    }

    /** OpenID Connect Session Management, 2. */
    private AuthorizeResponse withSessionState(AuthorizeResponse answer, Visit visit, SignedIn person) {
        AuthorizeRequest checked = visit.checked();
        if (!checked.scopes().contains(Scope.OPENID)) {
            return answer;
        }
        sessions.showState(visit.request(), visit.response(), person);
        String state = SessionState.of(
                checked.client().id().value(), checked.redirect().uri(), person.browserState(), flow.salt());
        return answer.with("session_state", state);
    }

    private void refuse(Visit visit, OAuthError error) {
        if (visit.isKept()) {
            flow.end(visit.pending());
        }
        throw visit.checked().redirect().refuse(error);
    }

    /** Runs a step; what fails on the way is shown or sent, by its type. */
    private void answering(ServerRequest request, ServerResponse response, Runnable step) {
        try {
            step.run();
        } catch (AuthorizeFailure.ShownToUser shown) {
            plain(response, shown.sentence());
        } catch (AuthorizeFailure.SentToClient sent) {
            answers.send(request, response, AuthorizeResponse.error(sent.redirect(), issuer, sent.error()));
        }
    }

    /** A query or form that cannot be read names no app that could be told. */
    private AuthorizeParameters read(Supplier<Fields> fields) {
        AuthorizeParameters sent;
        try {
            sent = new AuthorizeParameters(fields.get());
        } catch (ProblemException unreadable) {
            throw new AuthorizeFailure.ShownToUser(
                    "A parameter of the request " + unreadable.problem().message() + ".");
        }
        return flow.resolve(sent);
    }

    private static void plain(ServerResponse response, String sentence) {
        response.status(Status.BAD_REQUEST_400)
                .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(sentence + "\n");
    }
}
