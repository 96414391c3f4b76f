package dev.taskwright.platform.html;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.http.Csrf;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.OtherMethods;
import dev.taskwright.platform.http.RequestIds;
import dev.taskwright.platform.http.StaleForm;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last door: whatever a handler lets go becomes a page for a browser and one line of text for anything else. What
 * is not a {@link Problem} is a bug: logged once, here, under the request id that the page shows.
 */
public final class ErrorPages {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private static final String NOWHERE =
            "It may have been deleted or moved, or it is in a place that you have not been invited to.";
    private static final HeaderName HTMX = HeaderNames.create("HX-Request");

    private final Html html;

    public ErrorPages(Html html) {
        this.html = html;
    }

    /**
     * What the page says.
     *
     * @param again what to send once more, when the form was stale; empty otherwise
     */
    public record Failure(
            int status, String heading, String sentence, String requestId, String action, List<Typed> again) {}

    /** A field as it was typed. */
    public record Typed(String name, String value) {}

    public void register(HttpRouting.Builder routing) {
        routing.error(ProblemException.class, (request, response, e) -> problem(request, response, e.problem()));
        routing.error(StaleForm.class, this::stale);
        routing.error(HttpException.class, this::refused);
        routing.error(Throwable.class, this::bug);
    }

    private void problem(ServerRequest request, ServerResponse response, Problem problem) {
        switch (problem) {
            case Problem.NotFound missing -> send(request, response, 404, missing.what() + " not found", NOWHERE);
            case Problem.Forbidden forbidden -> send(request, response, 403, "Not allowed", forbidden.message());
            case Problem.Invalid invalid -> send(request, response, 400, "That cannot be done", sentence(invalid));
            case Problem.Conflict conflict -> send(request, response, 409, "That cannot be done", conflict.message());
            case Problem.TooLarge large -> send(request, response, 413, "Too large", large.message());
            case Problem.TooMany many -> {
                retryAfter(response, many.retryAfter());
                send(request, response, 429, "Too many tries", many.message());
            }
            case Problem.Unauthenticated guest -> send(request, response, 401, "Sign in first", guest.message());
            case Problem.Unavailable busy -> {
                retryAfter(response, busy.retryAfter());
                send(request, response, 503, "Busy just now", busy.message());
            }
        }
    }

    private static String sentence(Problem.Invalid invalid) {
        return invalid.pointer().isEmpty() ? invalid.message() : invalid.pointer() + ": " + invalid.message();
    }

    private static void retryAfter(ServerResponse response, Duration wait) {
        response.header(HeaderNames.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
    }

    private void stale(ServerRequest request, ServerResponse response, StaleForm stale) {
        List<Typed> again = new ArrayList<>();
        Fields form = stale.form();
        if (stale.isOurs()) {
            form.names().stream()
                    .filter(name -> !name.equals(Csrf.FIELD) && !name.endsWith("password"))
                    .forEach(name -> form.all(name).forEach(value -> again.add(new Typed(name, value))));
        }
        String sentence = again.isEmpty()
                ? "Nothing was changed. Go back, reload the page and try again."
                : "The page was open for a long time, or your cookies were cleared. Nothing was changed and nothing is"
                        + " lost: send it again.";
        respond(request, response, failure(request, response, 403, "This form has expired", sentence, again));
    }

    private void refused(ServerRequest request, ServerResponse response, HttpException e) {
        int status = e.status().code();
        if (status >= 500) {
            bug(request, response, e);
        } else if (status == 404) {
            send(request, response, 404, "Page not found", NOWHERE);
        } else {
            send(request, response, status, "That cannot be done", "The server did not understand the request.");
        }
    }

    private void bug(ServerRequest request, ServerResponse response, Throwable e) {
        LOG.error(
                "request {} failed: {} {}",
                RequestIds.of(response),
                request.prologue().method().text(),
                request.matchingPattern().orElse("unmatched"),
                e);
        send(
                request,
                response,
                500,
                "Something went wrong",
                "It is our fault, not yours, and it has been logged. Whoever runs this server can find it by the"
                        + " request id.");
    }

    private void send(ServerRequest request, ServerResponse response, int status, String heading, String sentence) {
        respond(request, response, failure(request, response, status, heading, sentence, List.of()));
    }

    private static Failure failure(
            ServerRequest request,
            ServerResponse response,
            int status,
            String heading,
            String sentence,
            List<Typed> again) {
        String action = request.prologue().uriPath().rawPath();
        return new Failure(status, heading, sentence, RequestIds.of(response), action, again);
    }

    private void respond(ServerRequest request, ServerResponse response, Failure failure) {
        response.status(Status.create(failure.status()));
        if (OtherMethods.isHead(request)) {
            response.header(HeaderNames.CACHE_CONTROL, "no-store").send();
        } else if (wantsPage(request)) {
            Frame frame = html.frame(request, response, failure.heading());
            html.render(response, "platform/html/error.jte", frame, failure);
        } else {
            response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
            response.send(failure.heading() + ": " + failure.sentence() + " (request " + failure.requestId() + ")\n");
        }
    }

    /** A script of ours shows one line where it stands; everything else that takes HTML gets a page. */
    private static boolean wantsPage(ServerRequest request) {
        return !request.headers().contains(HTMX)
                && request.headers().values(HeaderNames.ACCEPT).stream().anyMatch(type -> type.contains("text/html"));
    }
}
