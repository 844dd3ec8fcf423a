package cn.dengyun.platform.outbound;

import java.util.Set;

/** Where calls may go: a bean says it for the whole platform. */
public interface OutboundRules {

    /** Whether plain http, every port and private addresses are allowed. */
    boolean allowsPrivateTargets();

    /** Ports that receivers may listen on: others belong to something that is no web server. */
    Set<Integer> ports();
}
