package dev.taskwright.oauth.devices;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.consent.AppQuestion;
import dev.taskwright.oauth.consent.AppQuestions;
import dev.taskwright.oauth.decisions.Decision;
import dev.taskwright.oauth.decisions.Decision.Answer;
import dev.taskwright.oauth.decisions.Decision.State;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.http.ClientAddress;
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
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@code /device}: RFC 8628, 3.3. Without a code it asks for one, with {@code ?user_code=CODE} it asks whether the device
 * may, and afterwards says what was decided. Looking never decides: that takes the form.
 */
public final class DevicePages implements HttpService {
    static final String PATH = "/device";
    static final String CODE = "user_code";

    private static final String UNKNOWN =
            "No device waits with this code. Compare it with what the device shows; after ten minutes it shows a new one.";

    private final Devices devices;
    private final Clients clients;
    private final AppQuestions questions;
    private final InstantSource clock;
    private final Parts parts;

    /** What every page is made with. */
    public record Parts(Html html, Csrf csrf, SignedInPages sessions, ClientAddress addresses) {}

    public DevicePages(Devices devices, Clients clients, AppQuestions questions, InstantSource clock, Parts parts) {
        this.devices = devices;
        this.clients = clients;
        this.questions = questions;
        this.clock = clock;
        this.parts = parts;
    }

    /** Asks for the code. */
    public record CodeForm(String typed, FormErrors errors) {}

    /**
     * Asks whether the device may.
     *
     * @param time since it asked, in words
     * @param address from where
     */
    public record Question(AppQuestion asked, String code, String time, String address) {}

    /** Says what was decided. */
    public record Done(String appName, boolean isAllowed) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get(PATH, parts.sessions().only(this::show));
        rules.post(PATH, parts.sessions().only(this::enter));
        rules.post(PATH + "/decision", parts.sessions().only(this::decide));
    }

    private void show(ServerRequest request, ServerResponse response, SignedIn person) {
        String typed = QueryText.read(request).text(CODE);
        if (typed.isBlank()) {
            askForCode(request, response, person, new CodeForm("", FormErrors.NONE));
            return;
        }
        find(request, response, person, typed).ifPresent(device -> show(request, response, person, device));
    }

    private void enter(ServerRequest request, ServerResponse response, SignedIn person) {
        Fields form = FormBody.read(request);
        parts.csrf().check(request, form);
        find(request, response, person, form.text(CODE)).ifPresent(device -> goTo(response, device));
    }

    private void decide(ServerRequest request, ServerResponse response, SignedIn person) {
        Fields form = FormBody.read(request);
        parts.csrf().check(request, form);
        find(request, response, person, form.text(CODE)).ifPresent(device -> {
            String decision = form.text("decision");
            boolean isAnswer = decision.equals("allow") || decision.equals("deny");
            // Somebody else may have signed in since the question was shown; then it is theirs to answer anew.
            if (isAnswer && form.text("person").equals(person.userId().toString())) {
                Answer answer =
                        new Answer(person.userId(), new Authentication(person.authenticatedAt(), person.methods()));
                devices.decide(device, answer, decision.equals("allow"));
            }
            goTo(response, device);
        });
    }

    /** The device, or else the form again with what is wrong. */
    private Optional<DeviceAuthorization> find(
            ServerRequest request, ServerResponse response, SignedIn person, String typed) {
        Optional<DeviceAuthorization> device = Optional.empty();
        String complaint = UNKNOWN;
        try {
            device = devices.find(person.userId(), parts.addresses().of(request), typed);
            response.status(device.isPresent() ? Status.OK_200 : Status.UNPROCESSABLE_CONTENT_422);
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.TooMany wait)) {
                throw e;
            }
            response.status(Status.TOO_MANY_REQUESTS_429);
            response.header(
                    HeaderNames.RETRY_AFTER, Long.toString(wait.retryAfter().toSeconds()));
            complaint = wait.message();
        }
        if (device.isEmpty()) {
            askForCode(request, response, person, new CodeForm(typed, FormErrors.of(CODE, complaint)));
        }
        return device;
    }

    private void show(ServerRequest request, ServerResponse response, SignedIn person, DeviceAuthorization device) {
        Decision decision = device.decision();
        Client client = clients.find(decision.client().value()).orElseThrow(() -> ProblemException.notFound("App"));
        if (decision.state() != State.WAITING) {
            boolean isAllowed = decision.state() != State.DENIED;
            String title = isAllowed ? "Device allowed" : "Device denied";
            Frame frame = frame(request, response, person, title);
            parts.html().render(response, "oauth/devices/done.jte", frame, new Done(client.name(), isAllowed));
            return;
        }
        Question question = new Question(
                questions.ask(client, decision.scopes(), person),
                device.userCode().toString(),
                decision.age(clock.instant()),
                device.address());
        Frame frame = frame(request, response, person, "Allow " + client.name() + "?");
        parts.html().render(response, "oauth/devices/question.jte", frame, question);
    }

    private void askForCode(ServerRequest request, ServerResponse response, SignedIn person, CodeForm form) {
        Frame frame = frame(request, response, person, "Connect a device");
        parts.html().render(response, "oauth/devices/code.jte", frame, form);
    }

    private Frame frame(ServerRequest request, ServerResponse response, SignedIn person, String title) {
        return parts.html().frame(request, response, title).viewedBy(SignedInPages.viewer(person));
    }

    private static void goTo(ServerResponse response, DeviceAuthorization device) {
        Redirects.seeOther(
                response, Redirects.withQuery(PATH, CODE, device.userCode().toString()));
    }
}
