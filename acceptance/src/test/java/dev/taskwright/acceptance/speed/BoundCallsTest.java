package dev.taskwright.acceptance.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.taskwright.acceptance.harness.App;
import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.Effort;
import dev.taskwright.acceptance.harness.Person;
import dev.taskwright.acceptance.harness.Postgresql;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an API call costs whose token is bound to a key (RFC 9449), beside one whose token is not: the same operation, in
 * turns, in one run. The proofs are made before. The table is left in {@code acceptance/target/speed/bound-….md}; nothing is
 * asserted about time.
 */
class BoundCallsTest {
    private static final int ROUNDS = 5;

    @TempDir
    private Path folder;

    /** What some calls took: of the wall, and of the server's processor time, which a busy machine does not stretch. */
    private record Cost(long wallMicros, long cpuMicros, int calls) {
        Cost plus(Cost other) {
            return new Cost(wallMicros + other.wallMicros, cpuMicros + other.cpuMicros, calls + other.calls);
        }

        String row(String name) {
            return "| %s | %d | %.0f | %.0f |"
                    .formatted(name, calls, (double) wallMicros / calls, (double) cpuMicros / calls);
        }
    }

    @Test
    void callsWithABoundTokenAreMeasuredBesideBearerCalls() throws Exception {
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            measure("SQLite", server);
        }
    }

    /** Where nodes share the proofs that were used. */
    @Test
    void theSameIsMeasuredOnPostgresql() throws Exception {
        try (Postgresql postgresql = Postgresql.start()) {
            String[] place = {"--database-url", postgresql.database("bound")};
            try (TestServer server = TestServer.start(folder.resolve("data"), place)) {
                measure("PostgreSQL", server, place);
            }
        }
    }

    private static void measure(String database, TestServer server, String... place) throws Exception {
        int count = Effort.count(50, 2_000);
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        DPoPProofFactory proofs = new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256);
        try (Load load = new Load()) {
            App app = App.register(server, "web", Person.WEB_APP, place);
            RefreshToken refresh = signIn(server, app);
            Tokens first = refreshed(app, refresh, null);
            AccessToken bearer = first.getAccessToken();
            AccessToken bound = refreshed(app, first.getRefreshToken(), proofs).getAccessToken();
            assertThat(bound.getType()).isEqualTo(AccessTokenType.DPOP);
            URI address = server.url("/api/v1/workspaces");

            Cost ofBearer = new Cost(0, 0, 0);
            Cost ofBound = new Cost(0, 0, 0);
            for (int round = 0; round <= ROUNDS; round++) {
                Cost plain = measured(server, load, count, number -> call(address, bearer, ""));
                List<String> made = made(proofs, address, bound, count);
                Cost proven = measured(server, load, count, number -> call(address, bound, made.get(number)));
                if (round > 0) { // the first one warms up
                    ofBearer = ofBearer.plus(plain);
                    ofBound = ofBound.plus(proven);
                }
            }
            save(database, ofBearer, ofBound);
            assertThat(ofBound.calls()).isEqualTo(ROUNDS * count);
            assertThat(server.stop()).isZero();
        }
    }

    private static RefreshToken signIn(TestServer server, App app) throws Exception {
        try (Chromium chromium = Chromium.launch();
                Visit visit = chromium.visit()) {
            Person owner = new Person(visit, "owner@localhost", server.password());
            owner.signIn(app.request("openid offline_access api1"));
            return app.redeem(app.answer(owner.decide("allow"))).getTokens().getRefreshToken();
        }
    }

    private static Tokens refreshed(App app, RefreshToken token, @Nullable DPoPProofFactory by) throws Exception {
        URI endpoint = app.provider().getTokenEndpointURI();
        ClientSecretBasic proof =
                new ClientSecretBasic(app.client().getID(), app.client().getSecret());
        HTTPRequest request = new TokenRequest.Builder(endpoint, proof, new RefreshTokenGrant(token))
                .build()
                .toHTTPRequest();
        if (by != null) {
            request.setDPoP(by.createDPoPJWT("POST", endpoint));
        }
        return TokenResponse.parse(request.send()).toSuccessResponse().getTokens();
    }

    private static List<String> made(DPoPProofFactory proofs, URI address, AccessToken token, int count)
            throws Exception {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(proofs.createDPoPJWT("GET", address, token).serialize());
        }
        return made;
    }

    private static HttpRequest call(URI address, AccessToken token, String proof) {
        HttpRequest.Builder request = Load.to(address).header("Authorization", token.toAuthorizationHeader());
        return (proof.isEmpty() ? request : request.header("DPoP", proof)).build();
    }

    private static Cost measured(TestServer server, Load load, int count, IntFunction<HttpRequest> request)
            throws Exception {
        Duration cpu = cpu(server);
        long begin = System.nanoTime();
        load.send(count, 200, request);
        long wall = (System.nanoTime() - begin) / 1_000;
        return new Cost(wall, cpu(server).minus(cpu).toNanos() / 1_000, count);
    }

    private static Duration cpu(TestServer server) {
        return ProcessHandle.of(server.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }

    private static void save(String database, Cost bearer, Cost bound) throws IOException {
        Path folder = Files.createDirectories(Checkout.file("acceptance/target/speed"));
        Files.write(
                folder.resolve("bound-" + database.toLowerCase(Locale.ROOT) + ".md"),
                List.of(
                        "| workspacesGet on " + database
                                + ", eight at a time | calls | wall, µs each | server's processor, µs each |",
                        "|---|---|---|---|",
                        bearer.row("bearer token"),
                        bound.row("DPoP token and proof"),
                        "| ratio | | %.2f | %.2f |"
                                .formatted(
                                        (double) bound.wallMicros() / bearer.wallMicros(),
                                        (double) bound.cpuMicros() / bearer.cpuMicros())));
    }
}
