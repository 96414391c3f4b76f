package dev.taskwright.oauth.logout;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.tokens.Participant;
import dev.taskwright.platform.jobs.JobHandler;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.platform.outbound.OutboundAnswer;
import dev.taskwright.platform.outbound.OutboundRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an app from server to server that a session is over: OpenID Connect Back-Channel Logout, 2.5 and 2.8. What could
 * not be delivered is tried again later; what the app refuses is not.
 */
public final class BackChannelLogout implements JobHandler {
    static final String KIND = "logout.backchannel";

    private static final Logger LOG = LoggerFactory.getLogger(BackChannelLogout.class);

    private final Clients clients;
    private final LogoutTokens tokens;
    private final Outbound outbound;

    public BackChannelLogout(Clients clients, LogoutTokens tokens, Outbound outbound) {
        this.clients = clients;
        this.tokens = tokens;
        this.outbound = outbound;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String payload) {
        Participant participant = ParticipantJson.read(payload);
        Optional<Client> client = clients.find(participant.client().value());
        URI address =
                client.map(found -> found.metadata().logout().backChannelUri()).orElse(null);
        if (client.isEmpty() || address == null) {
            return;
        }
        String token = tokens.issue(client.get(), participant);
        OutboundAnswer answer = outbound.ask(OutboundRequest.post(address, Map.of("logout_token", token)));
        if (answer.isWorthAnotherTry()) {
            throw new IllegalStateException(
                    "the app " + client.get().id() + " answered with status " + answer.status());
        }
        if (!answer.isSuccess()) {
            LOG.info(
                    "the app {} refused a logout token with status {}",
                    client.get().id(),
                    answer.status());
        }
    }
}
