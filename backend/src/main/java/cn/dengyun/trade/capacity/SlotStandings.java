package cn.dengyun.trade.capacity;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.StandingEffect;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Slots that are not over are freed when one of their sides is frozen. */
@ApplicationScoped
class SlotStandings implements StandingEffect {

    private final SlotService slots;

    SlotStandings(SlotService slots) {
        this.slots = slots;
    }

    @Override
    public Uni<Void> follow(SqlConnection connection, CertifiedStanding standing, Instant now) {
        return standing.isFrozen()
                ? slots.freeAllOf(connection, standing.organizationId())
                : Uni.createFrom().voidItem();
    }
}
