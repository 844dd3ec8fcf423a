package cn.dengyun.platform.outbound;

import java.util.Set;

/** Where the calls of one test may go. */
public record TestOutboundRules(boolean allowsPrivateTargets, Set<Integer> ports) implements OutboundRules {

    public static TestOutboundRules everything() {
        return new TestOutboundRules(true, Set.of());
    }
}
