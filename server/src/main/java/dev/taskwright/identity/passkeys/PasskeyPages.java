package dev.taskwright.identity.passkeys;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.passkeys.Passkeys.Question;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.platform.html.Days;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** {@code /settings/passkeys}: a person's passkeys. Changing them needs a recent sign-in. */
public final class PasskeyPages implements HttpService {
    private static final String PATH = "/settings/passkeys";

    private final Passkeys passkeys;
    private final SignedInPages sessions;
    private final Html html;
    private final Csrf csrf;
    private final InstantSource clock;

    public PasskeyPages(Passkeys passkeys, SignedInPages sessions, Html html, Csrf csrf, InstantSource clock) {
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.html = html;
        this.csrf = csrf;
        this.clock = clock;
    }

    /** What the page shows. */
    public record PasskeyList(List<Row> rows, Question question, String name, FormErrors errors) {}

    /** A passkey in the list; all texts are ready to print. */
    public record Row(String id, String name, String facts) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get(PATH, sessions.recently(clock, PATH, this::show))
                .post(PATH, sessions.recently(clock, PATH, this::add))
                .post(PATH + "/{id}/remove", sessions.recently(clock, PATH, this::remove));
    }

    private void show(ServerRequest request, ServerResponse response, SignedIn person) {
        render(request, response, person, "", FormErrors.NONE);
    }

    private void add(ServerRequest request, ServerResponse response, SignedIn person) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        String name = form.text("name");
        try {
            passkeys.add(person.caller(), person.user(), form.text("challenge"), form.text("credential"), name);
        } catch (ProblemException refused) {
            response.status(
                    refused.problem() instanceof Problem.Conflict ? Status.CONFLICT_409 : Status.BAD_REQUEST_400);
            render(request, response, person, name, FormErrors.of(refused.problem(), ""));
            return;
        }
        html.notices().put(response, "The passkey is added. It signs you in without a password.");
        Redirects.seeOther(response, PATH);
    }

    private void remove(ServerRequest request, ServerResponse response, SignedIn person) {
        csrf.check(request, FormBody.read(request));
        passkeys.remove(
                person.caller(),
                person.userId(),
                request.path().pathParameters().get("id"));
        html.notices().put(response, "The passkey is removed. Delete it on your device too.");
        Redirects.seeOther(response, PATH);
    }

    private void render(
            ServerRequest request, ServerResponse response, SignedIn person, String name, FormErrors errors) {
        List<Row> rows =
                passkeys.list(person.userId()).stream().map(PasskeyPages::row).toList();
        html.render(
                response,
                "identity/passkeys/passkeys.jte",
                html.frame(request, response, "Passkeys")
                        .viewedBy(SignedInPages.viewer(person))
                        .under(new Crumb("Settings", "/settings")),
                new PasskeyList(rows, passkeys.beginAdding(person.user()), name, errors));
    }

    private static String day(Instant time) {
        return Days.text(LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    private static Row row(Passkey passkey) {
        Instant used = passkey.usedAt();
        return new Row(
                passkey.id(),
                passkey.name(),
                "added " + day(passkey.addedAt()) + " · "
                        + (used == null ? "never used" : "last used " + day(used)) + " · "
                        + (passkey.synced() ? "may be on several devices" : "on one device"));
    }
}
