package dev.taskwright.oauth.authorize;

import dev.taskwright.base.Scope;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.SessionState;
import dev.taskwright.oauth.requests.AuthorizeFailure;
import dev.taskwright.oauth.requests.AuthorizeRequest;
import dev.taskwright.platform.crypto.RandomTokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.Optional;

/** What a browser gets next, at whichever of the endpoint's addresses it is: a page, or an answer for the app. */
public final class NextPages {
    /** Makes each session state differ. */
    private static final int SALT_LENGTH = 22;

    private final AuthorizeFlow flow;
    private final Issuer issuer;
    private final SignedInPages sessions;
    private final StepPages steps;
    private final AnswerPages answers;
    private final RandomTokens random;

    public NextPages(
            AuthorizeFlow flow,
            Issuer issuer,
            SignedInPages sessions,
            StepPages steps,
            AnswerPages answers,
            RandomTokens random) {
        this.flow = flow;
        this.issuer = issuer;
        this.sessions = sessions;
        this.steps = steps;
        this.answers = answers;
        this.random = random;
    }

    /**
     * One request to the endpoint, its checks passed.
     *
     * @param isKept whether the pending authorization is in the store
     */
    record Visit(
            ServerRequest request,
            ServerResponse response,
            AuthorizeRequest checked,
            PendingAuthorization pending,
            boolean isKept) {}

    /** Whoever is signed in, in the browser that sends this. */
    Optional<SignedIn> person(ServerRequest request) {
        return sessions.find(request);
    }

    /** What comes next, as of now. */
    Step next(Visit visit) {
        return flow.next(visit.checked(), visit.pending(), person(visit.request()));
    }

    void take(Step step, Visit visit) {
        switch (step) {
            case Step.SignIn() -> StepPages.signIn(visit.response(), visit.checked(), visit.pending());
            case Step.ChooseAccount(Optional<SignedIn> person) ->
                steps.chooseAccount(visit.request(), visit.response(), visit.checked(), visit.pending(), person);
            case Step.Consent(SignedIn person) ->
                steps.consent(visit.request(), visit.response(), visit.checked(), visit.pending(), person, false);
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
            flow.pendings().keep(visit.pending());
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
                checked.client().id().value(),
                checked.redirect().uri(),
                person.browserState(),
                random.base62(SALT_LENGTH));
        return answer.with("session_state", state);
    }

    /** Asks again whoever allowed it without having chosen anything. */
    void askToChoose(Visit visit, SignedIn person) {
        visit.response().status(Status.BAD_REQUEST_400);
        steps.consent(visit.request(), visit.response(), visit.checked(), visit.pending(), person, true);
    }

    /** Ends the authorization; what went wrong is sent to the app. */
    void refuse(Visit visit, OAuthError error) {
        flow.pendings().end(visit.pending(), visit.isKept());
        throw visit.checked().redirect().refuse(error);
    }

    /** Runs a step; what fails on the way is shown or sent, by its type. */
    void answering(ServerRequest request, ServerResponse response, Runnable step) {
        try {
            step.run();
        } catch (AuthorizeFailure.ShownToUser shown) {
            AnswerPages.show(response, shown.sentence());
        } catch (AuthorizeFailure.SentToClient sent) {
            answers.send(request, response, AuthorizeResponse.error(sent.redirect(), issuer, sent.error()));
        }
    }
}
