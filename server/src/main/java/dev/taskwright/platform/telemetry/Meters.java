package dev.taskwright.platform.telemetry;

import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.http.Exchange;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is counted and timed. Cheap enough to call anywhere; when metrics are off, nothing is kept. */
public final class Meters implements AutoCloseable {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry registry;
    private final @Nullable PrometheusMeterRegistry prometheus;
    private final Map<RequestKind, Timer> timers = new ConcurrentHashMap<>();

    private Meters(MeterRegistry registry, @Nullable PrometheusMeterRegistry prometheus) {
        this.registry = registry;
        this.prometheus = prometheus;
    }

    public static Meters off() {
        return new Meters(new CompositeMeterRegistry(), null);
    }

    /** Keeps figures for {@link #text}, those of the JVM included. */
    @SuppressWarnings("resource") // its notification listener lives as long as the process
    public static Meters on() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(prometheus);
        new JvmThreadMetrics().bindTo(prometheus);
        new JvmGcMetrics().bindTo(prometheus);
        return new Meters(prometheus, prometheus);
    }

    /** {@code name} in dots, as {@code signin.attempts}; the tag's values are few and fixed, never a person's input. */
    public void count(String name, String tag, String value) {
        registry.counter("taskwright." + name, tag, value).increment();
    }

    /** For {@link dev.taskwright.platform.http.AccessLog}: empty when metrics are off, so that nothing is timed. */
    public Set<Consumer<Exchange>> listeners() {
        return prometheus == null ? Set.of() : Set.of(this::answered);
    }

    private void answered(Exchange exchange) {
        String method = METHODS.contains(exchange.method()) ? exchange.method() : "other";
        RequestKind kind = new RequestKind(method, exchange.route(), exchange.status());
        timers.computeIfAbsent(kind, this::timer).record(exchange.nanos(), TimeUnit.NANOSECONDS);
    }

    private Timer timer(RequestKind kind) {
        return Timer.builder("taskwright.http.requests")
                .description("Requests by route, time until the answer was written")
                .tags("method", kind.method(), "route", kind.route(), "status", Integer.toString(kind.status()))
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofMillis(2500))
                .register(registry);
    }

    /** Watches the writer of the database. */
    public void watch(Db db) {
        FunctionCounter.builder(
                        "taskwright.db.writes", db, d -> d.writeFigures().writes())
                .description("Committed write transactions")
                .register(registry);
        FunctionCounter.builder(
                        "taskwright.db.write.groups", db, d -> d.writeFigures().groups())
                .description("Commits that those transactions shared")
                .register(registry);
        Gauge.builder("taskwright.db.write.waiting", db, d -> d.writeFigures().waiting())
                .description("Write transactions in the queue")
                .register(registry);
        Gauge.builder("taskwright.db.connections.lent", db, Db::lent)
                .description("Connections in use")
                .register(registry);
    }

    /** Everything in Prometheus' text format, 0.0.4; empty when metrics are off. */
    String text() {
        return prometheus == null ? "" : prometheus.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }

    private record RequestKind(String method, String route, int status) {}
}
