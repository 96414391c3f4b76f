package dev.taskwright.oauth.discovery;

import dev.taskwright.base.Scope;
import dev.taskwright.oauth.authentication.ClientAuthentication;
import dev.taskwright.oauth.claims.PersonClaims;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The provider's metadata: RFC 8414, 2; OpenID Connect Discovery, 3. One document serves both. */
final class ProviderMetadata {
    private ProviderMetadata() {}

    static Map<String, Object> of(
            Issuer issuer, ScopeCatalog catalog, Set<GrantType> grants, List<AuthenticationMethod> methods) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", issuer.value());
        metadata.put("authorization_endpoint", issuer.at("/oauth2/authorize"));
        metadata.put("token_endpoint", issuer.at("/oauth2/token"));
        metadata.put("userinfo_endpoint", issuer.at("/oauth2/userinfo"));
        metadata.put("jwks_uri", issuer.at(DiscoveryEndpoint.KEYS));
        metadata.put("scopes_supported", words(catalog.all().scopes(), Scope::value));
        // never named at the token endpoint, and served: Discovery, 3
        Set<GrantType> served = EnumSet.of(GrantType.IMPLICIT);
        served.addAll(grants);
        metadata.put("grant_types_supported", words(served, GrantType::word));
        metadata.put(
                "token_endpoint_auth_methods_supported",
                methods.stream().map(AuthenticationMethod::word).toList());
        metadata.put("token_endpoint_auth_signing_alg_values_supported", ClientAuthentication.SIGNATURES);
        metadata.put(
                "tls_client_certificate_bound_access_tokens",
                methods.stream().anyMatch(AuthenticationMethod::usesCertificate));
        metadata.put(
                "claims_supported",
                Stream.concat(
                                Stream.of(
                                        "iss",
                                        "aud",
                                        "exp",
                                        "iat",
                                        "auth_time",
                                        "acr",
                                        "amr",
                                        "nonce",
                                        "at_hash",
                                        "c_hash",
                                        "s_hash",
                                        "sid"),
                                PersonClaims.names().stream().sorted())
                        .toList());
        return metadata;
    }

    private static <T> List<String> words(Collection<T> values, Function<T, String> word) {
        return values.stream().map(word).sorted().toList();
    }
}
