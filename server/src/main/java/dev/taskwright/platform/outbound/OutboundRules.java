package dev.taskwright.platform.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which machines may be asked: those with public addresses, and those the operator names. RFC 9700, 2.6 leaves it to the
 * server; OpenID Connect Core, 12.1 and RFC 7591, 5 warn of it.
 */
public final class OutboundRules {
    /** IPv4 addresses that belong to no public machine: RFC 6890 and its registry. */
    private static final List<AddressRange> NOT_PUBLIC_V4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    /** Of IPv6 only global unicast is public; these parts of it are not, or carry an IPv4 address inside. */
    private static final AddressRange GLOBAL_V6 = AddressRange.parse("2000::/3");

    private static final List<AddressRange> NOT_PUBLIC_V6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final boolean loopback;
    private final List<AddressRange> open = new ArrayList<>();
    private final Set<String> openHosts = new HashSet<>();

    /**
     * @param loopback whether this machine itself may be asked, also without TLS: only for development
     * @param allowed host names, addresses and ranges that may be asked although they are not public
     * @throws IllegalArgumentException when one of them is neither
     */
    public OutboundRules(boolean loopback, List<String> allowed) {
        this.loopback = loopback;
        for (String each : allowed) {
            if (each.contains("/")) {
                open.add(AddressRange.parse(each));
            } else if (each.matches("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")) {
                openHosts.add(each.toLowerCase(Locale.ROOT));
            } else {
                throw new IllegalArgumentException("must be host names, addresses or ADDRESS/BITS: " + each);
            }
        }
    }

    /** Public addresses only. */
    public static OutboundRules strict() {
        return new OutboundRules(false, List.of());
    }

    boolean mayAsk(String host, InetAddress address) {
        InetAddress plain = AddressRange.unmapped(address);
        return isPublic(plain)
                || (loopback && plain.isLoopbackAddress())
                || openHosts.contains(host.toLowerCase(Locale.ROOT))
                || openHosts.contains(plain.getHostAddress())
                || open.stream().anyMatch(range -> range.contains(plain));
    }

    /** Whether the connection may go without TLS. */
    boolean mayAskInTheClear(InetAddress address) {
        return loopback && address.isLoopbackAddress();
    }

    static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? NOT_PUBLIC_V4.stream().noneMatch(range -> range.contains(address))
                : GLOBAL_V6.contains(address) && NOT_PUBLIC_V6.stream().noneMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }
}
