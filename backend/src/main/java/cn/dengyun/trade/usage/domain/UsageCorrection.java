package cn.dengyun.trade.usage.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.trade.order.domain.ServiceOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * That something which counted is taken back, and what counts in its place.
 *
 * @param reversedId the event that counts no more; it stays on record
 * @param replacementId the event in its place; null where there is none
 * @param billId the bill that takes back what another has counted; null before, and where none has
 */
public record UsageCorrection(
        UUID id,
        int version,
        UUID meterId,
        UUID orderId,
        UUID organizationId,
        UUID providerOrganizationId,
        String regionCode,
        UUID reversedId,
        UUID replacementId,
        String reason,
        UUID madeBy,
        Instant madeAt,
        UUID billId)
        implements Aggregate {

    /** Who may know of one in SQL, besides its enterprise and its authorities: the provider. */
    public static final String KNOWN = UsageMeter.KNOWN;

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.actsFor(organizationId) || actor.actsFor(providerOrganizationId);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || Aggregate.super.isHandledBy(actor) || ServiceOrder.seesAll(actor);
    }

    @Override
    public List<String> actions(Actor actor) {
        return List.of();
    }
}
