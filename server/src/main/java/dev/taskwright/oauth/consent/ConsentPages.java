package dev.taskwright.oauth.consent;

import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Html;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page on which a person allows an app or does not. It shows; {@code oauth.authorize} receives the answer. */
public final class ConsentPages {
    private final Html html;
    private final Users users;
    private final ScopeCatalog catalog;

    public ConsentPages(Html html, Users users, ScopeCatalog catalog) {
        this.html = html;
        this.users = users;
        this.catalog = catalog;
    }

    /**
     * What the page says.
     *
     * @param owner name of the person who answers for the app; null when it registered itself
     * @param meanings what each scope lets the app do
     */
    public record Shown(
            ConsentQuestion question,
            AppShown app,
            @Nullable String owner,
            String handle,
            int person,
            List<String> meanings) {
        public String scope() {
            return question.scopes().toString();
        }
    }

    /** Asks {@code person}; the answer is posted to the question's action. */
    public void ask(ServerRequest request, ServerResponse response, SignedIn person, ConsentQuestion question) {
        Client client = question.client();
        Shown shown = new Shown(
                question,
                AppShown.of(client),
                owner(client),
                person.user().handle(),
                person.userId().value(),
                meanings(question));
        Frame frame = html.frame(request, response, "Allow " + client.name() + "?")
                .viewedBy(SignedInPages.viewer(person))
                .leadingToApps();
        html.render(response, "oauth/consent/consent.jte", frame, shown);
    }

    private @Nullable String owner(Client client) {
        UserId owner = client.owner();
        return owner == null ? null : users.find(owner).map(User::name).orElse(null);
    }

    private List<String> meanings(ConsentQuestion question) {
        return question.scopes().scopes().stream()
                .map(scope ->
                        catalog.find(scope).map(ScopeCatalog.Offer::meaning).orElseGet(() -> unknown(scope)))
                .toList();
    }

    private static String unknown(Scope scope) {
        return "use “" + scope.value() + "”";
    }
}
