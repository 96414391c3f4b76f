package dev.taskwright.oauth.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.testkit.Effort;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Core, 5.5. */
class ClaimsRequestTest {
    /** The example of 5.5, with the claim that this server does not know. */
    private static final String EXAMPLE = """
            {"userinfo":{"given_name":{"essential":true},"nickname":null,"email":{"essential":true},
              "email_verified":{"essential":true},"picture":null,"http://example.info/claims/groups":null},
             "id_token":{"auth_time":{"essential":true},
              "acr":{"values":["urn:mace:incommon:iap:silver"]}}}""";

    @Test
    void section55TheExampleIsRead() {
        ClaimsRequest request = ClaimsRequest.parse(EXAMPLE).orElseThrow();

        assertThat(request.userinfo())
                .containsOnlyKeys("given_name", "nickname", "email", "email_verified", "picture")
                .containsEntry("nickname", Wanted.VOLUNTARY)
                .containsEntry("email", new Wanted(true, List.of()));
        assertThat(request.idToken())
                .isEqualTo(Map.of(
                        "auth_time", new Wanted(true, List.of()),
                        "acr", new Wanted(false, List.of("urn:mace:incommon:iap:silver"))));
    }

    @Test
    void section551AValueIsAListOfOne() {
        assertThat(ClaimsRequest.parse("{\"id_token\":{\"sub\":{\"value\":\"248289761001\"}}}")
                        .orElseThrow()
                        .idToken())
                .isEqualTo(Map.of("sub", new Wanted(false, List.of("248289761001"))));
    }

    @Test
    void whatIsStoredComesBackAsItWas() {
        ClaimsRequest request = ClaimsRequest.parse(EXAMPLE).orElseThrow();

        assertThat(ClaimsRequest.stored(request.text())).isEqualTo(request);
        assertThat(ClaimsRequest.NONE.text()).isEmpty();
        assertThat(ClaimsRequest.stored("")).isEqualTo(ClaimsRequest.NONE);
        assertThat(ClaimsRequest.parse("{}")).contains(ClaimsRequest.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "{",
                "{\"userinfo\":[]}",
                "{\"userinfo\":{\"email\":true}}",
                "{\"id_token\":{\"email\":{\"essential\":\"yes\"}}}",
                "{\"id_token\":{\"email\":{\"values\":\"a\"}}}",
                "{\"id_token\":{\"email\":{\"value\":{}}}}",
                "{\"id_token\":{\"email\":{\"value\":1.5}}}",
                "{\"id_token\":{},\"id_token\":{}}"
            })
    void whatIsNoSuchRequestIsRefused(String text) {
        assertThat(ClaimsRequest.parse(text)).isEmpty();
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThat(ClaimsRequest.parse("{\"x\":\"" + "a".repeat(4_000) + "\"}")).isEmpty();
        assertThat(ClaimsRequest.parse("{\"id_token\":{\"email\":{\"value\":\"" + "a".repeat(501) + "\"}}}"))
                .isEmpty();
    }

    /** Whatever is sent is read or refused, and what is read survives storage. */
    @Test
    void aDamagedRequestIsReadOrRefusedNeverMore() {
        RandomGenerator random = Effort.random();
        String alphabet = "{}[]\",:\\ntrufalse019.eE-\u0000\ud800\u00e9";
        for (int i = 0; i < Effort.count(5_000, 500_000); i++) {
            StringBuilder text = new StringBuilder(EXAMPLE);
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                int at = random.nextInt(text.length());
                char with = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, with);
                    case 1 -> text.insert(at, with);
                    default -> text.delete(at, Math.min(text.length() - 1, at + 1 + random.nextInt(20)));
                }
            }
            Optional<ClaimsRequest> read = ClaimsRequest.parse(text.toString());
            assertThat(read.map(ClaimsRequest::text).map(ClaimsRequest::stored)).isEqualTo(read);
        }
    }

    /** RFC 8176, 2; Core, 2: in one order, whatever order they were given in. */
    @Test
    void theMethodsOfASignInAreStoredInOrder() {
        Authentication both = new Authentication(Instant.EPOCH, Set.of("pwd", "otp"));

        assertThat(both.methods()).isEqualTo("otp pwd");
        assertThat(Authentication.stored(Instant.EPOCH, "otp pwd")).isEqualTo(both);
        assertThat(Authentication.acrs()).contains(both.acr());
    }

    /** Core, 5.5.1.1: the acr that is told is one of those that were asked for, where the sign-in is worth it. */
    @Test
    void aStrongSignInIsAlsoAWeakOne() {
        Authentication weak = new Authentication(Instant.EPOCH, Set.of("pwd"));
        Authentication strong = new Authentication(Instant.EPOCH, Set.of("pwd", "otp", "mfa"));

        assertThat(weak.acr()).isEqualTo(Authentication.BY_PASSWORD);
        assertThat(strong.acr()).isEqualTo(Authentication.BY_SEVERAL_FACTORS);
        assertThat(weak.acr(Set.of(Authentication.BY_SEVERAL_FACTORS))).isEmpty();
        assertThat(strong.acr(Set.of(Authentication.BY_PASSWORD, "urn:other"))).contains(Authentication.BY_PASSWORD);
        assertThat(strong.acr(Set.copyOf(Authentication.acrs()))).contains(Authentication.BY_SEVERAL_FACTORS);
    }
}
