package dev.taskwright.oauth.apps;

import com.nimbusds.jose.JWSAlgorithm;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.ClientMetadataJson;
import dev.taskwright.oauth.clients.Display;
import dev.taskwright.oauth.clients.Members;
import dev.taskwright.oauth.clients.MessageRules;
import dev.taskwright.oauth.clients.Permissions;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.clients.SecurityProfile;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.profiles.Profile;
import dev.taskwright.oauth.profiles.RegistrationRules;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.RefreshPolicy;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private final AppRules rules;
    private final AddressRules addresses;
    private final AlgorithmRules algorithms;

    MetadataRules(AppRules rules, AddressRules addresses, AlgorithmRules algorithms) {
        this.rules = rules;
        this.addresses = addresses;
        this.algorithms = algorithms;
    }

    /** Everything that was said, checked and completed. */
    record Checked(
            ClientKind kind, Permissions permissions, Set<AuthenticationMethod> methods, ClientMetadata metadata) {

        /** With the picture that {@code before} shows, as long as it is to come from the same address. */
        Checked showing(Client before) {
            Display shown = metadata.display().showing(before.metadata().display());
            return new Checked(kind, permissions, methods, metadata.withDisplay(shown));
        }
    }

    /** The same of an app that is held to no profile yet. */
    Checked check(Members members, boolean trusted) {
        return check(members, trusted, SecurityProfile.NONE);
    }

    /**
     * @param trusted whether the operator says it, who may also say what an app cannot say of itself
     * @param held the profile that the app has
     */
    Checked check(Members members, boolean trusted, SecurityProfile held) {
        AuthenticationMethod method = method(members, trusted);
        ClientKind kind = kind(members, method, trusted);
        ClientMetadata metadata = signed(ClientMetadataJson.read(named(members), null));
        Permissions permissions =
                permissions(members, kind, method, metadata.security().profile(), trusted);
        if (trusted && metadata.software().statement() != null) {
            throw Members.wrong("software_statement", "is for apps that register themselves");
        }
        if (!trusted && !metadata.answersFor().isEmpty()) {
            throw Members.wrong("answers_for", "is for the operator to say");
        }
        if (!trusted && metadata.mayAct() != null) {
            throw Members.wrong("may_act", "is for the operator to say");
        }
        algorithms.check(members, method, metadata, trusted);
        ProofRules.check(members, method, permissions.grants(), metadata, trusted, held);
        addresses.check(kind, permissions, metadata, trusted);
        Set<AuthenticationMethod> methods = trusted && !members.has("token_endpoint_auth_method") && method.usesSecret()
                ? EnumSet.of(AuthenticationMethod.CLIENT_SECRET_BASIC, AuthenticationMethod.CLIENT_SECRET_POST)
                : EnumSet.of(method);
        return new Checked(kind, permissions, methods, trusted ? metadata : addresses.shown(metadata, permissions));
    }

    private AuthenticationMethod method(Members members, boolean trusted) {
        boolean isPublic = trusted && members.has("kind") && namedKind(members).isPublic();
        return members.word(
                        "token_endpoint_auth_method",
                        AuthenticationMethod::of,
                        "one of " + words(AuthenticationMethod.values()))
                .orElse(isPublic ? AuthenticationMethod.NONE : AuthenticationMethod.CLIENT_SECRET_BASIC);
    }

    private ClientKind kind(Members members, AuthenticationMethod method, boolean trusted) {
        if (trusted && members.has("kind")) {
            return namedKind(members);
        }
        boolean isNative = members.text("application_type")
                .map(type -> switch (type) {
                    case "web" -> false;
                    case "native" -> true;
                    default -> throw Members.wrong("application_type", "must be web or native");
                })
                .orElseGet(() -> addresses.liveOnDevice(members.texts("redirect_uris"), method));
        List<String> grants = members.texts("grant_types");
        if (members.texts("redirect_uris").isEmpty() && grants.contains(GrantType.DEVICE_CODE.word())) {
            return ClientKind.DEVICE;
        }
        if (grants.equals(List.of(GrantType.CLIENT_CREDENTIALS.word()))) {
            return ClientKind.MACHINE;
        }
        if (isNative) {
            return ClientKind.NATIVE;
        }
        return method == AuthenticationMethod.NONE ? ClientKind.SPA : ClientKind.WEB;
    }

    private ClientKind namedKind(Members members) {
        return rules.kind(members.text("kind").orElse(""));
    }

    private Permissions permissions(
            Members members, ClientKind kind, AuthenticationMethod method, SecurityProfile profile, boolean trusted) {
        Set<ResponseType> named = renamed(() -> rules.responseTypes(members.texts("response_types")));
        List<String> words = members.texts("grant_types");
        Set<GrantType> grants =
                words.isEmpty() && !trusted ? needed(named) : renamed(() -> rules.grants(words, kind, named));
        requireSecret(grants, method);
        for (GrantType grant : List.of(GrantType.PASSWORD, GrantType.JWT_BEARER)) {
            if (!trusted && grants.contains(grant)) {
                throw Members.wrong(
                        "grant_types", "may not have " + grant.word() + " for an app that registers itself");
            }
        }
        ScopeSet allowed = trusted
                ? rules.allowed(members.text("scope").orElse(null), kind)
                : rules.allowedToAnybody(members.text("scope").orElse(null));
        return new Permissions(
                renamed(() -> rules.redirectUris(members.texts("redirect_uris"), kind, grants)),
                allowed,
                rules.usual(members.text("default_scope").orElse(null), allowed),
                grants,
                renamed(() -> rules.fitting(named, grants)),
                trusted ? refreshPolicy(members, kind, method, profile) : RegistrationRules.usualRefreshPolicy(profile),
                trusted && members.truth("refresh_without_authentication"));
    }

    /** Registration, 2, grant_types: the code alone, unless the response types need another. */
    private static Set<GrantType> needed(Set<ResponseType> types) {
        Set<GrantType> grants = EnumSet.noneOf(GrantType.class);
        (types.isEmpty() ? Set.of(ResponseType.CODE) : types).forEach(type -> grants.addAll(type.grants()));
        return grants;
    }

    private static void requireSecret(Set<GrantType> grants, AuthenticationMethod method) {
        for (GrantType grant : grants) {
            if (method == AuthenticationMethod.NONE && grant.needsProof()) {
                throw Members.wrong(
                        "grant_types", "must not have " + grant.word() + " with token_endpoint_auth_method none");
            }
        }
    }

    /** RFC 9700, 4.14.2: the refresh tokens of public apps are always replaced. */
    private static RefreshPolicy refreshPolicy(
            Members members, ClientKind kind, AuthenticationMethod method, SecurityProfile profile) {
        RefreshPolicy policy = members.word("refresh_policy", RefreshPolicy::of, "rotate or reuse")
                .orElseGet(() -> RegistrationRules.usualRefreshPolicy(profile));
        boolean isPublic = method == AuthenticationMethod.NONE || (kind.isPublic() && method.usesSecret());
        if (members.has("refresh_policy") && policy == RefreshPolicy.REUSE && isPublic) {
            throw Members.wrong("refresh_policy", "must be rotate for an app that keeps no secret");
        }
        return policy;
    }

    /** What libraries take for the usual signature of ID tokens no profile allows, so that another one is answered. */
    private static ClientMetadata signed(ClientMetadata metadata) {
        SecurityProfile profile = metadata.security().profile();
        MessageRules messages = metadata.messages();
        if (profile == SecurityProfile.NONE || messages.idToken().signing() != null) {
            return metadata;
        }
        SignatureAlgorithm usual = Profile.usualSignature(profile, SignatureAlgorithm.RS256);
        JWSAlgorithm signature = JWSAlgorithm.parse(usual.word());
        return metadata.withMessages(messages.withIdToken(messages.idToken().signedWith(signature)));
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
