package dev.taskwright.oauth.apps;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.BackchannelRules;
import dev.taskwright.oauth.clients.CertificateSubject;
import dev.taskwright.oauth.clients.ClientKeys;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.Members;
import dev.taskwright.oauth.clients.SecurityProfile;
import dev.taskwright.oauth.clients.SecurityRules;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ResponseType;
import java.util.Set;

/**
 * What an app needs for the proof that it chose, for the requests that it promises to sign and for the keys that its tokens
 * are to be bound to: RFC 8705, 2; RFC 9101, 10.5; RFC 9449, 5.2; CIBA Core, 4.
 */
final class ProofRules {
    private ProofRules() {}

    /**
     * @param held the profile that the app has, which it cannot leave by itself
     * @throws dev.taskwright.base.ProblemException {@code Invalid} at the member at fault
     */
    static void check(
            Members members,
            AuthenticationMethod method,
            Set<GrantType> grants,
            ClientMetadata metadata,
            boolean trusted,
            SecurityProfile held) {
        SecurityRules rules = metadata.security();
        if (!trusted && rules.profile() != held) {
            throw Members.wrong("security_profile", "is for the operator or the app's owner to say");
        }
        if (members.truth("dpop_bound_access_tokens") && rules.bindsToCertificate()) {
            throw Members.wrong(
                    "dpop_bound_access_tokens", "and certificate-bound tokens exclude each other: one token, one key");
        }
        if ((rules.bindsToDpop() || rules.bindsToCertificate()) && grants.contains(GrantType.IMPLICIT)) {
            requireNoTokenInFront(members);
        }
        requireCertificateName(method, rules);
        requireKeys(method, metadata.keys());
        requireSignature(method, metadata);
        requireBackchannel(members, grants, metadata);
    }

    /** What travels through a browser is nobody's who could prove a key. */
    private static void requireNoTokenInFront(Members members) {
        for (String words : members.texts("response_types")) {
            if (ResponseType.of(words).filter(ResponseType::hasToken).isPresent()) {
                throw Members.wrong("response_types", "may not have " + words + " where tokens are bound to a key");
            }
        }
    }

    private static void requireCertificateName(AuthenticationMethod method, SecurityRules rules) {
        CertificateSubject subject = rules.certificateSubject();
        if (subject == null && method == AuthenticationMethod.TLS_CLIENT_AUTH) {
            throw Members.wrong(
                    CertificateSubject.Kind.SUBJECT_DN.member(),
                    "or another name of the certificate is needed for tls_client_auth");
        }
        if (subject != null && method != AuthenticationMethod.TLS_CLIENT_AUTH) {
            throw Members.wrong(subject.kind().member(), "is for tls_client_auth");
        }
        if (subject != null && !subject.isWellFormed()) {
            throw Members.wrong(subject.kind().member(), subject.kind().rule());
        }
    }

    private static void requireKeys(AuthenticationMethod method, ClientKeys keys) {
        boolean needsKeys = method == AuthenticationMethod.PRIVATE_KEY_JWT
                || method == AuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH;
        if (needsKeys && keys.equals(ClientKeys.NONE)) {
            throw Members.wrong("jwks", "or jwks_uri is needed for " + method.word());
        }
        JWKSet inline = keys.jwks();
        if (method == AuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH
                && inline != null
                && inline.getKeys().stream().allMatch(key -> key.getX509CertChain() == null)) {
            throw Members.wrong("jwks", "must have the certificate as x5c for " + method.word());
        }
    }

    private static void requireSignature(AuthenticationMethod method, ClientMetadata metadata) {
        if (!metadata.security().requiresSignedRequests()) {
            return;
        }
        JWSAlgorithm algorithm = metadata.messages().requestObject().signing();
        if (algorithm != null && algorithm.getName().equals("none")) {
            throw Members.wrong("request_object_signing_alg", "none is no signature, and requests must be signed");
        }
        if (metadata.keys().equals(ClientKeys.NONE) && !method.usesSecret()) {
            throw Members.wrong("jwks", "or jwks_uri is needed for signed requests");
        }
    }

    private static void requireBackchannel(Members members, Set<GrantType> grants, ClientMetadata metadata) {
        BackchannelRules rules = metadata.backchannel();
        if (!grants.contains(GrantType.CIBA)) {
            if (!rules.equals(BackchannelRules.USUAL) || members.has("backchannel_token_delivery_mode")) {
                throw Members.wrong("backchannel_token_delivery_mode", "and its like need the grant " + word());
            }
            return;
        }
        boolean isTold = rules.delivery() == BackchannelRules.Delivery.PING;
        if (isTold != (rules.notificationEndpoint() != null)) {
            throw Members.wrong("backchannel_client_notification_endpoint", "is needed for ping, and only for ping");
        }
        JWSAlgorithm algorithm = rules.requestSigning();
        if (algorithm != null && !AlgorithmRules.SIGNATURES.contains(algorithm)) {
            throw Members.wrong(
                    "backchannel_authentication_request_signing_alg",
                    "must be one of " + AlgorithmRules.names(AlgorithmRules.SIGNATURES));
        }
        if (algorithm != null && metadata.keys().equals(ClientKeys.NONE)) {
            throw Members.wrong("backchannel_authentication_request_signing_alg", "needs jwks or jwks_uri");
        }
    }

    private static String word() {
        return GrantType.CIBA.word();
    }
}
