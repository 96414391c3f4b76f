package dev.taskwright.app.serve;

import dev.taskwright.platform.http.Exchange;
import dev.taskwright.platform.telemetry.Meters;
import java.util.function.Consumer;

/** Counts what an operator of the product asks for first: sign-ins and tokens, and how many were refused. */
final class TrafficCounts implements Consumer<Exchange> {
    private final Meters meters;

    TrafficCounts(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void accept(Exchange exchange) {
        if (!exchange.method().equals("POST")) {
            return;
        }
        switch (exchange.route()) {
            case "/sign-in" -> meters.count("sign_ins", "outcome", signIn(exchange.status()));
            case "/oauth2/token", "/connect/token" ->
                meters.count("token_requests", "outcome", exchange.status() == 200 ? "issued" : "refused");
            default -> {}
        }
    }

    private static String signIn(int status) {
        return switch (status) {
            case 303 -> "success";
            case 429 -> "slowed";
            default -> "failure";
        };
    }
}
