package dev.taskwright.oauth.apps;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JWSAlgorithm;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeys;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.ClientMetadataJson;
import dev.taskwright.oauth.clients.Display;
import dev.taskwright.oauth.clients.Members;
import dev.taskwright.oauth.clients.MessageRules;
import dev.taskwright.oauth.clients.Permissions;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.clients.RefreshPolicy;
import dev.taskwright.oauth.clients.SubjectRule;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.SubjectType;
import dev.taskwright.oauth.protocol.TokenFormat;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a registration by metadata may say, and what it means where it says nothing: OpenID Connect Registration, 2;
 * RFC 7591, 2. Each rule refuses with {@code Problem.Invalid} at the member at fault.
 */
final class MetadataRules {
    private static final Map<String, String> MEMBERS = Map.of(
            "name", "client_name",
            "kind", "application_type",
            "grant", "grant_types",
            "response_type", "response_types",
            "redirect_uri", "redirect_uris");

    private static final Set<GrantType> FOR_ANYBODY = Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
    private static final Set<JWSAlgorithm> SIGNATURES =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);
    private static final Set<JWSAlgorithm> ID_TOKEN_SIGNATURES = Set.of(JWSAlgorithm.RS256);
    private static final Set<JWSAlgorithm> MACS = Set.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512);

    private final AppRules rules;
    private final boolean development;

    MetadataRules(AppRules rules, boolean development) {
        this.rules = rules;
        this.development = development;
    }

    /** Everything that was said, checked and completed. */
    record Checked(
            ClientKind kind, Permissions permissions, Set<AuthenticationMethod> methods, ClientMetadata metadata) {

        /** With the picture that {@code before} shows, as long as it is to come from the same address. */
        Checked showing(Client before) {
            Display shown = before.metadata().display();
            return Objects.equals(shown.logoUri(), metadata.display().logoUri())
                    ? new Checked(kind, permissions, methods, metadata.withLogo(shown.logo()))
                    : this;
        }
    }

    /** @param trusted whether the operator says it, who may also say what an app cannot say of itself */
    Checked check(Members members, boolean trusted) {
        AuthenticationMethod method = members.word(
                        "token_endpoint_auth_method",
                        AuthenticationMethod::of,
                        "one of " + words(AuthenticationMethod.values()))
                .orElse(AuthenticationMethod.CLIENT_SECRET_BASIC);
        ClientKind kind = kind(members, method, trusted);
        Permissions permissions = permissions(members, kind, trusted);
        ClientMetadata metadata = ClientMetadataJson.read(named(members), null);
        requireKeys(method, metadata);
        requireAlgorithms(metadata.messages());
        if (trusted && metadata.software().statement() != null) {
            throw Members.wrong("software_statement", "is for apps that register themselves");
        }
        requireAddresses(metadata, permissions);
        if (!trusted && !metadata.answersFor().isEmpty()) {
            throw Members.wrong("answers_for", "is for the operator to say");
        }
        requirePublic(metadata.subject());
        Set<AuthenticationMethod> methods = trusted && !members.has("token_endpoint_auth_method")
                ? EnumSet.of(AuthenticationMethod.CLIENT_SECRET_BASIC, AuthenticationMethod.CLIENT_SECRET_POST)
                : EnumSet.of(method);
        return new Checked(
                kind, permissions, kind.isPublic() && !method.usesSecret() ? EnumSet.of(method) : methods, metadata);
    }

    private ClientKind kind(Members members, AuthenticationMethod method, boolean trusted) {
        if (trusted && members.has("kind")) {
            return renamed(() -> rules.kind(members.text("kind").orElseThrow()));
        }
        boolean isNative = members.text("application_type")
                .map(type -> switch (type) {
                    case "web" -> false;
                    case "native" -> true;
                    default -> throw Members.wrong("application_type", "must be web or native");
                })
                .orElseGet(() -> livesOnDevice(members));
        if (isNative) {
            return ClientKind.NATIVE;
        }
        return method == AuthenticationMethod.NONE ? ClientKind.SPA : ClientKind.WEB;
    }

    /** RFC 8252, 7: who names only addresses on the person's own device is native, although it does not say so. */
    private static boolean livesOnDevice(Members members) {
        List<String> uris = members.texts("redirect_uris");
        return !uris.isEmpty() && uris.stream().noneMatch(uri -> uri.startsWith("https:"));
    }

    private Permissions permissions(Members members, ClientKind kind, boolean trusted) {
        List<String> named = members.texts("grant_types");
        Set<GrantType> grants = named.isEmpty() && !trusted
                ? EnumSet.of(GrantType.AUTHORIZATION_CODE)
                : renamed(() -> rules.grants(named, kind));
        Set<ResponseType> responseTypes = renamed(() -> rules.responseTypes(members.texts("response_types"), grants));
        if (!trusted) {
            requireForAnybody(grants, responseTypes);
        }
        var allowed = trusted
                ? rules.allowed(members.text("scope").orElse(null), kind)
                : rules.allowedToAnybody(members.text("scope").orElse(null));
        return new Permissions(
                renamed(() -> rules.redirectUris(members.texts("redirect_uris"), kind, grants)),
                allowed,
                rules.usual(members.text("default_scope").orElse(null), allowed),
                grants,
                responseTypes,
                RefreshPolicy.ROTATE,
                trusted && members.truth("refresh_without_authentication"));
    }

    /** An app that registers itself gets no promise that this server does not keep. */
    private static void requireForAnybody(Set<GrantType> grants, Set<ResponseType> responseTypes) {
        for (GrantType grant : grants) {
            if (!FOR_ANYBODY.contains(grant)) {
                throw Members.wrong(
                        "grant_types", "may not have " + grant.word() + " for an app that registers itself");
            }
        }
        if (!responseTypes.equals(Set.of(ResponseType.CODE))) {
            throw Members.wrong("response_types", "may only have code");
        }
    }

    private Members named(Members members) {
        String name = members.text("client_name")
                .filter(text -> !text.isBlank())
                .orElseGet(() -> members.texts("redirect_uris").stream()
                        .map(RedirectUri::place)
                        .findFirst()
                        .orElse("Unnamed app"));
        return members.with("client_name", renamed(() -> rules.name(name)));
    }

    private static void requireKeys(AuthenticationMethod method, ClientMetadata metadata) {
        boolean hasKeys = !metadata.keys().equals(ClientKeys.NONE);
        if (method == AuthenticationMethod.PRIVATE_KEY_JWT && !hasKeys) {
            throw Members.wrong("jwks", "or jwks_uri is needed for private_key_jwt");
        }
        JWSAlgorithm assertion = metadata.messages().assertion();
        if (assertion != null
                && !(method == AuthenticationMethod.CLIENT_SECRET_JWT ? MACS : SIGNATURES).contains(assertion)) {
            throw Members.wrong("token_endpoint_auth_signing_alg", "does not fit " + method.word());
        }
    }

    private static void requireAlgorithms(MessageRules messages) {
        requireOneOf(ID_TOKEN_SIGNATURES, messages.idToken().signing(), "id_token_signed_response_alg");
        requireNone(messages.idToken().encryption(), "id_token_encrypted_response_alg");
        requireNone(messages.userinfo().signing(), "userinfo_signed_response_alg");
        requireNone(messages.userinfo().encryption(), "userinfo_encrypted_response_alg");
        if (messages.accessToken() != TokenFormat.JWT) {
            throw Members.wrong("access_token_format", "must be jwt");
        }
        if (!new JWSAlgorithm("none").equals(messages.requestObject().signing())) {
            requireOneOf(SIGNATURES, messages.requestObject().signing(), "request_object_signing_alg");
        }
    }

    /** What would be ignored must not be promised. */
    private static void requireNone(@Nullable Algorithm named, String member) {
        if (named != null) {
            throw Members.wrong(member, "is not offered by this server");
        }
    }

    private static void requireOneOf(Set<JWSAlgorithm> known, @Nullable JWSAlgorithm named, String member) {
        if (named != null && !known.contains(named)) {
            throw Members.wrong(
                    member,
                    "must be one of "
                            + known.stream().map(JWSAlgorithm::getName).sorted().collect(Collectors.joining(", ")));
        }
    }

    /** OpenID Connect Registration, 9.1: what people see must be at home where the answers go. */
    private void requireAddresses(ClientMetadata metadata, Permissions permissions) {
        Set<String> hosts = permissions.redirectUris().stream()
                .map(uri -> URI.create(uri.value()))
                .filter(uri -> uri.getHost() != null)
                .map(URI::getHost)
                .collect(Collectors.toSet());
        Display display = metadata.display();
        requireWeb("logo_uri", display.logoUri(), hosts);
        requireWeb("client_uri", display.clientUri(), hosts);
        requireWeb("policy_uri", display.policyUri(), hosts);
        requireWeb("tos_uri", display.tosUri(), hosts);
        requireWeb("jwks_uri", metadata.keys().jwksUri(), Set.of());
        requireWeb("sector_identifier_uri", metadata.subject().sectorIdentifierUri(), Set.of());
        requireWeb("initiate_login_uri", metadata.signIn().initiateLoginUri(), Set.of());
        requireWeb("frontchannel_logout_uri", metadata.logout().frontChannelUri(), hosts);
        requireWeb("backchannel_logout_uri", metadata.logout().backChannelUri(), Set.of());
        metadata.signIn().requestUris().forEach(uri -> requireWeb("request_uris", uri, Set.of()));
        for (String uri : metadata.logout().postLogoutRedirectUris()) {
            if (!new RedirectUri(uri).isAllowed(ClientKind.NATIVE, development)) {
                throw Members.wrong("post_logout_redirect_uris", "must be https addresses without a fragment");
            }
        }
    }

    private void requireWeb(String member, @Nullable URI uri, Set<String> hosts) {
        if (uri == null) {
            return;
        }
        boolean isLocal = development
                && "http".equals(uri.getScheme())
                && uri.getHost() != null
                && Set.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
        if (uri.getHost() == null || uri.getRawUserInfo() != null || !("https".equals(uri.getScheme()) || isLocal)) {
            throw Members.wrong(member, "must be an https address");
        }
        if (!hosts.isEmpty() && !hosts.contains(uri.getHost())) {
            throw Members.wrong(member, "must be on the host of one of the redirect_uris");
        }
    }

    private static void requirePublic(SubjectRule subject) {
        if (subject.type() == SubjectType.PAIRWISE) {
            throw Members.wrong("subject_type", "must be public");
        }
    }

    /** The rules of the command line under the names that registration uses. */
    private static <T> T renamed(Supplier<T> rule) {
        try {
            return rule.get();
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(String field, String message) && MEMBERS.containsKey(field)) {
                String member = MEMBERS.get(field);
                throw ProblemException.invalid(
                        member, message.startsWith(field) ? member + message.substring(field.length()) : message);
            }
            throw e;
        }
    }

    private static String words(AuthenticationMethod... methods) {
        return Stream.of(methods).map(AuthenticationMethod::word).collect(Collectors.joining(", "));
    }
}
