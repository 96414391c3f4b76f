package dev.taskwright.oauth.documents;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.apps.AppDrafts;
import dev.taskwright.oauth.apps.SelfRegistration;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.platform.outbound.OutboundAnswer;
import dev.taskwright.platform.outbound.OutboundRefused;
import dev.taskwright.platform.outbound.OutboundRequest;
import dev.taskwright.platform.outbound.RemoteDocuments;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Meets apps by their documents. An app that was met is found like any other: in memory on this node, and on every node once
 * it has a row, which each new reading of its document brings up to date.
 */
public final class DescribedApps {
    private static final String ACCEPT = "application/json, application/*+json;q=0.9";

    /** Draft 02, 8.7. */
    private static final int MOST_BYTES = 5 * 1024;

    /** Draft 02, 5.2: what failed or was malformed is not remembered. */
    private static final RemoteDocuments.Keeping KEEPING =
            new RemoteDocuments.Keeping(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1), Duration.ZERO);

    private static final Duration UNUSED_FOR = Duration.ofDays(1);
    private static final int MOST_SWEPT = 500;

    private final Db db;
    private final Clients clients;
    private final SelfRegistration registration;
    private final Outbound outbound;
    private final InstantSource clock;
    private final DocumentRules rules;
    private final DocumentSettings settings;
    private final FetchLimits limits;
    private final RemoteDocuments<Client> documents;
    private final DocumentStore store = new DocumentStore();

    public DescribedApps(
            Db db,
            Clients clients,
            AppDrafts drafts,
            SelfRegistration registration,
            Outbound outbound,
            InstantSource clock,
            DocumentSettings settings) {
        this.db = db;
        this.clients = clients;
        this.registration = registration;
        this.outbound = outbound;
        this.clock = clock;
        this.settings = settings;
        this.rules = new DocumentRules(drafts, settings.catalog(), settings.development());
        this.limits = new FetchLimits(clock);
        this.documents = new RemoteDocuments<>(this::ask, clock, KEEPING, this::read);
    }

    /**
     * To be called where an app begins: its document is read again unless the last reading still holds. Does nothing for
     * any other app.
     *
     * @param presented whatever a request calls a client id
     * @param address numeric, of whoever sent the request; a fetch is charged to it
     * @throws OAuthException {@code invalid_client}: there is no usable document; nothing was stored
     * @throws ProblemException {@code TooMany} or {@code Unavailable}, when nobody may have it fetched just now
     */
    public void meet(String presented, String address) {
        if (isOurs(presented)) {
            read(presented, Optional.of(address));
        }
    }

    /** The same where an app is known perhaps: then the last reading serves as long as there is no newer. */
    public void greet(String presented, String address) {
        greet(presented, Optional.of(address));
    }

    /** The same for a step of a request that was charged when it arrived. */
    public void greet(String presented) {
        greet(presented, Optional.empty());
    }

    private void greet(String presented, Optional<String> address) {
        if (!isOurs(presented)) {
            return;
        }
        boolean isKnown = clients.find(presented).isPresent();
        if (isKnown && documents.hasFailedLately(URI.create(presented))) {
            return;
        }
        try {
            read(presented, address);
        } catch (OAuthException | ProblemException unusable) {
            if (!isKnown) {
                throw unusable;
            }
        }
    }

    /** What discovery says of it: draft 02, 6. */
    public Map<String, Object> facts() {
        return settings.areRead() ? Map.of("client_id_metadata_document_supported", true) : Map.of();
    }

    /**
     * Writes the app down, in whose name something is about to be written; an app with a row keeps it until the transaction
     * ends, and any other app than these is left alone.
     *
     * @throws ProblemException {@code Invalid} when this node has forgotten it meanwhile: it has to begin anew
     */
    public void writeDown(Tx tx, ClientId id) {
        if (!ClientId.isAddress(id.value()) || clients.locked(tx, id).isPresent()) {
            return;
        }
        Client client = clients.find(id.value())
                .orElseThrow(() -> ProblemException.invalid("client_id", "the app has to ask again"));
        registration.insertIfAbsent(tx, client);
    }

    /** To be called every few minutes: rows of apps that nobody allows anything go after a day. Returns how many. */
    public int forgetUnused() {
        Instant limit = clock.instant().minus(UNUSED_FOR);
        List<ClientId> unused = db.read(tx -> store.unused(tx, limit, MOST_SWEPT));
        return db.write(tx -> unused.stream()
                .mapToInt(id -> isStillUnused(tx, id) && registration.remove(tx, id) ? 1 : 0)
                .sum());
    }

    /** Whoever consents locks the row first: after that, what hangs on it can be seen. */
    private boolean isStillUnused(Tx tx, ClientId id) {
        return clients.locked(tx, id).isPresent() && !store.isAllowed(tx, id);
    }

    /** The operator may have registered an address as an id: then it is an app like any other (7.2). */
    private boolean isOurs(String presented) {
        return settings.areRead()
                && ClientId.isAddress(presented)
                && clients.registered(presented)
                        .map(row -> row.describedAt().isPresent())
                        .orElse(true);
    }

    private void read(String presented, Optional<String> address) {
        DocumentAddress document = DocumentAddress.of(presented, settings.development())
                .orElseThrow(() -> refused("must be https://host/path without user, dots or fragment"));
        if (!documents.isAtHand(document.uri())) {
            limits.take(document.host(), address);
        }
        try {
            Client client = documents.get(document.uri());
            if (clients.registered(presented).isEmpty()) {
                clients.introduce(client);
            }
        } catch (OutboundRefused unreachable) {
            throw new OAuthException(
                    OAuthError.invalidClient("client_id leads to no document that could be fetched"),
                    String.valueOf(unreachable.getMessage()));
        } catch (ProblemException unusable) {
            throw unusable.problem() instanceof Problem.Invalid wrong
                    ? refused("leads to a document that cannot be used: "
                            + OAuthError.of(wrong).description())
                    : unusable;
        }
    }

    private OutboundAnswer ask(URI address) {
        return limits.within(() ->
                outbound.find(OutboundRequest.get(address).accepting(ACCEPT).atMost(MOST_BYTES)));
    }

    private Client read(URI address, OutboundAnswer answer) {
        if (!answer.mediaType().orElse("").matches("application/([a-z0-9!#$&^_.-]+\\+)?json")) {
            throw ProblemException.invalid("", "its Content-Type must be application/json");
        }
        Optional<Client> row = clients.registered(address.toString());
        Client client = rules.read(new DocumentAddress(address), answer.body(), row);
        row.filter(known -> !known.equals(client)).ifPresent(known -> db.write(tx -> renew(tx, client)));
        return client;
    }

    private boolean renew(Tx tx, Client client) {
        boolean isThere = clients.locked(tx, client.id()).isPresent();
        if (isThere) {
            registration.replace(tx, client);
        }
        return isThere;
    }

    private static OAuthException refused(String why) {
        return new OAuthException(OAuthError.invalidClient("client_id " + why));
    }
}
