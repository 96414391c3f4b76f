package dev.taskwright.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The addresses of a host name. */
@FunctionalInterface
public interface HostLookup {
    List<InetAddress> addresses(String host) throws UnknownHostException;

    /** As the machine does it. */
    static HostLookup system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
