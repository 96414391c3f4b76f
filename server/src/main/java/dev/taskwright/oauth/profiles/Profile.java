package dev.taskwright.oauth.profiles;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JWSAlgorithm;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.SecurityProfile;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ResponseType;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One profile: what its apps may use, as far as that can be said in a table. Everything else is in the rules beside it.
 *
 * @param name the specification, as refusals name it
 * @param signatures what may be signed with, by the app and by this server
 * @param grants those that the profile describes
 * @param responseTypes those that an authorization request may have
 */
public record Profile(
        String name, Set<JWSAlgorithm> signatures, Set<GrantType> grants, Set<ResponseType> responseTypes) {

    /** FAPI 1.0 Advanced, 5.2.2, 14; FAPI 2.0 Security Profile, 5.3.2.1. */
    static final Set<AuthenticationMethod> PROOFS = Set.of(
            AuthenticationMethod.PRIVATE_KEY_JWT,
            AuthenticationMethod.TLS_CLIENT_AUTH,
            AuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH);

    /** Signatures in 8.6, response types in 5.2.2, 2. */
    private static final Profile FAPI1 = new Profile(
            "FAPI 1.0 Advanced",
            Set.of(JWSAlgorithm.PS256, JWSAlgorithm.ES256),
            Set.of(
                    GrantType.AUTHORIZATION_CODE,
                    GrantType.IMPLICIT,
                    GrantType.REFRESH_TOKEN,
                    GrantType.CLIENT_CREDENTIALS),
            Set.of(ResponseType.CODE_ID_TOKEN, ResponseType.CODE));

    /** Signatures in 5.4.1, the response type in 5.3.2.2. */
    private static final Profile FAPI2 = new Profile(
            "FAPI 2.0 Security Profile",
            Set.of(JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA),
            Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS),
            Set.of(ResponseType.CODE));

    /** 5.2.2: everything of FAPI 1.0 Advanced, and its own grant. */
    private static final Profile FAPI_CIBA = new Profile(
            "FAPI-CIBA",
            FAPI1.signatures(),
            Set.of(
                    GrantType.AUTHORIZATION_CODE,
                    GrantType.IMPLICIT,
                    GrantType.REFRESH_TOKEN,
                    GrantType.CLIENT_CREDENTIALS,
                    GrantType.CIBA),
            FAPI1.responseTypes());

    /** The profile that the app is held to; empty for plain OAuth 2.0 and OpenID Connect. */
    public static Optional<Profile> of(Client client) {
        return of(client.metadata().security().profile());
    }

    public static Optional<Profile> of(SecurityProfile profile) {
        return switch (profile) {
            case NONE -> Optional.empty();
            case FAPI1_ADVANCED -> Optional.of(FAPI1);
            case FAPI2 -> Optional.of(FAPI2);
            case FAPI_CIBA -> Optional.of(FAPI_CIBA);
        };
    }

    /** Whether the app may sign with this; any app that is held to no profile may. */
    public static boolean allows(Client client, @Nullable Algorithm signature) {
        return of(client).map(profile -> profile.allows(signature)).orElse(true);
    }

    /** What this server signs with for an app that named nothing: ES256, of which there is always a key. */
    public static SignatureAlgorithm usualSignature(SecurityProfile profile, SignatureAlgorithm usual) {
        return profile == SecurityProfile.NONE ? usual : SignatureAlgorithm.ES256;
    }

    boolean allows(@Nullable Algorithm signature) {
        return signature != null
                && signatures.stream().anyMatch(each -> each.getName().equals(signature.getName()));
    }

    /** Whether it is FAPI 1.0 Advanced or goes with it. */
    boolean isFapi1() {
        return !equals(FAPI2);
    }

    static String names(Collection<? extends Algorithm> algorithms) {
        return algorithms.stream().map(Algorithm::getName).sorted().collect(Collectors.joining(", "));
    }
}
