package cn.dengyun.application.domain;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses of the net that tell callers apart. */
public final class NetAddress {

    private NetAddress() {}

    /** The address, or null when many can have the same: one of this machine or of a private network. */
    public static String tellingApart(String address) {
        // Literals only: anything else would be looked up.
        if (address == null || !address.matches("[0-9a-fA-F:.]+")) {
            return null;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            boolean isPrivate = parsed.isLoopbackAddress()
                    || parsed.isSiteLocalAddress()
                    || parsed.isLinkLocalAddress()
                    || parsed.isAnyLocalAddress()
                    || parsed instanceof Inet6Address && (parsed.getAddress()[0] & 0xfe) == 0xfc;
            return isPrivate ? null : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
