package cn.dengyun.trade.capacity;

import cn.dengyun.provider.Provider;
import cn.dengyun.provider.SanctionEffect;
import cn.dengyun.provider.domain.Consequence;
import cn.dengyun.provider.domain.ConsequenceKind;
import cn.dengyun.provider.domain.Sanction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Slots with a provider that are not over are freed when it is disqualified. */
@ApplicationScoped
class SlotSanctions implements SanctionEffect {

    private final SlotService slots;

    SlotSanctions(SlotService slots) {
        this.slots = slots;
    }

    @Override
    public Uni<List<Consequence>> foresee(SqlConnection connection, Provider provider, Instant now) {
        return slots.toFreeWith(connection, provider.id())
                .map(living -> List.of(Consequence.of(ConsequenceKind.SLOTS_FREED, living)));
    }

    @Override
    public Uni<Void> carryOut(SqlConnection connection, Provider provider, Sanction sanction, Instant now) {
        return slots.freeAllWith(connection, provider.id(), sanction.reason());
    }
}
