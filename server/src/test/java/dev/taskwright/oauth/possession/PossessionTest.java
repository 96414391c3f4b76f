package dev.taskwright.oauth.possession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.taskwright.oauth.protocol.Ed25519;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.DpopKey;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.TestCertificate;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449, 4.3, step by step; RFC 8705, 3. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PossessionTest {
    private static final String PATH = "/oauth2/token";
    private static final String URL = "https://work.example" + PATH;
    private static final String WRONG = "invalid_dpop_proof";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final FakeClock clock = new FakeClock();
    private final DpopKey key = new DpopKey(clock);
    private final Possession possession = possession(NonceRule.OFFERED);

    private Possession possession(NonceRule rule) {
        DpopNonces nonces =
                new DpopNonces(new SecretKeySpec("a key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"), clock);
        Issuer issuer = new Issuer("https://work.example", "https://work.example:8443");
        return new Possession(nonces, rule, data.db(), issuer, clock);
    }

    @AfterAll
    void close() {
        data.close();
    }

    private DpopProof checked(String... proofs) {
        return possession.check(List.of(proofs), "POST", PATH, null).orElseThrow();
    }

    private void assertRefused(String error, String... proofs) {
        assertThatThrownBy(() -> checked(proofs))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        refused -> assertThat(refused.error().code()).isEqualTo(error));
    }

    /** A proof of which one claim is otherwise. */
    private String with(String claim, @Nullable Object value) {
        return changed(claims -> claims.put(claim, value));
    }

    private String changed(Consumer<Map<String, @Nullable Object>> change) {
        Map<String, @Nullable Object> claims = key.claims("POST", URL, null);
        change.accept(claims);
        return key.sign(claims);
    }

    private String headed(JWSHeader header) {
        return key.sign(header, key.claims("POST", URL, null));
    }

    @Test
    void aRightProofNamesItsKey() {
        assertThat(checked(key.proof("POST", URL, null)).key()).isEqualTo(key.confirmation());
        assertThat(possession.check(List.of(), "POST", PATH, null)).isEmpty();
    }

    enum Kind {
        ES256,
        RS256,
        PS256,
        EDDSA
    }

    @ParameterizedTest
    @EnumSource
    void everyAlgorithmThatIsAnnouncedIsAccepted(Kind kind) throws Exception {
        DpopKey other = switch (kind) {
            case ES256 -> key;
            case RS256 -> new DpopKey(new RSAKeyGenerator(2048).generate(), JWSAlgorithm.RS256, clock);
            case PS256 -> new DpopKey(new RSAKeyGenerator(2048).generate(), JWSAlgorithm.PS256, clock);
            case EDDSA -> new DpopKey(Ed25519.generate(JWSAlgorithm.EdDSA), JWSAlgorithm.EdDSA, clock);
        };
        String proof = kind == Kind.EDDSA ? edwards(other.whole()) : other.proof("POST", URL, null);

        assertThat(checked(proof).key()).isEqualTo(other.confirmation());
        assertThat(checked(proof).key()).as("from memory").isEqualTo(other.confirmation());
    }

    /** What the library would need a further one for. */
    private String edwards(JWK whole) throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(whole.toPublicJWK())
                .build();
        JWSObject jws = new JWSObject(header, new Payload(Json.text(key.claims("POST", URL, null))));
        jws.sign(new Ed25519.Signer(whole.toOctetKeyPair()));
        return jws.serialize();
    }

    @Test
    void step1MoreThanOneProofIsRefused() {
        assertRefused(WRONG, key.proof("POST", URL, null), key.proof("POST", URL, null));
        assertRefused(WRONG, key.proof("POST", URL, null) + ", " + key.proof("POST", URL, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", ".", "..", "...", "e30.e30.", "bnVsbA.e30.AA", "W10.e30.AA", "{}.{}.{}", "a.b.c.d.e"})
    void step2WhatIsNoJwtIsRefused(String text) {
        assertRefused(WRONG, text);
    }

    @Test
    void step2AHugeOneIsNotLookedAt() {
        assertRefused(WRONG, with("jti", "x".repeat(10_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jti", "htm", "htu", "iat"})
    void step3EveryClaimIsNeededAndOfItsType(String claim) {
        assertRefused(WRONG, changed(claims -> claims.remove(claim)));
        assertRefused(WRONG, with(claim, null));
        assertRefused(WRONG, with(claim, List.of("POST")));
        assertRefused(WRONG, with(claim, true));
        assertRefused(WRONG, with(claim, ""));
    }

    @Test
    void step3ClaimsThatAreNoObjectOrNamedTwiceAreRefused() {
        for (String payload : List.of("[]", "null", "1", "\"x\"", "{", "{\"jti\":\"a\",\"jti\":\"b\"}")) {
            assertRefused(WRONG, resigned(payload));
        }
    }

    private String resigned(String payload) {
        try {
            JWSObject jws = new JWSObject(key.header().build(), new Payload(payload));
            jws.sign(new ECDSASigner(key.whole().toECKey()));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+jwt", "jose", "application/dpop+jwt"})
    void step4AnotherTypeIsRefused(String type) {
        assertRefused(WRONG, headed(key.header().type(new JOSEObjectType(type)).build()));
        assertRefused(WRONG, headed(key.header().type(null).build()));
    }

    @Test
    void step5NoneAndSymmetricSignaturesAreRefused() throws Exception {
        String claims =
                Base64URL.encode(Json.text(key.claims("POST", URL, null))).toString();
        String none = Base64URL.encode("{\"alg\":\"none\",\"typ\":\"dpop+jwt\",\"jwk\":"
                        + key.whole().toPublicJWK().toJSONString() + "}")
                .toString();
        assertRefused(WRONG, none + "." + claims + ".");

        JWSObject symmetric = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("dpop+jwt"))
                        .jwk(key.whole().toPublicJWK())
                        .build(),
                new Payload(Json.text(key.claims("POST", URL, null))));
        symmetric.sign(new MACSigner(new byte[32]));
        assertRefused(WRONG, symmetric.serialize());
    }

    @Test
    void step5WeakAndUnknownKindsOfKeysAreRefused() throws Exception {
        assertRefused(
                WRONG,
                unsigned("RS256", new RSAKeyGenerator(1024, true).generate().toPublicJWK()));
        JWK long384 = new ECKeyGenerator(Curve.P_384).generate();
        assertRefused(WRONG, new DpopKey(long384, JWSAlgorithm.ES384, clock).proof("POST", URL, null));
    }

    @Test
    void step6AnotherKeysSignatureIsRefused() {
        DpopKey thief = new DpopKey(clock);
        assertRefused(WRONG, thief.sign(key.header().build(), key.claims("POST", URL, null)));

        String right = key.proof("POST", URL, null);
        checked(right);
        String[] parts = right.split("\\.", -1);
        String[] other = with("jti", "another").split("\\.", -1);
        assertRefused(WRONG, parts[0] + "." + other[1] + "." + parts[2]);
        assertRefused(WRONG, parts[0] + "." + parts[1] + ".");
        assertRefused(WRONG, parts[0] + "." + parts[1] + "." + "A".repeat(86));
    }

    @Test
    void step7APrivateKeyInTheHeaderIsRefused() {
        assertRefused(WRONG, unsigned("ES256", key.whole()));
        assertRefused(WRONG, headed(key.header().jwk(null).build()));
    }

    /** The library does not write such headers. */
    private String unsigned(String algorithm, JWK carried) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"dpop+jwt\",\"jwk\":" + carried.toJSONString() + "}";
        return Base64URL.encode(header) + "." + Base64URL.encode(Json.text(key.claims("POST", URL, null))) + "."
                + "A".repeat(86);
    }

    @Test
    void whatIsCriticalAndNotUnderstoodIsRefused() {
        assertRefused(
                WRONG,
                headed(key.header()
                        .criticalParams(Set.of("exp"))
                        .customParam("exp", 1)
                        .build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "post", "POST ", "PUT"})
    void step8AnotherMethodIsRefused(String method) {
        assertRefused(WRONG, with("htm", method));
    }

    @Test
    void step9AnotherAddressIsRefused() {
        assertRefused(WRONG, with("htu", "https://evil.example" + PATH));
        assertRefused(WRONG, with("htu", "https://work.example/oauth2/par"));
        checked(with("htu", URL + "?x=1#y"));
    }

    /** RFC 8705, 5: the same endpoint where certificates are asked for. */
    @Test
    void step9TheSecondAddressOfAnEndpointIsRightToo() {
        checked(with("htu", "https://work.example:8443" + PATH));
    }

    @Test
    void step10AWrongNonceIsAnsweredWithARightOne() {
        assertRefused("use_dpop_nonce", with("nonce", "x"));
        checked(key.proof("POST", URL, null, possession.nonce()));
    }

    @Test
    void step10WhereNoncesAreRequiredAProofWithoutOneIsSentBack() {
        Possession strict = possession(NonceRule.REQUIRED);

        assertThatThrownBy(() -> strict.check(List.of(key.proof("POST", URL, null)), "POST", PATH, null))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        refused -> assertThat(refused.error().code()).isEqualTo("use_dpop_nonce"));
        assertThat(strict.check(List.of(key.proof("POST", URL, null, strict.nonce())), "POST", PATH, null))
                .isPresent();
    }

    /** FAPI 2.0 Security Profile, 5.3.2.1: ten seconds ahead are accepted, more than sixty refused. */
    @Test
    void step11AProofOfAnotherTimeIsRefused() {
        long now = clock.instant().getEpochSecond();
        checked(with("iat", now - 59));
        checked(with("iat", now - 10));
        checked(with("iat", now + 10));
        checked(with("iat", now + 60));
        assertRefused(WRONG, with("iat", now - 60));
        assertRefused(WRONG, with("iat", now + 61));
        assertRefused(WRONG, with("iat", 0));
        assertRefused(WRONG, with("iat", -1));
        assertRefused(WRONG, with("iat", Long.MAX_VALUE));
        assertRefused(WRONG, with("iat", 1.5));
        assertRefused(WRONG, with("iat", String.valueOf(now)));
    }

    @Test
    void step12TheTokenMustBeTheOneThatTheProofWasMadeFor() {
        String proof = key.proof("POST", URL, "the token");

        assertThat(possession.check(List.of(proof), "POST", PATH, "the token")).isPresent();
        assertThatThrownBy(() -> possession.check(List.of(proof), "POST", PATH, "another"))
                .isInstanceOf(OAuthException.class);
        assertThatThrownBy(() -> possession.check(List.of(key.proof("POST", URL, null)), "POST", PATH, "the token"))
                .isInstanceOf(OAuthException.class);
    }

    /** 11.1: what was refused is not spent. */
    @Test
    void aProofIsSpentByUsingItAndNotByLookingAtIt() {
        String proof = key.proof("POST", URL, null);
        DpopProof seen = checked(proof);
        assertThat(possession.use(checked(proof))).isEqualTo(key.confirmation());

        assertThatThrownBy(() -> possession.use(seen)).isInstanceOf(OAuthException.class);
        clock.advance(Duration.ofSeconds(61));
        assertRefused(WRONG, proof);
    }

    /** RFC 8705, 3. */
    @Test
    void aTokenBoundToACertificateNeedsThatCertificate() {
        TestCertificate held = TestCertificate.selfSigned("CN=app");
        TestCertificate other = TestCertificate.selfSigned("CN=app");
        var binding = Possession.of(held.certificate());

        assertThat(possession.objection(binding, shown("bearer", held))).isEmpty();
        assertThat(possession.objection(binding, shown("bearer", other))).isPresent();
        assertThat(possession.objection(binding, shown("bearer", null)))
                .hasValueSatisfying(challenge -> assertThat(challenge.headerValue())
                        .startsWith("Bearer ")
                        .contains("invalid_token"));
        assertThat(possession.objection(binding, shown("dpop", held))).isPresent();
        assertThat(possession.objection(null, shown("bearer", other)))
                .as("not bound")
                .isEmpty();
    }

    private static Shown shown(String scheme, @Nullable TestCertificate held) {
        return new Shown(scheme, "token", "GET", PATH, List.of(), held == null ? null : held.certificate());
    }
}
