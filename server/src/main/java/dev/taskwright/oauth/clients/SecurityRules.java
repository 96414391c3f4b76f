package dev.taskwright.oauth.clients;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an app demands of its own requests and tokens, beyond what every app must do. What its profile demands holds
 * whatever the registration said, and is answered so.
 *
 * @param requiresPushedRequests whether its authorization requests must be pushed: RFC 9126, 6
 * @param requiresSignedRequests whether they must be signed: RFC 9101, 10.5
 * @param bindsToDpop whether its tokens are bound to a key that it proves by DPoP: RFC 9449, 5.2
 * @param bindsToCertificate whether its tokens are bound to its certificate: RFC 8705, 3.4
 * @param certificateSubject the name in its certificate; present exactly when it proves itself by {@code tls_client_auth}
 * @param detailTypes the types of authorization details that it may use: RFC 9396, 10; empty for any
 */
public record SecurityRules(
        SecurityProfile profile,
        boolean requiresPushedRequests,
        boolean requiresSignedRequests,
        boolean bindsToDpop,
        boolean bindsToCertificate,
        @Nullable CertificateSubject certificateSubject,
        List<String> detailTypes) {

    public static final SecurityRules USUAL = of(SecurityProfile.NONE);

    /** Adds what the profile demands, and copies the list. */
    public SecurityRules {
        switch (profile) {
            case NONE -> {}
            // FAPI 2.0 Security Profile, 5.3.2.2 and 5.3.2.1: pushed; bound, by DPoP unless it says certificate
            case FAPI2 -> {
                requiresPushedRequests = true;
                bindsToDpop |= !bindsToCertificate;
            }
            // FAPI 1.0 Advanced, 5.2.2, 1 and 5 to 6: signed; bound to the certificate
            case FAPI1_ADVANCED, FAPI_CIBA -> {
                requiresSignedRequests = true;
                bindsToCertificate = true;
            }
        }
        detailTypes = List.copyOf(detailTypes);
    }

    /** Those of an app that is held to this profile and demands nothing more. */
    public static SecurityRules of(SecurityProfile profile) {
        return new SecurityRules(profile, false, false, false, false, null, List.of());
    }
}
