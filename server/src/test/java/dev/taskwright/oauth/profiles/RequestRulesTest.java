package dev.taskwright.oauth.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import dev.taskwright.base.Scope;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.MessageRules;
import dev.taskwright.oauth.clients.Protection;
import dev.taskwright.oauth.clients.SecurityProfile;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.testkit.SampleApp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** FAPI 1.0 Advanced, 5.2.2; FAPI 2.0 Security Profile, 5.3.2.2; FAPI 2.0 Message Signing, 5.4.1. */
class RequestRulesTest {
    private static final List<SecurityProfile> FAPI1 =
            List.of(SecurityProfile.FAPI1_ADVANCED, SecurityProfile.FAPI_CIBA);

    @Test
    void fapi1AdvancedSection522Item2ACodeAloneNeedsASignedAnswer() {
        for (SecurityProfile profile : FAPI1) {
            assertThat(fault(profile, "code", "nonce"))
                    .contains("response_type code needs response_mode jwt: " + name(profile));
            assertThat(fault(profile, "code", "nonce signed")).isEmpty();
            assertThat(fault(profile, "code id_token", "nonce")).isEmpty();
        }
    }

    @Test
    void fapi1AdvancedSection522Item18APushedRequestHasAChallenge() {
        for (SecurityProfile profile : FAPI1) {
            assertThat(fault(profile, "code id_token", "nonce pushed")).hasValueSatisfying(RequestRulesTest::namesPkce);
            assertThat(fault(profile, "code id_token", "nonce pushed challenge"))
                    .isEmpty();
        }
    }

    @Test
    void fapi1BaselineSection5222And5223ASignInHasANonceAndAnythingElseAState() {
        assertThat(fault(SecurityProfile.FAPI1_ADVANCED, "code", "signed state"))
                .hasValueSatisfying(sentence -> assertThat(sentence).startsWith("nonce is missing"));
        assertThat(fault(SecurityProfile.FAPI1_ADVANCED, "code", "signed plain"))
                .hasValueSatisfying(sentence -> assertThat(sentence).startsWith("state is missing"));
        assertThat(fault(SecurityProfile.FAPI1_ADVANCED, "code", "signed plain state"))
                .isEmpty();
    }

    @Test
    void coreSection3121AScopeIsNamed() {
        assertThat(fault(SecurityProfile.FAPI1_ADVANCED, "code id_token", "nonce usual"))
                .hasValueSatisfying(sentence -> assertThat(sentence).startsWith("scope is missing"));
    }

    @Test
    void fapi2Section5322ARequestIsPushedWithAChallenge() {
        assertThat(SampleApp.heldTo(SecurityProfile.FAPI2).metadata().security().requiresPushedRequests())
                .isTrue();
        assertThat(fault(SecurityProfile.FAPI2, "code", "pushed")).hasValueSatisfying(RequestRulesTest::namesPkce);
        assertThat(fault(SecurityProfile.FAPI2, "code", "pushed challenge")).isEmpty();
        assertThat(fault(SecurityProfile.FAPI2, "code", "pushed challenge plain"))
                .isEmpty();
    }

    @Test
    void fapi2MessageSigningSection541WhoRegisteredSignedAnswersAsksForThem() {
        Client client = SampleApp.heldTo(SecurityProfile.FAPI2);
        MessageRules signed = MessageRules.USUAL.withAuthorization(Protection.USUAL.signedWith(JWSAlgorithm.PS256));
        Client signing = SampleApp.with(client.metadata().withMessages(signed));

        assertThat(RequestRules.fault(signing, asked("code", "pushed challenge")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("response_mode must be jwt"));
        assertThat(RequestRules.fault(signing, asked("code", "pushed challenge signed")))
                .isEmpty();
        assertThat(RequestRules.fault(client, asked("code", "pushed challenge signed")))
                .isEmpty();
    }

    @Test
    void aPlainAppIsFree() {
        assertThat(fault(SecurityProfile.NONE, "code", "")).isEmpty();
        assertThat(fault(SecurityProfile.NONE, "id_token", "plain")).isEmpty();
    }

    private static void namesPkce(String sentence) {
        assertThat(sentence).contains("code_challenge");
    }

    private static String name(SecurityProfile profile) {
        return Profile.of(profile).orElseThrow().name();
    }

    private static Optional<String> fault(SecurityProfile profile, String type, String what) {
        return RequestRules.fault(SampleApp.heldTo(profile), asked(type, what));
    }

    private static RequestRules.Asked asked(String type, String what) {
        List<String> words = Arrays.asList(what.split(" ", -1));
        return new RequestRules.Asked(
                ResponseType.of(type).orElseThrow(),
                words.contains("usual")
                        ? null
                        : words.contains("plain") ? ScopeSet.of(Scope.API1) : ScopeSet.of(Scope.OPENID),
                words.contains("signed"),
                words.contains("pushed"),
                words.contains("challenge"),
                words.contains("nonce"),
                words.contains("state"));
    }
}
