package dev.taskwright.oauth.apps;

import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.jobs.JobHandler;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.platform.outbound.OutboundAnswer;
import dev.taskwright.platform.outbound.OutboundRefused;
import dev.taskwright.platform.outbound.OutboundRequest;
import dev.taskwright.platform.picture.Picture;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an app's picture from its {@code logo_uri}. What cannot be reached is tried again; what answers with something
 * else than a PNG, JPEG or GIF is taken to have no picture.
 */
public final class LogoFetch implements JobHandler {
    static final String KIND = "apps.logo";

    /** Twice as many pixels as the largest place that shows one. */
    private static final int SIDE = 256;

    private static final int MOST_BYTES = 1024 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Outbound outbound;
    private final Logos logos;

    public LogoFetch(Outbound outbound, Logos logos) {
        this.outbound = outbound;
        this.logos = logos;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String clientId) {
        Client client = logos.app(clientId).orElse(null);
        URI address = client == null ? null : client.metadata().display().logoUri();
        if (client != null && address != null) {
            logos.put(client.id(), address, fetched(address));
        }
    }

    /** @throws OutboundRefused to be tried again later */
    private @Nullable Picture fetched(URI address) {
        OutboundAnswer answer = outbound.ask(new OutboundRequest(address, null, "image/*", MOST_BYTES, LONGEST));
        if (answer.status() >= 500) {
            throw new OutboundRefused(address.getHost() + " answered with status " + answer.status());
        }
        try {
            return answer.status() == 200 ? Picture.of(answer.body(), SIDE) : null;
        } catch (ProblemException noPicture) {
            return null;
        }
    }
}
