package dev.taskwright.oauth.apps;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.ClientKeys;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.Members;
import dev.taskwright.oauth.clients.MessageRules;
import dev.taskwright.oauth.clients.Protection;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.platform.json.Json;
import java.text.ParseException;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an app's messages may be signed and encrypted, and the keys that this needs: OpenID Connect Registration, 2. Whatever
 * is accepted is kept to; what would be ignored is refused.
 */
final class AlgorithmRules {
    private static final Set<JWSAlgorithm> MACS = Set.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512);

    /** By a key that only its maker has. */
    static final Set<JWSAlgorithm> SIGNATURES =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    private static final int MOST_KEYS = 20;
    private static final int SMALLEST_RSA = 2_048;
    private static final int LARGEST_RSA = 8_192;

    private final Supplier<Set<SignatureAlgorithm>> made;

    /** @param made the signatures that this server makes now; empty when it has no keys yet */
    AlgorithmRules(Supplier<Set<SignatureAlgorithm>> made) {
        this.made = made;
    }

    /**
     * @param trusted whether the operator says it, of whose private keys only the public halves are kept
     * @throws dev.taskwright.base.ProblemException {@code Invalid} at the member at fault
     */
    void check(Members members, AuthenticationMethod method, ClientMetadata metadata, boolean trusted) {
        requireSaneKeys(members.plain("jwks"), trusted);
        requireAssertion(method, metadata);
        MessageRules messages = metadata.messages();
        requireResponse("id_token", messages.idToken(), metadata.keys());
        requireResponse("userinfo", messages.userinfo(), metadata.keys());
        requireResponse("authorization", messages.authorization(), metadata.keys());
        requireResponse("introspection", messages.introspection(), metadata.keys());
        requireRequestObject(method, messages.requestObject(), metadata.keys());
    }

    private static void requireAssertion(AuthenticationMethod method, ClientMetadata metadata) {
        JWSAlgorithm assertion = metadata.messages().assertion();
        if (assertion != null
                && !(method == AuthenticationMethod.CLIENT_SECRET_JWT ? MACS : SIGNATURES).contains(assertion)) {
            throw Members.wrong("token_endpoint_auth_signing_alg", "does not fit " + method.word());
        }
    }

    private void requireResponse(String kind, Protection protection, ClientKeys keys) {
        Set<SignatureAlgorithm> now = made.get();
        Set<JWSAlgorithm> signatures = now.isEmpty()
                ? SIGNATURES
                : now.stream().map(each -> JWSAlgorithm.parse(each.word())).collect(Collectors.toSet());
        requireOneOf(signatures, protection.signing(), kind + "_signed_response_alg");
        String encryption = kind + "_encrypted_response_alg";
        requireOneOf(Protection.ENCRYPTIONS, protection.encryption(), encryption);
        requireOneOf(Protection.CONTENTS, protection.content(), kind + "_encrypted_response_enc");
        JWEAlgorithm algorithm = protection.encryption();
        if (algorithm != null && !mayHaveKey(keys, algorithm)) {
            throw Members.wrong(encryption, "needs a key for it: jwks or jwks_uri");
        }
    }

    private static void requireRequestObject(AuthenticationMethod method, Protection protection, ClientKeys keys) {
        JWSAlgorithm signing = protection.signing();
        if (signing != null && !signing.getName().equals("none")) {
            if (MACS.contains(signing) && !method.usesSecret()) {
                throw Members.wrong("request_object_signing_alg", signing + " needs a secret");
            }
            if (SIGNATURES.contains(signing) && keys.equals(ClientKeys.NONE)) {
                throw Members.wrong("request_object_signing_alg", signing + " needs jwks or jwks_uri");
            }
            if (!MACS.contains(signing)) {
                requireOneOf(SIGNATURES, signing, "request_object_signing_alg");
            }
        }
        requireOneOf(Protection.ENCRYPTIONS, protection.encryption(), "request_object_encryption_alg");
        requireOneOf(Protection.CONTENTS, protection.content(), "request_object_encryption_enc");
    }

    /** Keys at an address are looked at when they are needed. */
    private static boolean mayHaveKey(ClientKeys keys, JWEAlgorithm algorithm) {
        JWKSet inline = keys.jwks();
        KeyType type = JWEAlgorithm.Family.RSA.contains(algorithm) ? KeyType.RSA : KeyType.EC;
        return keys.jwksUri() != null
                || (inline != null
                        && inline.getKeys().stream()
                                .anyMatch(key -> key.getKeyType().equals(type)
                                        && (key.getKeyUse() == null
                                                || key.getKeyUse().equals(KeyUse.ENCRYPTION))
                                        && (key.getAlgorithm() == null
                                                || key.getAlgorithm().equals(algorithm))));
    }

    /** RFC 7591, 2: {@code jwks} holds public keys; an app that sends its private ones has given them away. */
    private static void requireSaneKeys(@Nullable Object jwks, boolean trusted) {
        if (jwks == null) {
            return;
        }
        try {
            JWKSet keys = ClientKeys.read(Json.text(jwks));
            if (keys.size() > MOST_KEYS) {
                throw Members.wrong("jwks", "must have at most " + MOST_KEYS + " keys");
            }
            for (JWK key : keys.getKeys()) {
                requireSane(key, trusted);
            }
        } catch (ParseException malformed) {
            throw Members.wrong("jwks", "must be a JWK set");
        }
    }

    private static void requireSane(JWK key, boolean trusted) {
        if (key.isPrivate() && !trusted) {
            throw Members.wrong("jwks", "must hold public keys only; make new ones, these are known now");
        }
        if (key instanceof RSAKey rsa && (rsa.size() < SMALLEST_RSA || rsa.size() > LARGEST_RSA)) {
            throw Members.wrong("jwks", "must hold RSA keys of " + SMALLEST_RSA + " to " + LARGEST_RSA + " bits");
        }
    }

    private static <A extends Algorithm> void requireOneOf(Collection<A> known, @Nullable A named, String member) {
        if (named != null && !known.contains(named)) {
            throw Members.wrong(member, "must be one of " + names(known));
        }
    }

    static String names(Collection<? extends Algorithm> known) {
        return known.stream().map(Algorithm::getName).sorted().collect(Collectors.joining(", "));
    }
}
