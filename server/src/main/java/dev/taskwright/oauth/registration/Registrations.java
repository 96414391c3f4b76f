package dev.taskwright.oauth.registration;

import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.apps.SelfRegistration;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Apps register themselves, and read, change and delete their own registration: RFC 7591; RFC 7592. */
public final class Registrations {
    /** How long an app stays that anybody may have registered and that nobody uses. */
    static final Duration UNUSED_FOR = Duration.ofDays(30);

    private static final int MOST_SWEPT = 500;

    private final Db db;
    private final SelfRegistration apps;
    private final Clients clients;
    private final RandomTokens random;
    private final InstantSource clock;
    private final RegistrationChecks checks;
    private final InitialTokens tokens;
    private final RegistrationStore store = new RegistrationStore();

    public Registrations(
            Db db,
            SelfRegistration apps,
            Clients clients,
            InitialTokens tokens,
            RegistrationChecks checks,
            RandomTokens random,
            InstantSource clock) {
        this.db = db;
        this.apps = apps;
        this.clients = clients;
        this.random = random;
        this.clock = clock;
        this.tokens = tokens;
        this.checks = checks;
    }

    /**
     * @param initial the token that lets this app in, to be used up by it; empty where none is needed
     * @param metadata a JSON object
     * @throws ProblemException {@code Invalid} at the member at fault
     * @throws OAuthException {@code invalid_token} when somebody else took its last use meanwhile; or what is wrong with
     *     the software statement
     */
    Registered register(Optional<InitialToken> initial, @Nullable Object metadata) {
        AddedApp app = apps.draft(initial.map(InitialToken::owner).orElse(null), checks.vouched(metadata));
        checks.requireSector(app.client());
        String token = random.token256();
        Instant now = clock.instant();
        return db.write(tx -> {
            initial.ifPresent(used -> use(tx, used, now));
            apps.insert(tx, app.client());
            store.insert(
                    tx,
                    app.client().id(),
                    Digests.sha256Base64Url(token),
                    initial.map(InitialToken::id).orElse(null),
                    now);
            return new Registered(app, token);
        });
    }

    private void use(Tx tx, InitialToken token, Instant now) {
        if (!tokens.use(tx, token, now)) {
            throw new OAuthException(RegistrationGate.refused());
        }
    }

    /**
     * The app whose registration the token manages.
     *
     * @throws OAuthException {@code invalid_token}; also for an app that is not there: RFC 7592, 2.1
     */
    Client managed(String clientId, String token) {
        String presented = Digests.sha256Base64Url(token);
        Optional<String> known =
                ClientId.isWellFormed(clientId) ? db.read(tx -> store.tokenDigest(tx, clientId)) : Optional.empty();
        boolean isRight = Digests.sameSecret(known.orElse(presented + "?"), presented);
        return clients.find(clientId)
                .filter(client -> isRight && known.isPresent())
                .orElseThrow(() ->
                        new OAuthException(OAuthError.invalidToken("the registration access token is not this app's")));
    }

    /** The app as it is from now on; what the metadata does not say is as usual again: RFC 7592, 2.2. */
    AddedApp replace(Client client, @Nullable Object metadata) {
        requireSecret(client, metadata);
        AddedApp app = apps.redraft(client, checks.vouched(metadata));
        checks.requireSector(app.client());
        return db.write(tx -> {
            apps.replace(tx, app.client());
            return app;
        });
    }

    /** RFC 7592, 2.2: an app may repeat its secret, not choose another. */
    private void requireSecret(Client client, @Nullable Object metadata) {
        Object said = metadata instanceof Map<?, ?> members ? members.get("client_secret") : null;
        if (said != null && !Clients.hasSecret(client, said.toString(), clock.instant())) {
            throw ProblemException.invalid("client_secret", "client_secret must be the app's own or left out");
        }
    }

    void delete(Client client) {
        db.write(tx -> apps.remove(tx, client.id()));
    }

    /**
     * To be called every few minutes: apps that were registered without a token, that nobody has allowed anything and that
     * have not proved who they are for thirty days go. Returns how many.
     */
    public int forgetUnused() {
        Instant limit = clock.instant().minus(UNUSED_FOR);
        return db.write(tx -> {
            List<ClientId> unused = store.unused(tx, limit, MOST_SWEPT);
            unused.forEach(id -> apps.remove(tx, id));
            return unused.size();
        });
    }
}
