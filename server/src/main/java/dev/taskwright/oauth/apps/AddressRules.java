package dev.taskwright.oauth.apps;

import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.Display;
import dev.taskwright.oauth.clients.Members;
import dev.taskwright.oauth.clients.Permissions;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.SubjectType;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where an app may say that it is, and that its documents and endpoints are: OpenID Connect Registration, 2 and 9.1. */
final class AddressRules {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** OpenID Connect Core, 6.2. */
    private static final int LONGEST_REQUEST_URI = 512;

    private final boolean development;

    AddressRules(boolean development) {
        this.development = development;
    }

    /**
     * RFC 8252, 7: who names only addresses on the person's own device is native, although it does not say so. On a
     * developer's machine a web app that keeps a secret may be there too.
     */
    boolean liveOnDevice(List<String> redirectUris, AuthenticationMethod method) {
        boolean areElsewhere =
                redirectUris.isEmpty() || redirectUris.stream().anyMatch(uri -> uri.startsWith("https:"));
        return !areElsewhere && !(development && method != AuthenticationMethod.NONE);
    }

    /**
     * @param trusted whether the operator says it, who may name pages that are elsewhere
     * @throws dev.taskwright.base.ProblemException {@code Invalid} at the member at fault
     */
    void check(ClientKind kind, Permissions permissions, ClientMetadata metadata, boolean trusted) {
        requirePages(metadata.display(), trusted ? Set.of() : sites(permissions));
        requireWeb("jwks_uri", metadata.keys().jwksUri(), Set.of());
        requireWeb("sector_identifier_uri", metadata.subject().sectorIdentifierUri(), Set.of());
        requireWeb("initiate_login_uri", metadata.signIn().initiateLoginUri(), Set.of());
        requireWeb("frontchannel_logout_uri", metadata.logout().frontChannelUri(), hosts(permissions));
        requireWeb("backchannel_logout_uri", metadata.logout().backChannelUri(), Set.of());
        requireWeb(
                "backchannel_client_notification_endpoint",
                metadata.backchannel().notificationEndpoint(),
                Set.of());
        for (URI uri : metadata.signIn().requestUris()) {
            requireWeb("request_uris", uri, Set.of());
            if (uri.toString().length() > LONGEST_REQUEST_URI) {
                throw Members.wrong("request_uris", "must have at most " + LONGEST_REQUEST_URI + " characters each");
            }
        }
        for (String uri : metadata.logout().postLogoutRedirectUris()) {
            if (!new RedirectUri(uri).isAllowed(ClientKind.NATIVE, development)) {
                throw Members.wrong("post_logout_redirect_uris", "must be https addresses without a fragment");
            }
        }
        requireImplicitOnTheWeb(kind, permissions);
        requireOneSector(metadata, permissions);
    }

    /**
     * An app that registers itself and lives on people's devices has no site that could prove its pages to be its own: they are
     * left out, so that nobody is led to take it for somebody else's (9.1).
     */
    ClientMetadata shown(ClientMetadata metadata, Permissions permissions) {
        boolean isAtHome = !sites(permissions).isEmpty();
        return isAtHome ? metadata : metadata.withDisplay(metadata.display().withoutAddresses());
    }

    private void requirePages(Display display, Set<String> sites) {
        requireWeb("logo_uri", display.logoUri(), sites);
        requireWeb("client_uri", display.clientUri(), sites);
        requireWeb("policy_uri", display.policyUri(), sites);
        // 9.1 names logo_uri and policy_uri; terms are often the operator's of several apps, and people see where they
        // are.
        requireWeb("tos_uri", display.tosUri(), Set.of());
    }

    private void requireWeb(String member, @Nullable URI uri, Set<String> hosts) {
        if (uri == null) {
            return;
        }
        boolean isLocal = development && "http".equals(uri.getScheme()) && isLoopback(uri.getHost());
        if (uri.getHost() == null || uri.getRawUserInfo() != null || !("https".equals(uri.getScheme()) || isLocal)) {
            throw Members.wrong(member, "must be an https address");
        }
        if (!hosts.isEmpty() && !hosts.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            throw Members.wrong(member, "must be on the host of one of the redirect_uris");
        }
    }

    /** Registration, 2, application_type: tokens must not travel in the clear, nor to whatever listens on the machine. */
    private void requireImplicitOnTheWeb(ClientKind kind, Permissions permissions) {
        boolean isWeb = kind == ClientKind.WEB || kind == ClientKind.SPA;
        if (isWeb && !development && permissions.grants().contains(GrantType.IMPLICIT)) {
            for (RedirectUri redirect : permissions.redirectUris()) {
                URI uri = URI.create(redirect.value());
                if (!"https".equals(uri.getScheme()) || isLoopback(uri.getHost())) {
                    throw Members.wrong("redirect_uris", "must be https and not localhost for the grant implicit");
                }
            }
        }
    }

    /** OpenID Connect Core, 8.1. */
    private static void requireOneSector(ClientMetadata metadata, Permissions permissions) {
        boolean isNamed = metadata.subject().sectorIdentifierUri() != null;
        if (metadata.subject().type() == SubjectType.PAIRWISE
                && !isNamed
                && hosts(permissions).size() > 1) {
            throw Members.wrong(
                    "sector_identifier_uri",
                    "is needed: the redirect_uris are on several hosts and subject_type pairwise");
        }
    }

    /** The hosts that the answers go to and that somebody must own; in {@code --dev} this machine's own too. */
    private Set<String> sites(Permissions permissions) {
        return hosts(permissions).stream()
                .filter(host -> development || !isLoopback(host))
                .collect(Collectors.toSet());
    }

    private static Set<String> hosts(Permissions permissions) {
        return permissions.redirectUris().stream()
                .map(uri -> URI.create(uri.value()))
                .filter(uri -> uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme()))
                .map(URI::getHost)
                .collect(Collectors.toSet());
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null && LOOPBACK.contains(host);
    }
}
