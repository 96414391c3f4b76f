package dev.taskwright.oauth.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import dev.taskwright.oauth.clients.SecurityProfile;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.testkit.SampleApp;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FAPI 1.0 Advanced, 8.6; FAPI 2.0 Security Profile, 5.3.2.1 and 5.4.1: how an app proves itself. */
class AssertionRulesTest {
    private static final String STRING = "\"https://work.example\"";

    @Test
    void fapi2Section5321TheAudienceIsTheIssuer() {
        assertThat(fault(SecurityProfile.FAPI2, "ES256", STRING)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"https://work.example\"]",
                "[\"https://work.example\",\"https://work.example/oauth2/token\"]",
                "\"https://work.example/\"",
                "\"https://work.example/oauth2/token\"",
                "\"https://work.example/oauth2/par\"",
                "7",
                "null"
            })
    void fapi2Section5321AnyOtherAudienceProvesNothing(String audience) {
        assertThat(fault(SecurityProfile.FAPI2, "ES256", audience)).isPresent();
        assertThat(fault(SecurityProfile.FAPI1_ADVANCED, "ES256", audience)).isEmpty();
        assertThat(fault(SecurityProfile.NONE, "ES256", audience)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FAPI1_ADVANCED,PS256,true",
        "FAPI1_ADVANCED,ES256,true",
        "FAPI1_ADVANCED,EdDSA,false",
        "FAPI1_ADVANCED,RS256,false",
        "FAPI1_ADVANCED,HS256,false",
        "FAPI2,PS256,true",
        "FAPI2,ES256,true",
        "FAPI2,EdDSA,true",
        "FAPI2,RS256,false",
        "FAPI2,HS256,false",
        "FAPI_CIBA,PS256,true",
        "FAPI_CIBA,RS256,false",
        "NONE,RS256,true",
        "NONE,HS256,true"
    })
    void fapi1AdvancedSection86AndFapi2Section541TheSignatureIsOfTheProfile(
            SecurityProfile profile, String algorithm, boolean isAllowed) {
        assertThat(fault(profile, algorithm, STRING).isEmpty()).isEqualTo(isAllowed);
    }

    private static Optional<String> fault(SecurityProfile profile, String algorithm, String audience) {
        JWSObject assertion =
                new JWSObject(new JWSHeader(JWSAlgorithm.parse(algorithm)), new Payload("{\"aud\":" + audience + "}"));
        return AssertionRules.fault(SampleApp.heldTo(profile), assertion, new Issuer("https://work.example"));
    }
}
