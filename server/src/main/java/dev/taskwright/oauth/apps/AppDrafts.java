package dev.taskwright.oauth.apps;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.authentication.ClientSecrets;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.ClientProof;
import dev.taskwright.oauth.clients.ClientSecret;
import dev.taskwright.oauth.clients.Members;
import dev.taskwright.oauth.clients.Permissions;
import dev.taskwright.oauth.clients.SecurityProfile;
import dev.taskwright.oauth.keys.SigningKeys;
import dev.taskwright.oauth.profiles.RegistrationRules;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.RefreshPolicy;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Apps as they will be, not stored yet: what somebody said of them is checked and completed, secrets are made. Needs no
 * database.
 */
public final class AppDrafts {
    private static final int SHORTEST_KEY = 32;
    private static final String PROFILE = "security_profile";

    private final ClientSecrets secrets;
    private final InstantSource clock;
    private final AppRules rules;
    private final MetadataRules metadataRules;

    /** @param development whether the server runs with {@code --dev} */
    public AppDrafts(
            ClientSecrets secrets, ScopeCatalog catalog, SigningKeys keys, InstantSource clock, boolean development) {
        this.secrets = secrets;
        this.clock = clock;
        this.rules = new AppRules(catalog, development);
        this.metadataRules =
                new MetadataRules(rules, new AddressRules(development), new AlgorithmRules(keys::algorithms));
    }

    /** An app in the words of the command line. */
    AddedApp of(NewApp app, UserId owner) {
        ClientKind kind = rules.kind(app.kind());
        @Nullable String secret = kind.isPublic() ? null : secrets.fresh();
        Set<ResponseType> types = rules.responseTypes(app.responseTypes());
        Set<GrantType> grants = rules.grants(app.grants(), kind, types);
        ScopeSet allowed = rules.allowed(app.scope(), kind);
        Permissions permissions = new Permissions(
                rules.redirectUris(app.redirectUris(), kind, grants),
                allowed,
                rules.usual(app.defaultScope(), allowed),
                grants,
                rules.fitting(types, grants),
                RefreshPolicy.ROTATE,
                false);
        ClientProof proof = secret == null
                ? new ClientProof(Set.of(AuthenticationMethod.NONE), List.of())
                : new ClientProof(
                        Set.of(AuthenticationMethod.CLIENT_SECRET_BASIC, AuthenticationMethod.CLIENT_SECRET_POST),
                        List.of(new ClientSecret(Digests.sha256Base64Url(secret), null, null)));
        Client client = new Client(
                secrets.freshId(),
                kind,
                owner,
                clock.instant(),
                permissions,
                proof,
                ClientMetadata.named(rules.name(app.name())));
        return new AddedApp(client, secret);
    }

    /** An app by its metadata as the operator or its owner says it: id and secret may be chosen. */
    AddedApp chosen(UserId owner, @Nullable Object metadata) {
        Members members = Members.of(metadata);
        ClientId id = members.text("client_id").map(AppDrafts::chosen).orElseGet(secrets::freshId);
        return draft(id, owner, members, true);
    }

    /** An app that registers itself, and may say nothing an operator says. */
    AddedApp ofItself(@Nullable UserId owner, @Nullable Object metadata) {
        return draft(secrets.freshId(), owner, Members.of(metadata), false);
    }

    /**
     * An app that describes itself in a document: the same, under the document's address and without any secret.
     *
     * @param metadata with a {@code token_endpoint_auth_method} that needs none
     * @throws dev.taskwright.base.ProblemException {@code Invalid} at the member at fault
     */
    public Client described(ClientId id, @Nullable Object metadata) {
        return draft(id, null, Members.of(metadata), false).client();
    }

    /**
     * The same app with other metadata in place of all it had; its id, owner and secrets stay, and its profile unless
     * somebody trusted says so.
     *
     * @param trusted whether the operator or its owner says it
     */
    public AddedApp changed(Client client, @Nullable Object metadata, boolean trusted) {
        SecurityProfile held = client.metadata().security().profile();
        Members members = Members.of(metadata);
        MetadataRules.Checked checked = metadataRules
                .check(trusted || members.has(PROFILE) ? members : members.with(PROFILE, held.word()), trusted, held)
                .showing(client);
        boolean signs = client(client.id(), client.owner(), client.createdAt(), checked, List.of())
                .usesSecretAsKey();
        List<ClientSecret> kept = client.proof().secrets(clock.instant()).stream()
                .filter(secret -> !signs || secret.sealed() != null)
                .toList();
        if (checked.methods().stream().noneMatch(AuthenticationMethod::usesSecret)) {
            kept = List.of();
        } else if (kept.isEmpty()) {
            String secret = secrets.fresh();
            List<ClientSecret> one = List.of(secrets.keep(client.id(), secret, signs, null));
            return new AddedApp(client(client.id(), client.owner(), client.createdAt(), checked, one), secret);
        }
        return new AddedApp(client(client.id(), client.owner(), client.createdAt(), checked, kept), null);
    }

    /** The same app with one more secret; those that hold now end after {@code overlap}. */
    AddedApp withOneMoreSecret(Client client, Duration overlap) {
        Instant end = clock.instant().plus(overlap);
        String secret = secrets.fresh();
        List<ClientSecret> all = new ArrayList<>();
        for (ClientSecret old : client.proof().secrets(clock.instant())) {
            Instant known = old.expiresAt();
            all.add(new ClientSecret(old.digest(), old.sealed(), known == null || known.isAfter(end) ? end : known));
        }
        all.add(secrets.keep(client.id(), secret, client.usesSecretAsKey(), null));
        Client changed = new Client(
                client.id(),
                client.kind(),
                client.owner(),
                client.createdAt(),
                client.permissions(),
                new ClientProof(client.authenticationMethods(), all),
                client.metadata());
        return new AddedApp(changed, secret);
    }

    private AddedApp draft(ClientId id, @Nullable UserId owner, Members members, boolean trusted) {
        MetadataRules.Checked checked = metadataRules.check(members, trusted);
        Client client = client(id, owner, clock.instant(), checked, List.of());
        if (checked.methods().stream().noneMatch(AuthenticationMethod::usesSecret)) {
            return new AddedApp(client, null);
        }
        String secret = trusted ? members.text("client_secret").orElseGet(secrets::fresh) : secrets.fresh();
        if (client.usesSecretAsKey() && secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST_KEY) {
            throw Members.wrong("client_secret", "must have at least 32 bytes to sign with (RFC 7518, 3.2)");
        }
        List<ClientSecret> kept = List.of(secrets.keep(id, secret, client.usesSecretAsKey(), null));
        return new AddedApp(client(id, owner, client.createdAt(), checked, kept), secret);
    }

    private static Client client(
            ClientId id,
            @Nullable UserId owner,
            Instant createdAt,
            MetadataRules.Checked checked,
            List<ClientSecret> kept) {
        Client client = new Client(
                id,
                checked.kind(),
                owner,
                createdAt,
                checked.permissions(),
                new ClientProof(checked.methods(), kept),
                checked.metadata());
        RegistrationRules.check(client);
        return client;
    }

    private static ClientId chosen(String id) {
        if (!ClientId.isWellFormed(id)) {
            throw Members.wrong("client_id", "must be 1 to 512 printable characters without space, and no number");
        }
        return new ClientId(id);
    }
}
