package dev.taskwright.doors.web;

import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.http.Csrf;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import java.util.function.Consumer;

/** What every page here works with. */
public record Desk(SignedInPages people, Html html, Csrf csrf, SharePasses passes) {
    private static final HeaderName ROBOTS = HeaderNames.create("X-Robots-Tag");

    /** Where a project is for people, and where it is for visitors by a share link. */
    static final String PROJECT = "/projects/{project}";

    private static final String SHARED = "/shared/{link}";

    /** A page for people who are signed in; guests go to sign in first and come back. */
    Handler page(Consumer<Visit> page) {
        return people.only((request, response, person) -> page.accept(new Visit(this, request, response, person)));
    }

    /** A page for visitors; whoever was not let in finds nothing. */
    private Handler shared(Consumer<Visit> page) {
        return (request, response) -> {
            String link = request.path().pathParameters().get("link");
            response.header(ROBOTS, "noindex");
            page.accept(passes.of(request, link)
                    .map(visitor -> new Visit(this, request, response, visitor))
                    .orElseThrow(() -> ProblemException.notFound("Shared project")));
        };
    }

    /** A page of a project, for people and for visitors; {@code below} is its path below the project's. */
    void get(HttpRules rules, String below, Consumer<Visit> page) {
        rules.get(PROJECT + below, page(page)).get(SHARED + below, shared(page));
    }

    /** A form of a project, likewise. */
    void post(HttpRules rules, String below, Consumer<Visit> page) {
        rules.post(PROJECT + below, page(page)).post(SHARED + below, shared(page));
    }
}
