package dev.taskwright.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of addresses: {@code 10.0.0.0/8}, {@code fd00::/8}.
 *
 * @param bits how many leading bits an address must share
 */
public record AddressRange(InetAddress first, int bits) {

    /** @throws IllegalArgumentException when it is not an address, a slash and a number of bits that fits it */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        try {
            // Only literals: a name must not be looked up here.
            InetAddress first = InetAddress.ofLiteral(text.substring(0, slash));
            int bits = Integer.parseInt(text.substring(slash + 1));
            if (bits >= 0 && bits <= first.getAddress().length * 8) {
                return new AddressRange(first, bits);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            // the same answer as for too many bits
        }
        throw new IllegalArgumentException("must be ADDRESS/BITS: " + text);
    }

    /** An IPv4 address inside IPv6 counts as what it is. */
    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
            if (((mine[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The IPv4 address that an IPv6 one carries inside ({@code ::ffff:0:0/96}), or the address itself. */
    static InetAddress unmapped(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
