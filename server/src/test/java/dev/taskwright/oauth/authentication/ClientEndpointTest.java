package dev.taskwright.oauth.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever apps post, the answer is theirs to read: RFC 6749, 5.2. */
class ClientEndpointTest {
    private static final List<String> PATHS = List.of(
            "/oauth2/token",
            "/connect/token",
            "/oauth2/device_authorization",
            "/connect/deviceauthorization",
            "/oauth2/backchannel_authentication",
            "/connect/ciba",
            "/oauth2/introspect",
            "/oauth2/revoke");
    private static final List<String> NAMES = List.of(
            "grant_type",
            "code",
            "redirect_uri",
            "code_verifier",
            "refresh_token",
            "device_code",
            "username",
            "password",
            "scope",
            "client_id",
            "client_secret",
            "client_assertion",
            "client_assertion_type",
            "token",
            "resource",
            "x");

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final AddedApp web = provider.webApp(ada);
    private final Client device = provider.device(ada);
    private final Browser app = provider.browser();
    private final RandomGenerator random = Effort.random();
    private final List<String> values = new ArrayList<>();

    ClientEndpointTest() {
        Arrays.stream(GrantType.values()).map(GrantType::word).forEach(values::add);
        values.addAll(List.of(
                web.client().id().value(),
                String.valueOf(web.secret()),
                device.id().value(),
                Provider.CALLBACK,
                "*",
                "openid api1",
                "twr_" + "a".repeat(22) + ".0." + "b".repeat(43),
                "eyJhbGciOiJub25lIn0.e30.",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ""));
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void noFormIsEverOurFault() {
        Set<Integer> expected = Set.of(200, 400, 401, 405, 413, 429);
        for (int i = 0; i < Effort.count(2_000, 200_000); i++) {
            String path = PATHS.get(random.nextInt(PATHS.size()));
            String form = form();
            Shown shown = app.postRaw(path, form);

            assertThat(shown.status()).as("%s %s", path, form).isIn(expected);
            if (shown.status() != 200) {
                assertThat(Objects.requireNonNull(Json.parse(shown.body())))
                        .as("%s %s", path, form)
                        .isInstanceOfSatisfying(
                                Map.class,
                                answer -> assertThat(answer.get("error")).isNotNull());
            }
        }
    }

    private String form() {
        return String.join(
                "&", Stream.generate(this::pair).limit(random.nextInt(9)).toList());
    }

    private String pair() {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        return switch (random.nextInt(8)) {
            case 0 -> name;
            case 1 -> name + "=" + noise();
            case 2 -> noise() + "=" + noise();
            default ->
                name + "=" + URLEncoder.encode(values.get(random.nextInt(values.size())), StandardCharsets.UTF_8);
        };
    }

    /** Bytes that may be no escape, no UTF-8, or no text. */
    private String noise() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return random.nextBoolean()
                ? URLEncoder.encode(text, StandardCharsets.ISO_8859_1)
                : text.replaceAll("[^!-~]", "%");
    }
}
