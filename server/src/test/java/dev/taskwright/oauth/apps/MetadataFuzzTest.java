package dev.taskwright.oauth.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.ClientMetadataJson;
import dev.taskwright.oauth.clients.Members;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Effort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** RFC 7591, 3.2.2: whatever JSON is sent as metadata is a registration or a refusal at one of its members, nothing else. */
class MetadataFuzzTest {
    private static final List<String> NAMES = List.of(
            "redirect_uris",
            "grant_types",
            "response_types",
            "token_endpoint_auth_method",
            "token_endpoint_auth_signing_alg",
            "application_type",
            "client_name",
            "client_name#ja",
            "logo_uri",
            "client_uri",
            "policy_uri",
            "tos_uri",
            "contacts",
            "scope",
            "default_scope",
            "jwks",
            "jwks_uri",
            "software_id",
            "software_version",
            "software_statement",
            "subject_type",
            "sector_identifier_uri",
            "id_token_signed_response_alg",
            "id_token_encrypted_response_alg",
            "id_token_encrypted_response_enc",
            "userinfo_signed_response_alg",
            "userinfo_encrypted_response_alg",
            "userinfo_encrypted_response_enc",
            "request_object_signing_alg",
            "request_object_encryption_alg",
            "request_object_encryption_enc",
            "default_max_age",
            "require_auth_time",
            "default_acr_values",
            "initiate_login_uri",
            "request_uris",
            "post_logout_redirect_uris",
            "frontchannel_logout_uri",
            "frontchannel_logout_session_required",
            "backchannel_logout_uri",
            "backchannel_logout_session_required",
            "access_token_format",
            "answers_for",
            "kind",
            "refresh_policy",
            "refresh_without_authentication",
            "client_id",
            "client_secret",
            "unheard_of",
            "");

    private static final List<String> WORDS = List.of(
            "https://q.example/cb",
            "https://r.example/cb?a=b",
            "https://q.example:99999/",
            "https://[::1",
            "https://é.example/",
            "http://127.0.0.1:0/",
            "http://localhost/cb",
            "com.example:/cb",
            "urn:ietf:wg:oauth:2.0:oob",
            "javascript:alert(1)",
            "mailto:a@b",
            "//q.example",
            "code",
            "id_token token",
            "token code id_token",
            "code code",
            " ",
            "none",
            "authorization_code",
            "implicit",
            "refresh_token",
            "client_credentials",
            "password",
            "urn:ietf:params:oauth:grant-type:device_code",
            "client_secret_basic",
            "client_secret_jwt",
            "private_key_jwt",
            "web",
            "native",
            "spa",
            "device",
            "public",
            "pairwise",
            "jwt",
            "opaque",
            "reuse",
            "RS256",
            "ES256",
            "EdDSA",
            "HS256",
            "RSA-OAEP",
            "ECDH-ES",
            "A128GCM",
            "A128CBC-HS256",
            "openid profile",
            "openid admin nonsense",
            "\u0000",
            "\ud83d\ude00",
            "\u202e",
            "a.b.c",
            "é".repeat(2_001));

    private final MetadataRules rules = new MetadataRules(
            new AppRules(new ScopeCatalog(List.of()), false), new AddressRules(false), new AlgorithmRules(Set::of));

    @Test
    void anyJsonIsARegistrationOrARefusalAtAMember() {
        RandomGenerator random = Effort.random();
        int registered = 0;
        for (int i = 0; i < Effort.count(5_000, 2_000_000); i++) {
            Map<String, @Nullable Object> members = metadata(random);
            String text = Json.text(members);
            registered += isRegistered(text, random.nextBoolean()) ? 1 : 0;
        }
        assertThat(registered).as("registrations among them").isPositive();
    }

    /** What is accepted is kept: reading back what was stored gives the same. */
    private boolean isRegistered(String text, boolean trusted) {
        try {
            ClientMetadata metadata =
                    rules.check(Members.of(Json.parse(text)), trusted).metadata();
            Object again = Json.parse(Json.text(ClientMetadataJson.members(metadata)));
            assertThatCode(() -> assertThat(ClientMetadataJson.read(Members.of(again), null))
                            .isEqualTo(metadata))
                    .as(text)
                    .doesNotThrowAnyException();
            return true;
        } catch (ProblemException refused) {
            assertThat(refused.problem()).as(text).isInstanceOf(Problem.Invalid.class);
            return false;
        } catch (RuntimeException broken) {
            throw new AssertionError("seed " + Effort.seed() + ": " + text, broken);
        }
    }

    private static Map<String, @Nullable Object> metadata(RandomGenerator random) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (random.nextInt(4) > 0) {
            members.put("redirect_uris", List.of("https://q.example/cb"));
        }
        for (int j = random.nextInt(6); j > 0; j--) {
            members.put(pick(NAMES, random), value(random, 0));
        }
        return members;
    }

    private static @Nullable Object value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 2 ? 6 : 10)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> random.nextDouble() * 1e300;
            case 4, 5 -> pick(WORDS, random);
            case 6, 7 -> list(random, depth);
            case 8 -> keySet(random);
            default -> Map.of(pick(WORDS, random), pick(WORDS, random));
        };
    }

    private static List<@Nullable Object> list(RandomGenerator random, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 60 : 4); i > 0; i--) {
            list.add(random.nextInt(8) == 0 ? value(random, depth + 1) : pick(WORDS, random));
        }
        return list;
    }

    private static Map<String, Object> keySet(RandomGenerator random) {
        List<Object> keys = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Map<String, @Nullable Object> key = new LinkedHashMap<>();
            key.put("kty", pick(List.of("RSA", "EC", "OKP", "oct", "AKP", ""), random));
            for (String name : List.of("n", "e", "x", "y", "d", "crv", "use", "alg", "key_ops", "kid", "x5c", "exp")) {
                if (random.nextInt(3) > 0) {
                    key.put(
                            name,
                            random.nextInt(6) == 0
                                    ? value(random, 3)
                                    : pick(
                                            List.of(
                                                    "AQAB",
                                                    "P-256",
                                                    "Ed25519",
                                                    "enc",
                                                    "sig",
                                                    "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                                                    "="),
                                            random));
                }
            }
            keys.add(key);
        }
        return Map.of("keys", random.nextInt(10) == 0 ? "x" : keys);
    }

    private static <T> T pick(List<T> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }
}
