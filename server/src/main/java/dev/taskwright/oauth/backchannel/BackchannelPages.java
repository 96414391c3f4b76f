package dev.taskwright.oauth.backchannel;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.oauth.backchannel.RequestsShown.Outcome;
import dev.taskwright.oauth.backchannel.RequestsShown.Question;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.consent.AppQuestions;
import dev.taskwright.oauth.consent.AppShown;
import dev.taskwright.oauth.decisions.Decision;
import dev.taskwright.oauth.decisions.Decision.Answer;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.html.Viewer;
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

/**
 * {@code /requests}: what waits for the person, each with a page that asks, and their code for apps. Looking never
 * decides: that takes the form. A script asks {@code /requests/waiting} and {@code /requests/list} again for the parts
 * that they replace.
 */
public final class BackchannelPages implements HttpService {
    static final String PATH = "/requests";

    private static final String ONE = PATH + "/{name}";

    private final BackchannelRequests requests;
    private final UserCodes codes;
    private final Clients clients;
    private final AppQuestions questions;
    private final InstantSource clock;
    private final Parts parts;

    /** What every page is made with. */
    public record Parts(Html html, Csrf csrf, SignedInPages sessions) {}

    public BackchannelPages(
            BackchannelRequests requests,
            UserCodes codes,
            Clients clients,
            AppQuestions questions,
            InstantSource clock,
            Parts parts) {
        this.requests = requests;
        this.codes = codes;
        this.clients = clients;
        this.questions = questions;
        this.clock = clock;
        this.parts = parts;
    }

    /** What every page of a person says while something waits. */
    public static Optional<Frame.Errand> errand(BackchannelRequests requests, Viewer viewer) {
        List<BackchannelRequest> waiting = requests.waiting(new UserId(viewer.id()));
        return switch (waiting.size()) {
            case 0 -> Optional.empty();
            case 1 ->
                Optional.of(new Frame.Errand(
                        "An app waits for your answer.",
                        PATH + "/" + waiting.getFirst().name()));
            default -> Optional.of(new Frame.Errand(waiting.size() + " requests of apps wait for your answer.", PATH));
        };
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(PATH, parts.sessions().only(this::list));
        rules.get(PATH + "/waiting", parts.sessions().only(this::waiting));
        rules.get(PATH + "/list", parts.sessions().only(this::refreshList));
        rules.post(PATH + "/code", parts.sessions().only(this::setCode));
        rules.get(ONE, parts.sessions().only(this::ask));
        rules.post(ONE + "/decision", parts.sessions().only(this::decide));
    }

    private void list(ServerRequest request, ServerResponse response, SignedIn person) {
        list(request, response, person, FormErrors.NONE);
    }

    private void list(ServerRequest request, ServerResponse response, SignedIn person, FormErrors errors) {
        Frame frame = frame(request, response, person, "Requests").under(new Frame.Crumb("Settings", "/settings"));
        parts.html().render(response, "oauth/backchannel/requests.jte", frame, shown(person, errors));
    }

    private void refreshList(ServerRequest request, ServerResponse response, SignedIn person) {
        parts.html()
                .fragment(
                        response,
                        "oauth/backchannel/list.jte",
                        frame(request, response, person, "Requests"),
                        shown(person, FormErrors.NONE));
    }

    private void waiting(ServerRequest request, ServerResponse response, SignedIn person) {
        parts.html()
                .fragment(response, "oauth/backchannel/waiting.jte", frame(request, response, person, "Requests"), "");
    }

    private RequestsShown shown(SignedIn person, FormErrors errors) {
        return new RequestsShown(
                requests.waiting(person.userId()).stream()
                        .flatMap(request -> row(request).stream())
                        .toList(),
                codes.isSet(person.userId()),
                errors);
    }

    private Optional<RequestsShown.Row> row(BackchannelRequest request) {
        Decision decision = request.decision();
        return clients.find(decision.client().value())
                .map(client -> new RequestsShown.Row(
                        AppShown.of(client),
                        request.message(),
                        decision.age(clock.instant()),
                        PATH + "/" + request.name()));
    }

    private void setCode(ServerRequest request, ServerResponse response, SignedIn person) {
        Fields form = FormBody.read(request);
        parts.csrf().check(request, form);
        if (form.text("act").equals("remove")) {
            codes.remove(person.userId());
            parts.html().notices().put(response, "Apps need no code any more to ask you.");
        } else if (UserCodes.isCode(form.text("code"))) {
            codes.set(person.userId(), form.text("code"));
            parts.html().notices().put(response, "Only apps that know the code can ask you now.");
        } else {
            response.status(Status.UNPROCESSABLE_CONTENT_422);
            list(
                    request,
                    response,
                    person,
                    FormErrors.of(
                            "code",
                            "The code must be " + UserCodes.SHORTEST + " to " + UserCodes.LONGEST
                                    + " letters, digits or signs without spaces."));
            return;
        }
        Redirects.seeOther(response, PATH);
    }

    private void ask(ServerRequest request, ServerResponse response, SignedIn person) {
        BackchannelRequest asked = find(request, person);
        Decision decision = asked.decision();
        Client client = clients.find(decision.client().value()).orElseThrow(() -> ProblemException.notFound("App"));
        boolean isOver = decision.isExpired(clock.instant());
        if (decision.state() != Decision.State.WAITING || isOver) {
            Outcome outcome = Outcome.of(decision, client.name());
            parts.html()
                    .render(
                            response,
                            "oauth/backchannel/done.jte",
                            frame(request, response, person, outcome.title()),
                            outcome);
            return;
        }
        Question question = new Question(
                questions.ask(client, decision.scopes(), person),
                PATH + "/" + asked.name() + "/decision",
                asked.message(),
                decision.age(clock.instant()));
        Frame frame = frame(request, response, person, "Allow " + client.name() + "?");
        parts.html().render(response, "oauth/backchannel/question.jte", frame, question);
    }

    private void decide(ServerRequest request, ServerResponse response, SignedIn person) {
        Fields form = FormBody.read(request);
        parts.csrf().check(request, form);
        BackchannelRequest asked = find(request, person);
        String decision = form.text("decision");
        boolean isAnswer = decision.equals("allow") || decision.equals("deny");
        // Somebody else may have signed in since the question was shown; the page then is not theirs to answer.
        if (isAnswer && form.text("person").equals(person.userId().toString())) {
            Answer answer = new Answer(person.userId(), new Authentication(person.authenticatedAt(), person.methods()));
            requests.decide(asked, answer, decision.equals("allow"));
        }
        Redirects.seeOther(response, PATH + "/" + asked.name());
    }

    private BackchannelRequest find(ServerRequest request, SignedIn person) {
        String name = request.path().pathParameters().get("name");
        return requests.find(person.userId(), name).orElseThrow(() -> ProblemException.notFound("Request"));
    }

    private Frame frame(ServerRequest request, ServerResponse response, SignedIn person, String title) {
        return parts.html().frame(request, response, title).viewedBy(SignedInPages.viewer(person));
    }
}
