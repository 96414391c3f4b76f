package dev.taskwright.platform.telemetry;

import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Settings;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /healthz}: the process answers. {@code GET /readyz}: it also reaches its database and is not about to stop;
 * 503 otherwise, so that a load balancer sends nothing more.
 */
public final class HealthEndpoint implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(HealthEndpoint.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Db db;
    private final Settings settings = new Settings();
    private final AtomicBoolean stopping = new AtomicBoolean();

    public HealthEndpoint(Db db) {
        this.db = db;
    }

    @Override
    public void routing(HttpRules rules) {
        // Load balancers like to ask with HEAD.
        rules.get("/healthz", this::health)
                .head("/healthz", this::health)
                .get("/readyz", this::readiness)
                .head("/readyz", this::readiness);
    }

    /** From now on {@code /readyz} says no. */
    public void stopping() {
        stopping.set(true);
    }

    private void health(ServerRequest request, ServerResponse response) {
        answer(request, response, Status.OK_200, "ok\n");
    }

    private void readiness(ServerRequest request, ServerResponse response) {
        if (stopping.get()) {
            answer(request, response, Status.SERVICE_UNAVAILABLE_503, "stopping\n");
        } else if (!reachesDatabase()) {
            answer(request, response, Status.SERVICE_UNAVAILABLE_503, "the database does not answer\n");
        } else {
            answer(request, response, Status.OK_200, "ready\n");
        }
    }

    /** On a thread of its own, so that a database that hangs cannot hang the answer. */
    private boolean reachesDatabase() {
        // any row or none: that the question is answered is what counts
        FutureTask<Boolean> question = new FutureTask<>(() -> db.read(tx -> {
            settings.get(tx, "readiness");
            return true;
        }));
        Thread.ofVirtual().name("readiness").start(question);
        try {
            return question.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.warn("not ready: {}", String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            LOG.warn("not ready: no answer from the database within {} s", PATIENCE.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        question.cancel(true);
        return false;
    }

    private static void answer(ServerRequest request, ServerResponse response, Status status, String text) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .header(HeaderNames.CACHE_CONTROL, "no-store");
        if (request.prologue().method().equals(Method.HEAD)) {
            response.send();
        } else {
            response.send(text);
        }
    }
}
