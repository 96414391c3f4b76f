package dev.taskwright.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.platform.http.Exchange;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WebParts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class TelemetryTest {
    private final TestDatabase data;
    private final HealthEndpoint health;
    private final Browser browser;
    private boolean closed;

    TelemetryTest(DatabaseKind kind) {
        data = kind.fresh();
        health = new HealthEndpoint(data.db());
        browser = new WebParts().browser(health);
    }

    @AfterEach
    void close() {
        if (!closed) {
            data.close();
        }
    }

    @Test
    void aRunningServerIsHealthyAndReady() {
        assertThat(browser.get("/healthz").body()).isEqualTo("ok\n");
        assertThat(browser.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void aLoadBalancerMayAskWithHead() {
        assertThat(browser.head("/healthz").status()).isEqualTo(200);
        assertThat(browser.head("/readyz").status()).isEqualTo(200);
    }

    @Test
    void aServerThatStopsIsHealthyAndNotReady() {
        health.stopping();

        assertThat(browser.get("/healthz").status()).isEqualTo(200);
        assertThat(browser.get("/readyz").status()).isEqualTo(503);
    }

    @Test
    void aServerWithoutItsDatabaseIsNotReady() {
        data.close();
        closed = true;

        assertThat(browser.get("/healthz").status()).isEqualTo(200);
        assertThat(browser.get("/readyz").status()).isEqualTo(503);
    }

    @Test
    void requestsWritesAndSignInsAreCounted() {
        Meters meters = Meters.on();
        meters.watch(data.db());
        meters.count("signin.attempts", "outcome", "success");
        var exchange = new Exchange("a-1", "GET", "/projects/p1", "/projects/{p}", 200, 1_000_000, 99, "127.0.0.1");
        meters.listeners().forEach(listener -> listener.accept(exchange));

        assertThat(new WebParts()
                        .browser(new MetricsEndpoint(meters))
                        .get("/metrics")
                        .body())
                .contains("taskwright_http_requests_seconds_count"
                        + "{method=\"GET\",route=\"/projects/{p}\",status=\"200\"} 1")
                .contains("taskwright_signin_attempts_total{outcome=\"success\"} 1.0")
                .contains("taskwright_db_writes_total")
                .contains("jvm_memory_used_bytes");
        meters.close();
    }

    @Test
    void metricsThatAreOffKeepNothing() {
        Meters meters = Meters.off();
        meters.count("signin.attempts", "outcome", "success");

        assertThat(meters.listeners()).isEmpty();
        assertThat(new WebParts()
                        .browser(new MetricsEndpoint(meters))
                        .get("/metrics")
                        .body())
                .isEmpty();
    }
}
