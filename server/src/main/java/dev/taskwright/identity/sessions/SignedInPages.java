package dev.taskwright.identity.sessions;

import dev.taskwright.identity.users.User;
import dev.taskwright.platform.html.Viewer;
import dev.taskwright.platform.http.Cookies;
import dev.taskwright.platform.http.LocalPath;
import dev.taskwright.platform.http.Redirects;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What pages need of sessions: who looks at them, and sending guests to sign in first. The only place that knows the cookie. */
public final class SignedInPages {
    private static final String COOKIE = "tw_session";
    private static final String STATE = "tw_session_state";
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
    // the server decides when a session ends; the browser only must not forget it first
    private static final Duration COOKIE_AGE = Duration.ofDays(400);
    private static final LocalPath HOME = new LocalPath("/");

    private final Sessions sessions;
    private final Cookies cookies;

    public SignedInPages(Sessions sessions, Cookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /** A page for people who are signed in. */
    @FunctionalInterface
    public interface Page {
        void handle(ServerRequest request, ServerResponse response, SignedIn person);
    }

    /** Sends a guest to sign in and from there back to the page; a form that a guest sent is not repeated. */
    public Handler only(Page page) {
        return (request, response) -> {
            Optional<SignedIn> person = find(request);
            if (person.isPresent()) {
                page.handle(request, response, person.get());
            } else {
                LocalPath here = Redirects.here(request, HOME);
                Redirects.seeOther(response, Redirects.withQuery("/sign-in", "return_to", here.value()));
            }
        };
    }

    /** The same for acts that need more than a session: whoever proved who they are long ago does it once more. */
    public Handler recently(InstantSource clock, String path, Page page) {
        return only((request, response, person) -> {
            if (person.isRecent(clock.instant())) {
                page.handle(request, response, person);
            } else {
                Redirects.seeOther(response, Redirects.withQuery("/sign-in", "return_to", path));
            }
        });
    }

    public Optional<SignedIn> find(ServerRequest request) {
        return cookie(request).flatMap(sessions::find);
    }

    /**
     * Begins a session in this browser, under a new id, for somebody who has just proved who they are.
     *
     * @param methods how they did, by the names of RFC 8176
     */
    public void start(ServerRequest request, ServerResponse response, User person, Set<String> methods) {
        String cookie = sessions.start(person, cookie(request), methods);
        cookies.set(response, COOKIE, cookie, COOKIE_AGE);
        sessions.find(cookie).ifPresent(signedIn -> showState(request, response, signedIn));
    }

    /** Lets the frame for session management see the session's state, where it does not yet. */
    public void showState(ServerRequest request, ServerResponse response, SignedIn person) {
        if (cookies.read(request, STATE).filter(person.browserState()::equals).isEmpty()) {
            cookies.setForFrames(response, STATE, person.browserState(), COOKIE_AGE);
        }
    }

    /** The name of the cookie with {@link SignedIn#browserState}, as the browser knows it. */
    public String stateCookie() {
        return cookies.onTheWire(STATE);
    }

    /** Ends this browser's session, if it has one. */
    public void end(ServerRequest request, ServerResponse response) {
        cookie(request).ifPresent(sessions::end);
        forget(response);
    }

    /** Ends every session of the person, this browser's too. */
    public void endAll(ServerResponse response, SignedIn person) {
        sessions.endAll(person.userId());
        forget(response);
    }

    /** Takes the session from this browser, where it has ended already. */
    public void forget(ServerResponse response) {
        cookies.clear(response, COOKIE);
        cookies.setForFrames(response, STATE, "", Duration.ZERO);
    }

    /** The person as the frame of a page shows them. */
    public static Viewer viewer(SignedIn person) {
        return new Viewer(
                person.userId().value(), person.user().name(), person.user().handle());
    }

    private Optional<String> cookie(ServerRequest request) {
        return cookies.read(request, COOKIE)
                .filter(value -> SHAPE.matcher(value).matches());
    }
}
