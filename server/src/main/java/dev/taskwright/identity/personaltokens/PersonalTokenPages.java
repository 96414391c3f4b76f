package dev.taskwright.identity.personaltokens;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.personaltokens.PersonalTokens.Created;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /settings/tokens}: a person's tokens; a new one's text is on the answer to its form and nowhere else. */
public final class PersonalTokenPages implements HttpService {
    private static final String PATH = "/settings/tokens";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private final PersonalTokens tokens;
    private final SignedInPages sessions;
    private final Html html;
    private final Csrf csrf;
    private final InstantSource clock;

    public PersonalTokenPages(
            PersonalTokens tokens, SignedInPages sessions, Html html, Csrf csrf, InstantSource clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.html = html;
        this.csrf = csrf;
        this.clock = clock;
    }

    /** What the page shows; {@code fresh} is null unless a token has just been made. */
    public record TokenList(
            List<Row> rows, @Nullable Fresh fresh, String name, List<Choice> expiries, FormErrors errors) {}

    /** A token in the list; all texts are ready to print. */
    public record Row(
            String id, String name, String scopes, String created, String used, String expires, boolean over) {}

    /** A token whose text is shown this once. */
    public record Fresh(String name, String text) {}

    /** One option of the expiry. */
    public record Choice(String value, String label, boolean chosen) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get(PATH, sessions.only(this::show))
                .post(PATH, sessions.only(this::create))
                .post(PATH + "/{id}/revoke", sessions.only(this::revoke));
    }

    private void show(ServerRequest request, ServerResponse response, SignedIn person) {
        render(request, response, person, null, new Draft("", "90"), FormErrors.NONE);
    }

    private void create(ServerRequest request, ServerResponse response, SignedIn person) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        Draft draft = new Draft(form.text("name"), form.text("expires"));
        try {
            Created created = tokens.create(
                    person.caller(), person.userId(), draft.name(), Set.of(), draft.expiresAt(clock.instant()));
            Fresh fresh = new Fresh(created.token().name(), created.text());
            render(request, response, person, fresh, new Draft("", "90"), FormErrors.NONE);
        } catch (ProblemException refused) {
            response.status(Status.BAD_REQUEST_400);
            render(request, response, person, null, draft, FormErrors.of(refused.problem(), "name"));
        }
    }

    private void revoke(ServerRequest request, ServerResponse response, SignedIn person) {
        csrf.check(request, FormBody.read(request));
        tokens.revoke(person.caller(), request.path().pathParameters().get("id"));
        html.notices().put(response, "The token is revoked; whatever used it is shut out.");
        Redirects.seeOther(response, PATH);
    }

    /** What is in the form. */
    private record Draft(String name, String expires) {
        private static final List<String> DAYS = List.of("30", "90", "365");

        @Nullable
        Instant expiresAt(Instant now) {
            if (expires.equals("never")) {
                return null;
            }
            if (!DAYS.contains(expires)) {
                throw ProblemException.invalid("expires", "Choose when the token expires");
            }
            return now.plus(Duration.ofDays(Long.parseLong(expires)));
        }

        List<Choice> choices(Instant now) {
            List<Choice> choices = DAYS.stream()
                    .map(days ->
                            choice(days, days + " days, until " + day(now.plus(Duration.ofDays(Long.parseLong(days))))))
                    .collect(Collectors.toList());
            choices.add(choice("never", "Never"));
            return choices;
        }

        private Choice choice(String value, String label) {
            return new Choice(value, label, value.equals(expires));
        }
    }

    private void render(
            ServerRequest request,
            ServerResponse response,
            SignedIn person,
            @Nullable Fresh fresh,
            Draft draft,
            FormErrors errors) {
        Instant now = clock.instant();
        List<Row> rows = tokens.list(person.caller(), person.userId()).reversed().stream()
                .map(token -> row(token, now))
                .toList();
        html.render(
                response,
                "identity/personaltokens/tokens.jte",
                html.frame(request, response, "Personal tokens")
                        .viewedBy(SignedInPages.viewer(person))
                        .under(new Crumb("Settings", "/settings")),
                new TokenList(rows, fresh, draft.name(), draft.choices(now), errors));
    }

    private static Row row(PersonalToken token, Instant now) {
        Instant expires = token.expiresAt();
        Instant used = token.usedAt();
        boolean over = token.isExpired(now);
        return new Row(
                token.id(),
                token.name(),
                Scope.join(token.scopes()),
                day(token.createdAt()),
                used == null ? "never used" : "last used " + day(used),
                expires == null ? "does not expire" : (over ? "expired " : "expires ") + day(expires),
                over);
    }

    private static String day(Instant instant) {
        return DAY.format(LocalDate.ofInstant(instant, ZoneOffset.UTC));
    }
}
