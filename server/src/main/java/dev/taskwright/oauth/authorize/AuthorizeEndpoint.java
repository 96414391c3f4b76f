package dev.taskwright.oauth.authorize;

import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.authorize.NextPages.Visit;
import dev.taskwright.oauth.requests.AuthorizeFailure;
import dev.taskwright.oauth.requests.AuthorizeParameters;
import dev.taskwright.oauth.requests.AuthorizeRequest;
import dev.taskwright.platform.http.BrowserCookie;
import dev.taskwright.platform.http.ClientAddress;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.OtherMethods;
import dev.taskwright.platform.http.QueryText;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where apps send people, over HTTP: RFC 6749, 3.1; OpenID Connect Core, 3.1.2. Never answers to CORS. */
public final class AuthorizeEndpoint implements HttpService {
    private final AuthorizeFlow flow;
    private final NextPages pages;
    private final BrowserCookie browsers;
    private final ClientAddress addresses;

    public AuthorizeEndpoint(AuthorizeFlow flow, NextPages pages, BrowserCookie browsers, ClientAddress addresses) {
        this.flow = flow;
        this.pages = pages;
        this.browsers = browsers;
        this.addresses = addresses;
    }

    @Override
    public void routing(HttpRules rules) {
        for (String path : new String[] {"/oauth2/authorize", "/connect/authorize"}) {
            rules.get(path, this::get);
            rules.post(path, this::post);
            OtherMethods.refuse(rules, path, "GET, POST");
        }
    }

    private void get(ServerRequest request, ServerResponse response) {
        pages.answering(request, response, () -> {
            Arrival arrival = read(request, () -> QueryText.read(request));
            AuthorizeRequest checked = flow.check(arrival);
            PendingAuthorization pending = begin(request, arrival, browsers.require(request, response));
            Visit visit = new Visit(request, response, checked, pending, false);
            Step step = pages.next(visit);
            boolean isOver = step instanceof Step.Issue || step instanceof Step.Refuse;
            if (!isOver) {
                flow.pendings().keep(pending);
            }
            pages.take(step, new Visit(request, response, checked, pending, !isOver));
        });
    }

    /**
     * A form of another site arrives without our cookies (SameSite=Lax), but the redirect that answers it is followed
     * with them, so that everything else happens there.
     */
    private void post(ServerRequest request, ServerResponse response) {
        pages.answering(request, response, () -> {
            Arrival arrival = read(request, () -> FormBody.read(request));
            flow.check(arrival);
            PendingAuthorization pending =
                    begin(request, arrival, browsers.find(request).orElse(null));
            flow.pendings().keep(pending);
            StepPages.proceed(response, pending);
        });
    }

    private PendingAuthorization begin(ServerRequest request, Arrival arrival, @Nullable String browser) {
        return flow.pendings().begin(arrival, browser, addresses.of(request));
    }

    /** A query or form that cannot be read names no app that could be told. */
    private Arrival read(ServerRequest request, Supplier<Fields> fields) {
        AuthorizeParameters sent;
        try {
            sent = new AuthorizeParameters(fields.get());
        } catch (ProblemException unreadable) {
            throw new AuthorizeFailure.ShownToUser(
                    "A parameter of the request " + unreadable.problem().message() + ".");
        }
        return flow.resolve(sent, addresses.of(request));
    }
}
