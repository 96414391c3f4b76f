package dev.taskwright.oauth.consent;

import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.Redirects;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /settings/authorized-apps}: what a person has allowed, and taking it back. */
public final class AuthorizedAppsPages implements HttpService {
    private static final String PATH = "/settings/authorized-apps";

    private final Html html;
    private final Csrf csrf;
    private final SignedInPages sessions;
    private final Consents consents;
    private final Clients clients;
    private final Meanings meanings;
    private final Issuer issuer;

    public AuthorizedAppsPages(
            Html html,
            Csrf csrf,
            SignedInPages sessions,
            Consents consents,
            Clients clients,
            Meanings meanings,
            Issuer issuer) {
        this.html = html;
        this.csrf = csrf;
        this.sessions = sessions;
        this.consents = consents;
        this.clients = clients;
        this.meanings = meanings;
        this.issuer = issuer;
    }

    /** What the page lists. */
    public record Shown(List<App> apps) {}

    /**
     * One app.
     *
     * @param entrance where the app begins to sign the person in; null when it has not said
     */
    public record App(AppShown shown, @Nullable String entrance, LocalDate since, List<String> meanings) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get(PATH, sessions.only(this::list));
        rules.post(PATH + "/withdraw", sessions.only(this::withdraw));
    }

    private void list(ServerRequest request, ServerResponse response, SignedIn person) {
        List<App> apps = consents.of(person.userId()).stream()
                .map(consent -> app(consent, person))
                .flatMap(Optional::stream)
                .toList();
        Frame frame = html.frame(request, response, "Authorized apps")
                .viewedBy(SignedInPages.viewer(person))
                .under(new Frame.Crumb("Settings", "/settings"));
        html.render(response, "oauth/consent/authorized-apps.jte", frame, new Shown(apps));
    }

    private void withdraw(ServerRequest request, ServerResponse response, SignedIn person) {
        Fields form = FormBody.read(request);
        csrf.check(request, form);
        String id = form.required("client_id");
        String name = clients.find(id).map(Client::name).orElse("The app");
        boolean existed = ClientId.isWellFormed(id) && consents.withdraw(person.userId(), new ClientId(id));
        html.notices().put(response, existed ? name + " has no access any more." : "Nothing to withdraw.");
        Redirects.seeOther(response, PATH);
    }

    private Optional<App> app(Consent consent, SignedIn person) {
        return clients.find(consent.client().value())
                .map(client -> new App(
                        AppShown.of(client),
                        entrance(client),
                        LocalDate.ofInstant(consent.decidedAt(), ZoneOffset.UTC),
                        meanings.of(consent, person.caller())));
    }

    /** OpenID Connect Core, 4: the app is told at which server to sign in. */
    private @Nullable String entrance(Client client) {
        URI address = client.metadata().signIn().initiateLoginUri();
        if (address == null) {
            return null;
        }
        char separator = address.getRawQuery() == null ? '?' : '&';
        return address.toString() + separator + "iss=" + URLEncoder.encode(issuer.value(), StandardCharsets.UTF_8);
    }
}
