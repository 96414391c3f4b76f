package dev.taskwright.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.platform.http.Exchange;
import dev.taskwright.platform.telemetry.Meters;
import dev.taskwright.platform.telemetry.MetricsEndpoint;
import dev.taskwright.testkit.WebParts;
import org.junit.jupiter.api.Test;

class TrafficCountsTest {
    @Test
    void signInsAndTokensAreCountedByOutcome() {
        try (Meters meters = Meters.on()) {
            TrafficCounts counts = new TrafficCounts(meters);
            counts.accept(answered("POST", "/sign-in", 303));
            counts.accept(answered("POST", "/sign-in", 400));
            counts.accept(answered("POST", "/sign-in", 429));
            counts.accept(answered("GET", "/sign-in", 200));
            counts.accept(answered("POST", "/oauth2/token", 200));
            counts.accept(answered("POST", "/connect/token", 401));

            assertThat(new WebParts()
                            .browser(new MetricsEndpoint(meters))
                            .get("/metrics")
                            .body())
                    .contains("taskwright_sign_ins_total{outcome=\"success\"} 1.0")
                    .contains("taskwright_sign_ins_total{outcome=\"failure\"} 1.0")
                    .contains("taskwright_sign_ins_total{outcome=\"slowed\"} 1.0")
                    .contains("taskwright_token_requests_total{outcome=\"issued\"} 1.0")
                    .contains("taskwright_token_requests_total{outcome=\"refused\"} 1.0");
        }
    }

    private static Exchange answered(String method, String route, int status) {
        return new Exchange("a-1", method, route, route, status, 1_000_000, 99, "127.0.0.1");
    }
}
