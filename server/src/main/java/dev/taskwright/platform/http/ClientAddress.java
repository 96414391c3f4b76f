package dev.taskwright.platform.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where a request comes from, for limits and logs. {@code X-Forwarded-For} is read from the right, as far as our own
 * proxies wrote it: everything before that is the sender's claim.
 */
public final class ClientAddress {
    private static final int LONGEST = 64;

    private final Predicate<String> isOurProxy;

    /** {@code isOurProxy} judges a numeric address; it comes from the configuration, never from a request. */
    public ClientAddress(Predicate<String> isOurProxy) {
        this.isOurProxy = isOurProxy;
    }

    /** For a server without a proxy in front: what requests say of themselves is ignored. */
    public static ClientAddress direct() {
        return new ClientAddress(address -> false);
    }

    /** The numeric address, without port. */
    public String of(ServerRequest request) {
        String nearest = peer(request);
        if (!isOurProxy.test(nearest)) {
            return nearest;
        }
        List<String> hops = Arrays.asList(String.join(",", request.headers().values(HeaderNames.X_FORWARDED_FOR))
                .split(",", -1));
        for (int i = hops.size() - 1; i >= 0 && isOurProxy.test(nearest); i--) {
            String hop = hops.get(i).strip();
            if (!isAddress(hop)) {
                break;
            }
            nearest = hop;
        }
        return nearest;
    }

    /** What one customer has of a numeric address: of IPv6 the first 64 bits, the rest is theirs to choose. */
    public static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8)
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException notNumeric) {
            return address;
        }
    }

    /** The numeric address at the other end of the connection. */
    static String peer(ServerRequest request) {
        SocketAddress peer = request.remotePeer().address();
        if (peer instanceof InetSocketAddress inet && inet.getAddress() != null) {
            return inet.getAddress().getHostAddress();
        }
        return request.remotePeer().host();
    }

    private static boolean isAddress(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        try {
            return InetAddress.ofLiteral(text).getHostAddress() != null;
        } catch (IllegalArgumentException notNumeric) {
            return false;
        }
    }
}
