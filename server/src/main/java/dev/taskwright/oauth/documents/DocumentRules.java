package dev.taskwright.oauth.documents;

import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.apps.AppDrafts;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.Display;
import dev.taskwright.oauth.clients.Members;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of its app: draft 02, 4, and what the Model Context Protocol requires of one. It is written for
 * many servers, so that what this one does not offer is passed over where something remains; all that is taken holds as
 * in any registration.
 */
final class DocumentRules {
    private static final String ID = "client_id";
    private static final String METHOD = "token_endpoint_auth_method";
    private static final String REDIRECTS = "redirect_uris";
    private static final String GRANTS = "grant_types";
    private static final String TYPES = "response_types";

    /** What acts for a person who was asked here; nobody is asked on an unknown app's behalf out of the blue. */
    private static final Set<GrantType> OFFERED =
            Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.DEVICE_CODE);

    /** Nobody can share a secret by a document that all can read. */
    private static final List<String> SECRETS = List.of("client_secret", "client_secret_expires_at");

    /** What must be somebody else's word, or be looked up before it is believed. */
    private static final List<String> NOT_ITS_OWN_WORD = List.of(
            "software_statement",
            "answers_for",
            "may_act",
            "security_profile",
            "kind",
            "default_scope",
            "refresh_policy");

    private static final List<String> PAGES = List.of("logo_uri", "client_uri", "policy_uri", "tos_uri");

    private final AppDrafts drafts;
    private final ScopeCatalog catalog;
    private final boolean development;

    DocumentRules(AppDrafts drafts, ScopeCatalog catalog, boolean development) {
        this.drafts = drafts;
        this.catalog = catalog;
        this.development = development;
    }

    /**
     * @param before the app as it is written down; it keeps what is not its own word
     * @throws ProblemException {@code Invalid} at the member at fault
     */
    Client read(DocumentAddress address, byte[] document, Optional<Client> before) {
        if (!(Json.parse(new String(document, StandardCharsets.UTF_8)) instanceof Map<?, ?> plain)) {
            throw ProblemException.invalid("", "the document must be a JSON object");
        }
        Members said = Members.of(plain);
        require(address, said);
        Map<String, Object> taken = new LinkedHashMap<>();
        plain.forEach((name, value) -> {
            if (value != null) {
                taken.put(String.valueOf(name), value);
            }
        });
        NOT_ITS_OWN_WORD.forEach(taken::remove);
        PAGES.forEach(taken::remove);
        taken.put(METHOD, method(said).word());
        takeGrants(said, taken);
        takeRedirects(said, taken);
        if (isOfOtherServers(said)) {
            taken.remove("scope");
        }
        Client client = before.map(known -> drafts.changed(known, taken, false).client())
                .orElseGet(() -> drafts.described(address.clientId(), taken));
        Display own = shown(client, address, said);
        return client.with(client.metadata()
                .withDisplay(before.map(known -> own.showing(known.metadata().display()))
                        .orElse(own)));
    }

    private static void require(DocumentAddress address, Members said) {
        if (!said.text(ID).map(address.clientId().value()::equals).orElse(false)) {
            throw Members.wrong(ID, "in the document must be its own address, character by character");
        }
        for (String secret : SECRETS) {
            if (said.has(secret)) {
                throw Members.wrong(secret, "must not be in a document");
            }
        }
        if (said.text("client_name").filter(name -> !name.isBlank()).isEmpty()) {
            throw Members.wrong("client_name", "is missing");
        }
        if (said.has("sector_identifier_uri")) {
            throw Members.wrong("sector_identifier_uri", "is for apps that register");
        }
    }

    private static AuthenticationMethod method(Members said) {
        AuthenticationMethod method = said.word(METHOD, AuthenticationMethod::of, "none or private_key_jwt")
                .orElse(AuthenticationMethod.NONE);
        if (method.usesSecret()) {
            throw Members.wrong(METHOD, "must be none or private_key_jwt: a document shares no secret");
        }
        return method;
    }

    private static void takeGrants(Members said, Map<String, Object> taken) {
        if (said.has(GRANTS)) {
            taken.put(
                    GRANTS,
                    offered(
                            said,
                            GRANTS,
                            word -> GrantType.of(word).filter(OFFERED::contains).isPresent()));
        }
        if (said.has(TYPES)) {
            // Tokens in an address are an old form that new apps have no need of (RFC 9700, 2.1.2).
            taken.put(
                    TYPES,
                    offered(
                            said,
                            TYPES,
                            word -> ResponseType.of(word)
                                    .filter(ResponseType.CODE::equals)
                                    .isPresent()));
        }
    }

    /** Those that are served; when it is none, all, for the rule that refuses them to say why. */
    private static List<String> offered(Members said, String member, Predicate<String> isOffered) {
        List<String> offered = said.texts(member).stream().filter(isOffered).toList();
        return offered.isEmpty() ? said.texts(member) : offered;
    }

    /** RFC 8252, 7: who has an address on the person's device is native, although it does not say so. */
    private void takeRedirects(Members said, Map<String, Object> taken) {
        List<String> redirects = said.texts(REDIRECTS);
        if (!said.has("application_type") && redirects.stream().anyMatch(uri -> !uri.startsWith("https:"))) {
            taken.put("application_type", "native");
        }
        ClientKind kind = "native".equals(taken.get("application_type")) ? ClientKind.NATIVE : ClientKind.WEB;
        List<String> allowed = redirects.stream()
                .filter(uri -> new RedirectUri(uri).isAllowed(kind, development))
                .toList();
        if (!allowed.isEmpty()) {
            taken.put(REDIRECTS, allowed);
        }
    }

    /** Whether it names scopes, and none of this server's. */
    private boolean isOfOtherServers(Members said) {
        return said.text("scope")
                .flatMap(ScopeSet::parse)
                .filter(scopes -> scopes.scopes().stream().noneMatch(catalog.all()::contains))
                .isPresent();
    }

    /**
     * With those of its pages that are where its document is or where its answers go: nobody is led to take it for somebody
     * else (OpenID Connect Registration, 9.1). The terms may be elsewhere; people see where.
     */
    private static Display shown(Client client, DocumentAddress address, Members said) {
        Set<String> hosts = client.redirectUris().stream()
                .map(uri -> URI.create(uri.value()))
                .filter(uri -> "https".equals(uri.getScheme()))
                .map(URI::getHost)
                .collect(Collectors.toSet());
        hosts.add(address.host());
        Display known = client.metadata().display();
        return new Display(
                known.name(),
                null,
                page(said, "logo_uri", hosts),
                page(said, "client_uri", hosts),
                page(said, "policy_uri", hosts),
                page(said, "tos_uri", Set.of()),
                known.contacts());
    }

    /** @param hosts where it must be; empty for anywhere */
    private static @Nullable URI page(Members said, String member, Set<String> hosts) {
        return said.text(member)
                .flatMap(DocumentRules::web)
                .filter(page -> hosts.isEmpty() || hosts.contains(page.getHost()))
                .orElse(null);
    }

    private static Optional<URI> web(String text) {
        try {
            URI uri = new URI(text).parseServerAuthority();
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}
