package dev.taskwright.oauth.consent;

import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.details.DetailQuestion;
import dev.taskwright.oauth.details.DetailQuestions;
import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Html;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** The page on which a person allows an app or does not. It shows; {@code oauth.authorize} receives the answer. */
public final class ConsentPages {
    private final Html html;
    private final AppQuestions questions;
    private final DetailQuestions details;

    public ConsentPages(Html html, AppQuestions questions, DetailQuestions details) {
        this.html = html;
        this.questions = questions;
        this.details = details;
    }

    /**
     * What the page says.
     *
     * @param details one for each element of the authorization details
     */
    public record Shown(ConsentQuestion question, AppQuestion asked, List<DetailQuestion> details) {
        /** Whether the person could give anything of what is asked for. */
        public boolean mayAllow() {
            return details.isEmpty() || details.stream().anyMatch(each -> !each.isEmpty());
        }

        public String scope() {
            return question.scopes().toString();
        }
    }

    /** Asks {@code person}; the answer is posted to the question's action. */
    public void ask(ServerRequest request, ServerResponse response, SignedIn person, ConsentQuestion question) {
        Client client = question.client();
        Shown shown = new Shown(
                question,
                questions.ask(client, question.scopes(), person),
                details.ask(question.details(), person.caller()));
        Frame frame = html.frame(request, response, "Allow " + client.name() + "?")
                .viewedBy(SignedInPages.viewer(person))
                .leadingToApps();
        html.render(response, "oauth/consent/consent.jte", frame, shown);
    }
}
