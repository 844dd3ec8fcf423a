package cn.dengyun.events.webhook;

import cn.dengyun.platform.outbound.OutboundRules;
import java.util.Set;

/** Where the calls of one test may go. */
record TestOutboundRules(boolean allowsPrivateTargets, Set<Integer> ports) implements OutboundRules {

    static TestOutboundRules everything() {
        return new TestOutboundRules(true, Set.of());
    }
}
