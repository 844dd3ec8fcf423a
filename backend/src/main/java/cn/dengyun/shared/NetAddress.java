package cn.dengyun.shared;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Addresses of the net, and whom they tell apart. */
public final class NetAddress {

    /**
     * Bytes of an IPv6 address that its network gives; whoever has a network has all that follows (RFC 4291 §2.5.1).
     */
    private static final int NETWORK_BYTES = 8;

    private NetAddress() {}

    /**
     * Under what an address is counted: itself, but all addresses of one IPv6 network are the same caller's, who may
     * have more of them than can be counted. What is no address is counted as it is.
     */
    public static String shareOf(String address) {
        if (address == null || address.indexOf(':') < 0) {
            return address;
        }
        InetAddress parsed = parse(address.indexOf('%') < 0 ? address : address.substring(0, address.indexOf('%')));
        return parsed == null ? address : shareOf(parsed);
    }

    /** The same of an address that is parsed already. */
    public static String shareOf(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), address.getAddress().length);
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, or null when many can have it: an address of this machine or of a private network. */
    public static String tellingApart(String address) {
        InetAddress parsed = address == null ? null : parse(address);
        if (parsed == null) {
            return null;
        }
        boolean isPrivate = parsed.isLoopbackAddress()
                || parsed.isSiteLocalAddress()
                || parsed.isLinkLocalAddress()
                || parsed.isAnyLocalAddress()
                || parsed instanceof Inet6Address && (parsed.getAddress()[0] & 0xfe) == 0xfc;
        return isPrivate ? null : shareOf(parsed);
    }

    /** Null when it is none. Literals only: anything else would be looked up. */
    private static InetAddress parse(String address) {
        if (!address.matches("[0-9a-fA-F:.]+")) {
            return null;
        }
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
