package dev.taskwright.oauth.logout;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.tokens.Participant;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The frames that tell apps in the browser that the session is over: OpenID Connect Front-Channel Logout, 2 and 3.
 *
 * @param addresses of the frames, with {@code iss} and {@code sid}
 * @param sources the same for {@code frame-src}: origin and path of exactly these
 */
record FrontChannel(List<String> addresses, List<String> sources) {

    static FrontChannel of(List<Participant> participants, Clients clients, Issuer issuer) {
        List<String> addresses = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (Participant participant : participants) {
            URI uri = clients.find(participant.client().value())
                    .map(Client::metadata)
                    .map(metadata -> metadata.logout().frontChannelUri())
                    .orElse(null);
            if (uri != null) {
                char separator = uri.getRawQuery() == null ? '?' : '&';
                addresses.add(uri.toString() + separator + "iss=" + encode(issuer.value()) + "&sid="
                        + encode(participant.sid()));
                sources.add(source(uri));
            }
        }
        return new FrontChannel(List.copyOf(addresses), List.copyOf(sources));
    }

    boolean isEmpty() {
        return addresses.isEmpty();
    }

    /** Content Security Policy, 2.3.1: semicolon and comma would end the source. */
    private static String source(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + uri.getRawAuthority()
                + path.replace(";", "%3B").replace(",", "%2C");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
