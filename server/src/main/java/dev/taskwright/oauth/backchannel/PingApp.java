package dev.taskwright.oauth.backchannel;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.decisions.Decision;
import dev.taskwright.oauth.decisions.Decision.State;
import dev.taskwright.oauth.decisions.Decisions;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.jobs.JobHandler;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.platform.outbound.OutboundAnswer;
import dev.taskwright.platform.outbound.OutboundRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an app that its person has answered: CIBA Core, 10.2. What could not be delivered is tried again until the request
 * is over or the app has come by itself; what the app refuses is not. A redirect is not followed.
 */
public final class PingApp implements JobHandler {
    static final String KIND = "backchannel.ping";

    private static final Logger LOG = LoggerFactory.getLogger(PingApp.class);

    private final Db db;
    private final Clients clients;
    private final Decisions decisions;
    private final Sealer sealer;
    private final Outbound outbound;
    private final InstantSource clock;
    private final BackchannelStore store = new BackchannelStore();

    public PingApp(Db db, Clients clients, Decisions decisions, Sealer sealer, Outbound outbound, InstantSource clock) {
        this.db = db;
        this.clients = clients;
        this.decisions = decisions;
        this.sealer = sealer;
        this.outbound = outbound;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** What the ping's secrets are sealed for. */
    static String context(String digest) {
        return "backchannel ping " + digest;
    }

    @Override
    public void run(String digest) {
        Optional<Decision> decision = db.read(tx -> decisions.find(tx, digest));
        Optional<byte[]> sealed = db.read(tx -> store.find(tx, digest)).flatMap(BackchannelStore.Kept::sealed);
        if (decision.isEmpty() || sealed.isEmpty() || !isWorthTelling(decision.get())) {
            return;
        }
        ClientId id = decision.get().client();
        URI address = clients.find(id.value())
                .map(Client::metadata)
                .map(metadata -> metadata.backchannel().notificationEndpoint())
                .orElse(null);
        if (address != null) {
            tell(id, address, Ping.of(new String(sealer.open(sealed.get(), context(digest)), StandardCharsets.UTF_8)));
        }
    }

    private boolean isWorthTelling(Decision decision) {
        State state = decision.state();
        return (state == State.ALLOWED || state == State.DENIED) && !decision.isExpired(clock.instant());
    }

    private void tell(ClientId app, URI address, Ping ping) {
        String json = Json.text(Map.of("auth_req_id", ping.requestId()));
        OutboundAnswer answer = outbound.ask(OutboundRequest.postJson(address, json, ping.token()));
        if (answer.isWorthAnotherTry()) {
            throw new IllegalStateException("the app " + app + " answered with status " + answer.status());
        }
        if (!answer.isSuccess()) {
            LOG.info("the app {} refused a ping with status {}", app, answer.status());
        }
    }
}
