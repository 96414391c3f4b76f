package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.Provider;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything for whose sake this server asks another machine. Each is brought about from outside, through the whole server, and
 * refused in the words of its own protocol when the machine is not to be asked or does not answer as it should.
 */
enum Fetch {
    KEYS_OF_AN_APP {
        @Override
        void isRefused(WholeServer server, User ada, String address) {
            RelyingApp app = RelyingApp.of(
                    server, ada, Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks_uri", address));
            Shown shown = server.browser()
                    .postRaw(
                            "/oauth2/token",
                            RelyingApp.encoded(Map.of(
                                    "grant_type", "authorization_code",
                                    "code", "none",
                                    "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                    "client_assertion", signed(server, app.id(), app.id()))));
            assertThat(shown.status()).as(shown.body()).isEqualTo(401);
            assertThat(shown.body()).contains("invalid_client");
        }
    },

    SECTOR_IDENTIFIER {
        @Override
        void isRefused(WholeServer server, User ada, String address) {
            Shown shown = register(server, Map.of("subject_type", "pairwise", "sector_identifier_uri", address));
            assertThat(shown.status()).as(shown.body()).isEqualTo(400);
            assertThat(shown.body()).contains("invalid_client_metadata");
        }
    },

    REQUEST_OBJECT {
        @Override
        void isRefused(WholeServer server, User ada, String address) {
            RelyingApp app = RelyingApp.of(server, ada, Map.of("request_uris", List.of(address)));
            Shown shown = server.browserOf(ada).get(app.request("request_uri", address));
            assertThat(shown.location()).startsWith(WholeServer.CALLBACK).contains("error=invalid_request_");
        }
    },

    LOGO {
        @Override
        void isRefused(WholeServer server, User ada, String address) {
            RelyingApp app = RelyingApp.of(server, ada, Map.of("logo_uri", address));
            server.runJobs();
            assertThat(server.house
                            .oauth()
                            .clients()
                            .find(app.id())
                            .orElseThrow()
                            .metadata()
                            .display()
                            .logo())
                    .isNull();
        }
    },

    BACK_CHANNEL_LOGOUT {
        @Override
        void isRefused(WholeServer server, User ada, String address) {
            RelyingApp app = RelyingApp.of(server, ada, Map.of("backchannel_logout_uri", address));
            Browser person = server.browserOf(ada);
            assertThat(app.redeem(app.code(person)).status()).isEqualTo(200);
            person.get("/settings");
            assertThat(person.post("/sign-out").status()).isEqualTo(303);
            server.runJobs();
            assertThat(person.get("/settings").status())
                    .as("signed out nevertheless")
                    .isEqualTo(303);
        }
    },

    KEYS_OF_A_PUBLISHER {
        @Override
        String[] options(List<String> addresses) {
            return new String[] {
                "--software-publishers",
                addresses.stream()
                        .map(address -> publisher(address) + "=" + address)
                        .collect(Collectors.joining(","))
            };
        }

        @Override
        void isRefused(WholeServer server, User ada, String address) {
            String statement = signed(server, publisher(address), "kestrel");
            Shown shown = register(server, Map.of("software_statement", statement));
            assertThat(shown.status()).as(shown.body()).isEqualTo(400);
            assertThat(shown.body()).contains("invalid_software_statement");
        }
    },

    NOTIFICATION {
        @Override
        void isRefused(WholeServer server, User ada, String address) {
            RelyingApp app = RelyingApp.of(
                    server,
                    ada,
                    Map.of(
                            "grant_types",
                            List.of("authorization_code", "urn:openid:params:grant-type:ciba"),
                            "backchannel_token_delivery_mode",
                            "ping",
                            "backchannel_client_notification_endpoint",
                            address));
            Shown asked = app.post(
                    "/oauth2/backchannel_authentication",
                    "scope",
                    "openid",
                    "login_hint",
                    ada.handle(),
                    "client_notification_token",
                    "8d67dc78-7faa-4d41-aabd-67707b374255");
            assertThat(asked.status()).as(asked.body()).isEqualTo(200);
            Browser person = server.browserOf(ada);
            Matcher waiting = Pattern.compile("href=\"(/requests/[^\"/]+)\"")
                    .matcher(person.get("/requests").body());
            assertThat(waiting.find()).isTrue();
            assertThat(RelyingApp.press(person, person.get(waiting.group(1)), "allow")
                            .status())
                    .isIn(200, 303);
            server.runJobs();
            assertThat(person.get("/requests").body())
                    .as("answered nevertheless")
                    .contains("Nothing waits");
        }
    },

    METADATA_DOCUMENT {
        @Override
        void isRefused(WholeServer server, User ada, String address) {
            RelyingApp app = RelyingApp.of(server, ada, Map.of());
            Shown shown = server.browserOf(ada).get(app.request("client_id", address));
            assertThat(shown.status()).isEqualTo(400);
            assertThat(shown.location()).isEmpty();
            assertThat(shown.body()).startsWith("client_id ");
            assertThat(server.house.oauth().clients().find(address)).isEmpty();
        }
    };

    /** Has the server fetch from {@code address}, and asserts that this ends in a refusal. */
    abstract void isRefused(WholeServer server, User ada, String address);

    /** What the server is started with. */
    String[] options(List<String> addresses) {
        return new String[0];
    }

    private static String publisher(String address) {
        return "https://publisher.example/" + Integer.toHexString(address.hashCode());
    }

    private static Shown register(WholeServer server, Map<String, ?> members) {
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.put("redirect_uris", List.of(WholeServer.CALLBACK));
        return server.browser().sendJson("POST", "/oauth2/register", Json.text(all));
    }

    private static String signed(WholeServer server, String issuer, String subject) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(),
                    new JWTClaimsSet.Builder()
                            .issuer(issuer)
                            .subject(subject)
                            .audience(Provider.ISSUER)
                            .jwtID(subject)
                            .expirationTime(Date.from(server.clock.instant().plusSeconds(60)))
                            .build());
            jwt.sign(
                    new ECDSASigner(new ECKeyGenerator(Curve.P_256).keyID("one").generate()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
