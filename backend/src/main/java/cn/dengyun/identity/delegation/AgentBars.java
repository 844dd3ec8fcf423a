package cn.dengyun.identity.delegation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.UUID;

/** All that keeps organisations from acting for others. */
@ApplicationScoped
class AgentBars {

    private final Instance<AgentBar> bars;

    AgentBars(Instance<AgentBar> bars) {
        this.bars = bars;
    }

    boolean isBarred(UUID organizationId, Instant moment) {
        return bars.stream().anyMatch(bar -> bar.isBarred(organizationId, moment));
    }
}
