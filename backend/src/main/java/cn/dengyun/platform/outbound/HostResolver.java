package cn.dengyun.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks the name service. */
public interface HostResolver {

    /** All addresses of a host name, at least one. Blocks. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
