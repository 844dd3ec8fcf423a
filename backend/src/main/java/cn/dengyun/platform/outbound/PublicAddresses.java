package cn.dengyun.platform.outbound;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public internet, by the special-purpose registries of IANA (RFC 6890 and its
 * successors). For IPv4 what is listed is not public; for IPv6 only 2000::/3 can be, so that mapped, compatible, NAT64,
 * unique local, link-local, site-local and multicast addresses need no line of their own.
 */
final class PublicAddresses {

    private static final List<Block> NOT_PUBLIC = List.of(
            Block.of("0.0.0.0/8"), // this network
            Block.of("10.0.0.0/8"), // RFC 1918
            Block.of("100.64.0.0/10"), // behind a carrier's NAT
            Block.of("127.0.0.0/8"), // loopback
            Block.of("168.63.129.16/32"), // a public address that is a cloud's metadata service to its own machines
            Block.of("169.254.0.0/16"), // link-local, metadata services
            Block.of("172.16.0.0/12"), // RFC 1918
            Block.of("192.0.0.0/24"), // protocol assignments
            Block.of("192.0.2.0/24"), // documentation
            Block.of("192.88.99.0/24"), // 6to4 relays
            Block.of("192.168.0.0/16"), // RFC 1918
            Block.of("198.18.0.0/15"), // benchmarks
            Block.of("198.51.100.0/24"), // documentation
            Block.of("203.0.113.0/24"), // documentation
            Block.of("224.0.0.0/4"), // multicast
            Block.of("240.0.0.0/4"), // reserved, broadcast
            Block.of("2001::/23"), // protocol assignments: Teredo, ORCHID, benchmarks
            Block.of("2001:db8::/32"), // documentation
            Block.of("2002::/16"), // 6to4, which hides an IPv4 address
            Block.of("3fff::/20")); // documentation

    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        if (address instanceof Inet6Address && !GLOBAL_UNICAST.contains(address)) {
            return false;
        }
        return NOT_PUBLIC.stream().noneMatch(block -> block.contains(address));
    }

    /** The addresses that begin with the same bits. */
    private record Block(byte[] network, int bits) {

        static Block of(String text) {
            int slash = text.indexOf('/');
            try {
                return new Block(
                        InetAddress.getByName(text.substring(0, slash)).getAddress(),
                        Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean contains(InetAddress address) {
            byte[] other = address.getAddress();
            if (other.length != network.length) {
                return false;
            }
            int rest = network.length * Byte.SIZE - bits;
            return Arrays.equals(
                    new BigInteger(1, network).shiftRight(rest).toByteArray(),
                    new BigInteger(1, other).shiftRight(rest).toByteArray());
        }
    }
}
