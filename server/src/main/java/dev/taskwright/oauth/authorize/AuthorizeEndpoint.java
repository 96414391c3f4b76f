package dev.taskwright.oauth.authorize;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.consent.ConsentPages;
import dev.taskwright.oauth.consent.ConsentQuestion;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.SessionState;
import dev.taskwright.platform.http.BrowserCookie;
import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.QueryText;
import dev.taskwright.platform.http.Redirects;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.function.Supplier;

/** The authorization endpoint over HTTP: RFC 6749, 3.1; OpenID Connect Core, 3.1.2. Never answers to CORS. */
public final class AuthorizeEndpoint implements HttpService {
    private static final String CONTINUE = "/oauth2/authorize/continue";
    private static final String DECIDE = "/oauth2/authorize/consent";
    private static final String PENDING = "pending";

    private final AuthorizeFlow flow;
    private final Issuer issuer;
    private final SignedInPages sessions;
    private final BrowserCookie browsers;
    private final Csrf csrf;
    private final ConsentPages consentPages;
    private final CodePages codePages;

    public AuthorizeEndpoint(
            AuthorizeFlow flow,
            Issuer issuer,
            SignedInPages sessions,
            BrowserCookie browsers,
            Csrf csrf,
            ConsentPages consentPages,
            CodePages codePages) {
        this.flow = flow;
        this.issuer = issuer;
        this.sessions = sessions;
        this.browsers = browsers;
        this.csrf = csrf;
        this.consentPages = consentPages;
        this.codePages = codePages;
    }

    @Override
    public void routing(HttpRules rules) {
        for (String path : new String[] {"/oauth2/authorize", "/connect/authorize"}) {
            rules.get(path, this::get);
            rules.post(path, this::post);
        }
        rules.get(CONTINUE, this::proceed);
        rules.post(DECIDE, this::decide);
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
            boolean isLonger = step instanceof Step.SignIn || step instanceof Step.Consent;
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
            proceedWith(pending, response);
        });
    }

    private void proceed(ServerRequest request, ServerResponse response) {
        answering(request, response, () -> {
            String id = QueryText.read(request).text(PENDING);
            PendingAuthorization pending = flow.require(id, browsers.require(request, response));
            AuthorizeRequest checked = flow.check(pending.authorizeParameters());
            Step step = flow.next(checked, pending, sessions.find(request));
            take(step, new Visit(request, response, checked, pending, true));
        });
    }

    private void decide(ServerRequest request, ServerResponse response) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        answering(request, response, () -> {
            PendingAuthorization pending = flow.require(form.text(PENDING), browsers.require(request, response));
            AuthorizeRequest checked = flow.check(pending.authorizeParameters());
            if (form.text("decision").equals("deny")) {
                refuse(
                        new Visit(request, response, checked, pending, true),
                        OAuthError.accessDenied("the person did not allow it"));
            }
            sessions.find(request)
                    .filter(person -> isAnswerOf(form, checked, person))
                    .ifPresent(person -> flow.allow(pending, checked, person));
            proceedWith(pending, response);
        });
    }

    /** The answer counts for the question that was shown, to the person it was shown to; otherwise it is asked again. */
    private static boolean isAnswerOf(Fields form, AuthorizeRequest checked, SignedIn person) {
        return form.text("decision").equals("allow")
                && form.text("scope").equals(checked.scopes().toString())
                && form.text("person").equals(person.userId().toString());
    }

    private void take(Step step, Visit visit) {
        switch (step) {
            case Step.SignIn() -> signIn(visit);
            case Step.Consent(SignedIn person) -> ask(visit, person);
            case Step.Issue(SignedIn person) -> issue(visit, person);
            case Step.Refuse(OAuthError error) -> refuse(visit, error);
        }
    }

    private static void signIn(Visit visit) {
        String here =
                Redirects.withQuery(CONTINUE, PENDING, visit.pending().id()).value();
        Redirects.seeOther(visit.response(), Redirects.withQuery("/sign-in", "return_to", here));
    }

    private void ask(Visit visit, SignedIn person) {
        AuthorizeRequest checked = visit.checked();
        ConsentQuestion question = new ConsentQuestion(
                checked.client(),
                checked.scopes(),
                RedirectUri.place(checked.redirect().uri()),
                DECIDE,
                visit.pending().id());
        consentPages.ask(visit.request(), visit.response(), person, question);
    }

    private void issue(Visit visit, SignedIn person) {
        Optional<String> code = flow.issue(visit.checked(), visit.pending(), person, visit.isKept());
        if (code.isPresent()) {
            TrustedRedirect redirect = visit.checked().redirect();
            AuthorizeResponse answer = AuthorizeResponse.code(redirect, issuer, code.get());
            send(visit.request(), visit.response(), withSessionState(answer, visit, person));
            return;
        }
        // The consent was withdrawn while we looked: what comes next is to be asked again.
        if (!visit.isKept()) {
            flow.keep(visit.pending());
        }
        proceedWith(visit.pending(), visit.response());
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

    private static void proceedWith(PendingAuthorization pending, ServerResponse response) {
        Redirects.seeOther(response, Redirects.withQuery(CONTINUE, PENDING, pending.id()));
    }

    /** Runs a step; what fails on the way is shown or sent, by its type. */
    private void answering(ServerRequest request, ServerResponse response, Runnable step) {
        try {
            step.run();
        } catch (AuthorizeFailure.ShownToUser shown) {
            plain(response, shown.sentence());
        } catch (AuthorizeFailure.SentToClient sent) {
            send(request, response, AuthorizeResponse.error(sent.redirect(), issuer, sent.error()));
        }
    }

    /** A query or form that cannot be read names no app that could be told. */
    private static AuthorizeParameters read(Supplier<Fields> fields) {
        try {
            return new AuthorizeParameters(fields.get());
        } catch (ProblemException unreadable) {
            throw new AuthorizeFailure.ShownToUser(
                    "A parameter of the request " + unreadable.problem().message() + ".");
        }
    }

    private void send(ServerRequest request, ServerResponse response, AuthorizeResponse answer) {
        if (answer.redirect().isOutOfBand()) {
            codePages.show(request, response, answer);
            return;
        }
        response.status(Status.SEE_OTHER_303)
                .header(HeaderNames.LOCATION, answer.location())
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send();
    }

    private static void plain(ServerResponse response, String sentence) {
        response.status(Status.BAD_REQUEST_400)
                .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(sentence + "\n");
    }
}
