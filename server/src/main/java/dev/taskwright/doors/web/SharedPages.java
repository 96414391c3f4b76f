package dev.taskwright.doors.web;

import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.signin.PasswordCheck;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.http.ClientAddress;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.QueryText;
import dev.taskwright.platform.http.Redirects;
import dev.taskwright.work.projects.ShareLink;
import dev.taskwright.work.projects.ShareLinks;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * {@code /shared?link=TOKEN}: where share links lead. Lets the browser in, after the password if there is one, and sends
 * it on to an address without the token.
 */
public final class SharedPages implements HttpService {
    private static final int LARGEST_FORM = 8 * 1024;

    private final Desk desk;
    private final ShareLinks links;
    private final PasswordCheck passwords;
    private final ClientAddress addresses;

    public SharedPages(Desk desk, ShareLinks links, PasswordCheck passwords, ClientAddress addresses) {
        this.desk = desk;
        this.links = links;
        this.passwords = passwords;
        this.addresses = addresses;
    }

    /** @param link the token, once more */
    public record Asking(String link, FormErrors errors) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get("/shared", this::open).post("/shared", this::unlock);
    }

    private void open(ServerRequest request, ServerResponse response) {
        ShareLink link = link(QueryText.read(request).text("link"));
        boolean isIn = desk.passes().of(request, link.id()).isPresent();
        if (link.hasPassword() && !isIn) {
            ask(request, response, link, FormErrors.NONE);
        } else {
            admit(response, link);
        }
    }

    private void unlock(ServerRequest request, ServerResponse response) {
        Fields form = FormBody.read(request, LARGEST_FORM);
        desk.csrf().check(request, form);
        ShareLink link = link(form.text("link"));
        String hash = link.passwordHash();
        if (hash == null || passwords.opens("share " + link.id(), form.text("password"), hash, addresses.of(request))) {
            admit(response, link);
        } else {
            response.status(422);
            ask(request, response, link, FormErrors.of("password", "That is not the password"));
        }
    }

    private ShareLink link(String token) {
        return links.findByToken(token).orElseThrow(() -> ProblemException.notFound("Shared project"));
    }

    private void admit(ServerResponse response, ShareLink link) {
        desk.passes().give(response, link);
        Redirects.seeOther(response, "/shared/" + link.id());
    }

    private void ask(ServerRequest request, ServerResponse response, ShareLink link, FormErrors errors) {
        desk.html()
                .render(
                        response,
                        "doors/web/shared-password.jte",
                        desk.html().frame(request, response, "Shared project"),
                        new Asking(link.token(), errors));
    }
}
