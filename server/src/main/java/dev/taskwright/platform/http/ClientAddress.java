package dev.taskwright.platform.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * Where a request comes from, for limits and logs. Behind a proxy that is the last entry of {@code X-Forwarded-For}:
 * the one that our own proxy wrote, where the entries before it are the sender's claim.
 */
public final class ClientAddress {
    private static final int LONGEST = 64;

    private final boolean behindProxy;

    /** {@code behindProxy} comes from the configuration, never from a request. */
    public ClientAddress(boolean behindProxy) {
        this.behindProxy = behindProxy;
    }

    /** The numeric address, without port. */
    public String of(ServerRequest request) {
        if (behindProxy) {
            List<String> forwarded = request.headers().values(HeaderNames.X_FORWARDED_FOR);
            if (!forwarded.isEmpty()) {
                String list = forwarded.getLast();
                String last = list.substring(list.lastIndexOf(',') + 1).strip();
                if (isAddress(last)) {
                    return last;
                }
            }
        }
        SocketAddress peer = request.remotePeer().address();
        if (peer instanceof InetSocketAddress inet && inet.getAddress() != null) {
            return inet.getAddress().getHostAddress();
        }
        return request.remotePeer().host();
    }

    private static boolean isAddress(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':');
    }
}
