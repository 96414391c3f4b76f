package dev.taskwright.oauth.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.taskwright.oauth.clients.SecurityProfile;
import dev.taskwright.testkit.SampleApp;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** FAPI 1.0 Advanced, 5.2.2; FAPI 2.0 Message Signing, 5.3.1; FAPI-CIBA, 5.2.2: what a signed request says of itself. */
class ObjectRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @EnumSource(SecurityProfile.class)
    void aSignedRequestOfTheLastHourForAnHourIsRight(SecurityProfile profile) {
        for (JWSAlgorithm algorithm : new JWSAlgorithm[] {JWSAlgorithm.PS256, JWSAlgorithm.ES256}) {
            assertThat(fault(profile, algorithm, claims(-3_600, 0).build())).isEmpty();
            assertThat(fault(profile, algorithm, claims(0, 3_600).build())).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FAPI1_ADVANCED,RS256",
        "FAPI1_ADVANCED,EdDSA",
        "FAPI1_ADVANCED,none",
        "FAPI1_ADVANCED,HS256",
        "FAPI2,RS256",
        "FAPI2,none",
        "FAPI2,HS256",
        "FAPI_CIBA,RS256",
        "FAPI_CIBA,none"
    })
    void fapi1AdvancedSection86AndFapi2Section541TheSignatureIsOfTheProfile(SecurityProfile profile, String algorithm) {
        assertThat(fault(profile, JWSAlgorithm.parse(algorithm), claims(0, 60).build()))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("signed with ES256"));
        assertThat(fault(
                        SecurityProfile.NONE,
                        JWSAlgorithm.parse(algorithm),
                        claims(0, 60).build()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = SecurityProfile.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void fapi1AdvancedSection522Item17ItBeganInTheLastHour(SecurityProfile profile) {
        assertThat(fault(profile, JWSAlgorithm.ES256, claims(-3_601, -60).build()))
                .isPresent();
        assertThat(fault(
                        profile,
                        JWSAlgorithm.ES256,
                        claims(0, 60).notBeforeTime(null).build()))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(value = SecurityProfile.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void fapi1AdvancedSection522Item13ItEndsWithinAnHour(SecurityProfile profile) {
        assertThat(fault(profile, JWSAlgorithm.ES256, claims(0, 3_601).build())).isPresent();
        assertThat(fault(
                        profile,
                        JWSAlgorithm.ES256,
                        claims(0, 60).expirationTime(null).build()))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(value = SecurityProfile.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void fapi1AdvancedSection522Item15ItIsMeantForSomebody(SecurityProfile profile) {
        assertThat(fault(
                        profile,
                        JWSAlgorithm.ES256,
                        claims(0, 60).audience((String) null).build()))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("aud"));
    }

    @Test
    void aRequestOfAPlainAppMayLastAsLongAsItLikes() {
        assertThat(fault(SecurityProfile.NONE, JWSAlgorithm.RS256, new JWTClaimsSet.Builder().build()))
                .isEmpty();
    }

    private static Optional<String> fault(
            SecurityProfile profile, @Nullable JWSAlgorithm algorithm, JWTClaimsSet claims) {
        return ObjectRules.fault(SampleApp.heldTo(profile), algorithm, claims, NOW);
    }

    /** @param begins and {@code ends} in seconds from now; the end never before the beginning */
    private static JWTClaimsSet.Builder claims(long begins, long ends) {
        return new JWTClaimsSet.Builder()
                .audience("https://work.example")
                .notBeforeTime(Date.from(NOW.plus(Duration.ofSeconds(begins))))
                .expirationTime(Date.from(NOW.plus(Duration.ofSeconds(ends))));
    }
}
