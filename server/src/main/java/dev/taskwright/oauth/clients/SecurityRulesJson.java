package dev.taskwright.oauth.clients;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@link SecurityRules} and {@link BackchannelRules} under their registered names: RFC 8705, 2.1.2 and 3.4; RFC 9101,
 * 10.5; RFC 9126, 6; RFC 9396, 10; RFC 9449, 5.2; CIBA Core, 4. Only {@code security_profile} is this server's own.
 */
final class SecurityRulesJson {
    private SecurityRulesJson() {}

    static SecurityRules read(Members members) {
        return new SecurityRules(
                members.word("security_profile", SecurityProfile::of, "one of " + profiles())
                        .orElse(SecurityProfile.NONE),
                members.truth("require_pushed_authorization_requests"),
                members.truth("require_signed_request_object"),
                members.truth("dpop_bound_access_tokens"),
                members.truth("tls_client_certificate_bound_access_tokens"),
                subject(members),
                members.texts("authorization_details_types"));
    }

    static void put(Map<String, Object> out, SecurityRules rules) {
        if (rules.profile() != SecurityProfile.NONE) {
            out.put("security_profile", rules.profile().word());
        }
        ClientMetadataJson.put(out, "require_pushed_authorization_requests", rules.requiresPushedRequests());
        ClientMetadataJson.put(out, "require_signed_request_object", rules.requiresSignedRequests());
        ClientMetadataJson.put(out, "dpop_bound_access_tokens", rules.bindsToDpop());
        ClientMetadataJson.put(out, "tls_client_certificate_bound_access_tokens", rules.bindsToCertificate());
        CertificateSubject subject = rules.certificateSubject();
        if (subject != null) {
            out.put(subject.kind().member(), subject.value());
        }
        ClientMetadataJson.put(out, "authorization_details_types", rules.detailTypes());
    }

    static BackchannelRules readBackchannel(Members members) {
        return new BackchannelRules(
                members.word("backchannel_token_delivery_mode", BackchannelRules.Delivery::of, "poll or ping")
                        .orElse(BackchannelRules.Delivery.POLL),
                members.uri("backchannel_client_notification_endpoint"),
                members.algorithm("backchannel_authentication_request_signing_alg", JWSAlgorithm::parse),
                members.truth("backchannel_user_code_parameter"));
    }

    static void putBackchannel(Map<String, Object> out, BackchannelRules rules) {
        if (!rules.equals(BackchannelRules.USUAL)) {
            out.put("backchannel_token_delivery_mode", rules.delivery().word());
        }
        ClientMetadataJson.put(out, "backchannel_client_notification_endpoint", rules.notificationEndpoint());
        ClientMetadataJson.put(out, "backchannel_authentication_request_signing_alg", rules.requestSigning());
        ClientMetadataJson.put(out, "backchannel_user_code_parameter", rules.takesUserCode());
    }

    /** RFC 8705, 2.1.2: exactly one. */
    private static @Nullable CertificateSubject subject(Members members) {
        List<CertificateSubject> named = Arrays.stream(CertificateSubject.Kind.values())
                .flatMap(kind -> members.text(kind.member()).map(value -> new CertificateSubject(kind, value)).stream())
                .toList();
        if (named.size() > 1) {
            throw Members.wrong(
                    named.get(1).kind().member(),
                    "and " + named.getFirst().kind().member() + " exclude each other");
        }
        return named.isEmpty() ? null : named.getFirst();
    }

    private static String profiles() {
        return Stream.of(SecurityProfile.values()).map(SecurityProfile::word).collect(Collectors.joining(", "));
    }
}
