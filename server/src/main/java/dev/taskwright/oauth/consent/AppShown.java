package dev.taskwright.oauth.consent;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Display;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.platform.html.Viewer;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An app as people see it.
 *
 * @param initial what stands where a picture would
 * @param logo path of its picture on this server; null when it has none
 * @param kind what sort of program it is, in words
 * @param describedAt the host whose document all this is from; null for an app that is registered here
 * @param onDevice whether it answers to no place but the person's own machine, where any program may listen
 * @param publisher who vouches for the program by a signed statement; null when nobody does
 */
public record AppShown(
        String id,
        String name,
        String initial,
        @Nullable String logo,
        String kind,
        @Nullable String describedAt,
        boolean onDevice,
        @Nullable String publisher,
        @Nullable URI home,
        @Nullable URI policy,
        @Nullable URI terms) {

    public static AppShown of(Client client) {
        Display display = client.metadata().display();
        return new AppShown(
                client.id().value(),
                client.name(),
                Viewer.initial(client.name()),
                display.logo(),
                kind(client),
                client.describedAt().orElse(null),
                !client.redirectUris().isEmpty()
                        && client.redirectUris().stream().allMatch(RedirectUri::isLoopback),
                client.metadata().software().publisher().orElse(null),
                display.clientUri(),
                display.policyUri(),
                display.tosUri());
    }

    public boolean hasReading() {
        return policy != null || terms != null;
    }

    /** What to show of an address: where it leads, without what may be made to mislead. */
    public static String host(URI address) {
        return String.valueOf(address.getHost());
    }

    private static String kind(Client client) {
        return switch (client.kind()) {
            case WEB -> "A web app";
            case SPA -> "An app in your browser";
            case NATIVE -> "An app on your device";
            case MACHINE -> "A program on a server";
            case DEVICE -> "A device without a browser";
            case MCP -> "An agent: it decides by itself what to do with what you allow";
        };
    }
}
