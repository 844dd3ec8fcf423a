package cn.dengyun.voucher;

import cn.dengyun.voucher.RedemptionEffect.Way;
import cn.dengyun.voucher.domain.Redemption;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** How captured money is taken back: asked of whoever pays it out, if somebody does. */
@ApplicationScoped
class RefundWays {

    private final Instance<RedemptionEffect> effects;

    RefundWays(Instance<RedemptionEffect> effects) {
        this.effects = effects;
    }

    /** Of which captures nothing can be taken back now; see {@link RedemptionEffect#hold}. */
    Uni<Set<UUID>> hold(SqlConnection connection, Collection<UUID> redemptionIds) {
        return effects.isUnsatisfied() || redemptionIds.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : effects.get().hold(connection, redemptionIds);
    }

    /** Rejects like {@link RedemptionEffect#refunding}. */
    Uni<Way> of(SqlConnection connection, Redemption redemption, long fen, Instant now) {
        return effects.isUnsatisfied()
                ? Uni.createFrom().item(new Way(Way.Kind.PAYABLE, now))
                : effects.get()
                        .refunding(connection, redemption, fen, now)
                        .map(way -> new Way(way.kind(), way.notBefore().isAfter(now) ? way.notBefore() : now));
    }
}
