package cn.dengyun.provider;

import cn.dengyun.identity.delegation.AgentBar;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Who is disqualified as a provider does not act for enterprises either, as long as that is in force. */
@ApplicationScoped
class DisqualifiedAgents implements AgentBar {

    private final UnfitProviders unfit;

    DisqualifiedAgents(UnfitProviders unfit) {
        this.unfit = unfit;
    }

    @Override
    public boolean isBarred(UUID organizationId, Instant moment) {
        return unfit.isDisqualified(organizationId, moment);
    }
}
