package dev.taskwright.identity.passkeys;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What browsers are told and what authenticators answer: Web Authentication, 5.4, 5.5, 7.1 and 7.2. Always with user
 * verification, so that a passkey is two factors at once; which make of authenticator it is does not matter here.
 */
final class Ceremony {
    /** EdDSA, ES256 and RS256, by their numbers in COSE. */
    private static final List<Long> ALGORITHMS = List.of(-8L, -7L, -257L);

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder BYTES = Base64.getUrlDecoder();

    private final String place;
    private final Origin origin;

    /** @param origin the public address of this server; its host is what passkeys are bound to */
    Ceremony(URI origin) {
        this.place = origin.getHost();
        this.origin = new Origin(origin.toString());
    }

    /** Loaded when the first passkey comes, and not at the start of a server that nobody brings one to. */
    private static final class Library {
        static final ObjectConverter CONVERTER = new ObjectConverter();
        static final AttestedCredentialDataConverter KEYS = new AttestedCredentialDataConverter(CONVERTER);
        static final WebAuthnManager VERIFIER = WebAuthnManager.createNonStrictWebAuthnManager(CONVERTER);
    }

    /** For {@code navigator.credentials.create}, bytes in base64url. */
    String creation(Challenge challenge, User person, List<Passkey> known) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("rp", Map.of("id", place, "name", "Taskwright"));
        options.put("user", Map.of("id", handle(person.id()), "name", person.handle(), "displayName", person.name()));
        options.put("challenge", challenge.text());
        options.put(
                "pubKeyCredParams",
                ALGORITHMS.stream()
                        .map(number -> Map.of("type", "public-key", "alg", number))
                        .toList());
        options.put("timeout", Challenge.LIFETIME.toMillis());
        options.put(
                "excludeCredentials",
                known.stream()
                        .map(passkey -> Map.of("type", "public-key", "id", passkey.id()))
                        .toList());
        options.put(
                "authenticatorSelection",
                Map.of("residentKey", "required", "requireResidentKey", true, "userVerification", "required"));
        options.put("attestation", "none");
        return Json.text(options);
    }

    /** For {@code navigator.credentials.get}: whichever passkey of this server the person chooses. */
    String request(Challenge challenge) {
        return Json.text(Map.of(
                "challenge", challenge.text(),
                "rpId", place,
                "timeout", Challenge.LIFETIME.toMillis(),
                "userVerification", "required",
                "allowCredentials", List.of()));
    }

    /** @throws ProblemException {@code Invalid} when the answer is not right for this challenge */
    StoredKey created(Challenge challenge, UserId person, Credential answer) {
        return checked(() -> {
            RegistrationData data = Library.VERIFIER.verify(
                    new RegistrationRequest(answer.part("attestationObject"), answer.part("clientDataJSON")),
                    new RegistrationParameters(expected(challenge), parameters(), true, true));
            AttestationObject attestation = Objects.requireNonNull(data.getAttestationObject());
            AuthenticatorData<?> said = attestation.getAuthenticatorData();
            AttestedCredentialData key = Objects.requireNonNull(said.getAttestedCredentialData());
            return new StoredKey(
                    TEXT.encodeToString(key.getCredentialId()),
                    person,
                    TEXT.encodeToString(Library.KEYS.convert(key)),
                    said.getSignCount(),
                    said.isFlagBE());
        });
    }

    /**
     * The counter that the authenticator says, once its signature is right.
     *
     * @throws ProblemException {@code Invalid}
     */
    long answered(Challenge challenge, StoredKey key, Credential answer) {
        byte[] handle = answer.part("userHandle");
        if (handle.length > 0 && !Arrays.equals(handle, BYTES.decode(handle(key.person())))) {
            throw refused();
        }
        return checked(() -> {
            CredentialRecordImpl known = new CredentialRecordImpl(
                    new NoneAttestationStatement(),
                    true,
                    key.synced(),
                    null,
                    key.counter(),
                    Library.KEYS.convert(BYTES.decode(key.key())),
                    null,
                    null,
                    null,
                    Set.of());
            AuthenticationData data = Library.VERIFIER.verify(
                    new AuthenticationRequest(
                            BYTES.decode(key.id()),
                            answer.part("authenticatorData"),
                            answer.part("clientDataJSON"),
                            answer.part("signature")),
                    new AuthenticationParameters(expected(challenge), known, null, true, true));
            return Objects.requireNonNull(data.getAuthenticatorData()).getSignCount();
        });
    }

    private static <T> T checked(Supplier<T> check) {
        try {
            return check.get();
        } catch (ProblemException refused) {
            throw refused;
        } catch (RuntimeException wrong) {
            // the library lets through whatever its parsers throw, and takes members that are missing for granted
            throw refused();
        }
    }

    private ServerProperty expected(Challenge challenge) {
        return ServerProperty.builder()
                .origin(origin)
                .rpId(place)
                .challenge(new DefaultChallenge(challenge.bytes()))
                .build();
    }

    private static List<PublicKeyCredentialParameters> parameters() {
        return ALGORITHMS.stream()
                .map(number -> new PublicKeyCredentialParameters(
                        PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
                .toList();
    }

    /** The user handle (5.4.3): the person's number says nothing of them. */
    private static String handle(UserId person) {
        return TEXT.encodeToString(person.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static ProblemException refused() {
        return ProblemException.invalid("", "The passkey's answer could not be checked. Please try again");
    }
}
