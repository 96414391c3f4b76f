package dev.taskwright.doors.web;

import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.platform.html.Html;
import dev.taskwright.platform.http.Csrf;
import io.helidon.webserver.http.Handler;
import java.util.function.Consumer;

/** What every page here works with. */
public record Desk(SignedInPages people, Html html, Csrf csrf) {
    /** A page for people who are signed in; guests go to sign in first and come back. */
    Handler page(Consumer<Visit> page) {
        return people.only((request, response, person) -> page.accept(new Visit(this, request, response, person)));
    }
}
