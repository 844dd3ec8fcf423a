package cn.dengyun.events.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks the name service. */
interface HostResolver {

    /** All addresses of a host name, at least one. Blocks. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
