package dev.taskwright.acceptance.harness;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;

/** What a person does between an app's "sign in" and the way back to it. */
public record Person(Visit visit, String login, String password) {
    /** Where a web app waits; no such host exists, the browser is answered here. */
    public static final URI WEB_APP = URI.create("https://harvest.example/callback");

    /** Follows the app's link and signs in; the consent page is shown next. */
    public Person signIn(URI request) {
        arrive(request);
        visit.signIn(login, password);
        return this;
    }

    /** Follows the app's link. */
    public Page arrive(URI request) {
        visit.context()
                .route(
                        WEB_APP + "**",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/html")
                                .setBody("<title>Harvest</title><p>Welcome back.</p>")));
        return visit.open(request).page();
    }

    /** Presses the button with this id and waits until the app has the browser again. */
    public URI decide(String button) {
        page().click("#" + button);
        page().waitForURL(url -> url.contains("/callback?"));
        return URI.create(page().url());
    }

    /** Where the browser ends up when nobody is asked anything; a step at a time, because the app's host is none. */
    public URI sentOn(URI request) {
        URI at = request;
        for (int step = 0; step < 5 && !at.toString().startsWith(WEB_APP.toString()); step++) {
            APIResponse answer = visit.context()
                    .request()
                    .get(at.toString(), RequestOptions.create().setMaxRedirects(0));
            at = at.resolve(answer.headers().getOrDefault("location", ""));
        }
        return at;
    }

    public Page page() {
        return visit.page();
    }
}
