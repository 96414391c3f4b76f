package dev.taskwright.platform.telemetry;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** {@code GET /metrics}, for Prometheus. Mounted on a listener of its own: it is not for the public. */
public final class MetricsEndpoint implements HttpService {
    private final Meters meters;

    public MetricsEndpoint(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(
                "/metrics",
                (request, response) -> response.header(
                                HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                        .send(meters.text()));
    }
}
