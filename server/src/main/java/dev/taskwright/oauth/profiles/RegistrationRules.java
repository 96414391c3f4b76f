package dev.taskwright.oauth.profiles;

import com.nimbusds.jose.JWSAlgorithm;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.Members;
import dev.taskwright.oauth.clients.MessageRules;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.clients.SecurityProfile;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.RefreshPolicy;
import dev.taskwright.oauth.protocol.ResponseType;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an app must be registered for, and may be, to be held to a profile. Refuses with {@code Problem.Invalid} at the
 * member at fault, naming the profile.
 */
public final class RegistrationRules {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final Profile profile;
    private final Client client;

    private RegistrationRules(Profile profile, Client client) {
        this.profile = profile;
        this.client = client;
    }

    /** @throws ProblemException at the first member that the app's profile forbids */
    public static void check(Client client) {
        Profile.of(client).ifPresent(profile -> new RegistrationRules(profile, client).check());
    }

    /**
     * The refresh policy that the profile wants. FAPI 2.0 Security Profile, 5.3.2.1: no rotation, since the token is bound
     * to the app anyway and a lost answer would lock it out.
     */
    public static RefreshPolicy usualRefreshPolicy(SecurityProfile profile) {
        return profile == SecurityProfile.FAPI2 ? RefreshPolicy.REUSE : RefreshPolicy.ROTATE;
    }

    private void check() {
        requireProof();
        requireGrants();
        client.redirectUris().forEach(this::requireSafe);
        requireRefreshing();
        requireSignatures();
    }

    /** FAPI 1.0 Advanced, 5.2.2, 14 and 16; FAPI 2.0 Security Profile, 5.3.2.1: confidential, and no shared secret. */
    private void requireProof() {
        if (!Profile.PROOFS.containsAll(client.authenticationMethods())) {
            throw refused(
                    "token_endpoint_auth_method",
                    "must be "
                            + Profile.PROOFS.stream()
                                    .sorted()
                                    .map(AuthenticationMethod::word)
                                    .collect(Collectors.joining(" or ")));
        }
    }

    private void requireGrants() {
        for (ResponseType type : client.responseTypes()) {
            if (!profile.responseTypes().contains(type)) {
                throw refused("response_types", "may not have " + type.words());
            }
        }
        for (GrantType grant : client.grants()) {
            if (!profile.grants().contains(grant)) {
                throw refused("grant_types", "may not have " + grant.word());
            }
        }
        if (isHeldTo(SecurityProfile.FAPI_CIBA) && !client.grants().contains(GrantType.CIBA)) {
            throw refused("grant_types", "must have " + GrantType.CIBA.word());
        }
    }

    /**
     * FAPI 1.0 Baseline, 5.2.2, 20: https. FAPI 2.0 Security Profile, 5.3.2.2: no http but for native apps on their own
     * device. {@code --dev} changes nothing.
     */
    private void requireSafe(RedirectUri redirect) {
        URI uri = URI.create(redirect.value());
        boolean isWeb = "https".equals(uri.getScheme());
        boolean isOnDevice = client.kind().isOnDevice()
                && !redirect.value().equals(RedirectUri.OUT_OF_BAND)
                && (!"http".equals(uri.getScheme()) || LOOPBACK.contains(String.valueOf(uri.getHost())));
        if (!isWeb && (profile.isFapi1() || !isOnDevice)) {
            throw refused(
                    "redirect_uris",
                    profile.isFapi1() ? "must be https" : "must be https, or on the device of a native app");
        }
    }

    private void requireRefreshing() {
        if (client.permissions().refreshesWithoutSecret()) {
            throw refused("refresh_without_authentication", "must be false");
        }
        if (isHeldTo(SecurityProfile.FAPI2) && client.refreshPolicy() != RefreshPolicy.REUSE) {
            throw refused("refresh_policy", "must be reuse");
        }
    }

    /** FAPI 1.0 Advanced, 8.6; FAPI 2.0 Security Profile, 5.4.1. What is not said is within them at every use. */
    private void requireSignatures() {
        ClientMetadata metadata = client.metadata();
        MessageRules messages = metadata.messages();
        Map<String, @Nullable JWSAlgorithm> named = new LinkedHashMap<>();
        named.put("id_token_signed_response_alg", messages.idToken().signing());
        named.put("userinfo_signed_response_alg", messages.userinfo().signing());
        named.put("request_object_signing_alg", messages.requestObject().signing());
        named.put("authorization_signed_response_alg", messages.authorization().signing());
        named.put("introspection_signed_response_alg", messages.introspection().signing());
        named.put("token_endpoint_auth_signing_alg", messages.assertion());
        named.put(
                "backchannel_authentication_request_signing_alg",
                metadata.backchannel().requestSigning());
        named.forEach((member, algorithm) -> {
            if (algorithm != null && !profile.allows(algorithm)) {
                throw refused(member, "must be one of " + Profile.names(profile.signatures()));
            }
        });
    }

    private boolean isHeldTo(SecurityProfile one) {
        return client.metadata().security().profile() == one;
    }

    private ProblemException refused(String member, String rule) {
        return Members.wrong(member, rule + " for an app held to " + profile.name());
    }
}
