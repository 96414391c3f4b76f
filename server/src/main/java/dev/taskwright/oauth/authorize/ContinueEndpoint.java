package dev.taskwright.oauth.authorize;

import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.oauth.authorize.NextPages.Visit;
import dev.taskwright.oauth.details.DetailQuestions;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.requests.AuthorizeRequest;
import dev.taskwright.platform.http.BrowserCookie;
import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.QueryText;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Where every page of a pending authorization leads back to, and where what a person decides there is posted. */
public final class ContinueEndpoint implements HttpService {
    private static final String DENY = "deny";

    private final AuthorizeFlow flow;
    private final NextPages pages;
    private final DetailQuestions questions;
    private final BrowserCookie browsers;
    private final Csrf csrf;

    public ContinueEndpoint(
            AuthorizeFlow flow, NextPages pages, DetailQuestions questions, BrowserCookie browsers, Csrf csrf) {
        this.flow = flow;
        this.pages = pages;
        this.questions = questions;
        this.browsers = browsers;
        this.csrf = csrf;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(StepPages.CONTINUE, this::proceed);
        rules.post(StepPages.CONSENT, this::decide);
        rules.post(StepPages.ACCOUNT, this::choose);
    }

    private void proceed(ServerRequest request, ServerResponse response) {
        pages.answering(request, response, () -> {
            Visit visit = visit(request, response, QueryText.read(request));
            pages.take(pages.next(visit), visit);
        });
    }

    private void decide(ServerRequest request, ServerResponse response) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        pages.answering(request, response, () -> {
            Visit visit = visit(request, response, form);
            if (form.text("decision").equals(DENY)) {
                pages.refuse(visit, OAuthError.accessDenied("the person did not allow it"));
            }
            Optional<SignedIn> answering =
                    pages.person(request).filter(person -> isAnswerOf(form, visit.checked(), person));
            if (answering.isPresent() && !allow(form, visit, answering.get())) {
                pages.askToChoose(visit, answering.get());
            } else {
                StepPages.proceed(response, visit.pending());
            }
        });
    }

    /** Of single projects, those that came back with the page are allowed; false when there are none, or too many. */
    private boolean allow(Fields form, Visit visit, SignedIn person) {
        AuthorizationDetails asked = visit.checked().details();
        AuthorizationDetails given = questions.answer(asked, person.caller(), form.all("project"));
        boolean isAnswered = asked.isEmpty() || !given.isEmpty();
        if (isAnswered) {
            flow.allow(visit.pending(), visit.checked(), person, given);
        }
        return isAnswered;
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
        pages.answering(request, response, () -> {
            Visit visit = visit(request, response, form);
            if (form.text("decision").equals(DENY)) {
                pages.refuse(visit, OAuthError.accessDenied("the person went back without an account"));
            }
            pages.person(request)
                    .filter(person -> form.text("person").equals(person.user().handle()))
                    .ifPresent(person -> flow.pendings().choose(visit.pending(), person));
            StepPages.proceed(response, visit.pending());
        });
    }

    private Visit visit(ServerRequest request, ServerResponse response, Fields fields) {
        PendingAuthorization pending =
                flow.pendings().require(fields.text(StepPages.PENDING), browsers.require(request, response));
        return new Visit(request, response, flow.check(pending), pending, true);
    }
}
