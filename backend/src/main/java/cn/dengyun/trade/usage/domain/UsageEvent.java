package cn.dengyun.trade.usage.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.domain.ServiceOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was read of a meter, as it is on record: its content never changes.
 *
 * @param organizationId the enterprise
 * @param eventId the provider's own key, unique within the meter
 * @param occurredAt when, or from when
 * @param endsAt until when; null for a moment
 * @param quantity in units of the meter; null where a value was read
 * @param value what was read where different values are counted; else null
 * @param contentHash {@link UsageReading#hash}
 * @param receiptId of the request that it came in; null for what a correction put in the place of another
 * @param line of that request, from 1; null for the same
 * @param quarantine why it was held back when it came; null where it was not. It stays when it is released
 * @param reverses the event in whose place a correction put it; else null
 * @param billId the bill that counts it; null until one does
 * @param reason of who released, dismissed or reversed it; null before
 */
public record UsageEvent(
        UUID id,
        int version,
        UUID meterId,
        UUID orderId,
        UUID organizationId,
        UUID providerOrganizationId,
        String regionCode,
        String eventId,
        Instant occurredAt,
        Instant endsAt,
        BigDecimal quantity,
        String value,
        byte[] contentHash,
        UUID receiptId,
        Integer line,
        Instant receivedAt,
        UsageEventStatus status,
        Quarantine quarantine,
        UUID reverses,
        UUID billId,
        UUID decidedBy,
        Instant decidedAt,
        String reason)
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
        return Move.available(UsageEventMove.values(), status, move -> mayTake(actor, move) && isPossible(move));
    }

    private boolean mayTake(Actor actor, UsageEventMove move) {
        return isOf(actor, move) && !actor.isViewer() && actor.agentOrganizationId() == null;
    }

    private boolean isOf(Actor actor, UsageEventMove move) {
        return move.isOfEnterprise()
                ? actor.actsFor(organizationId) && actor.has(Roles.ENTERPRISE)
                : actor.actsFor(providerOrganizationId) && actor.has(Roles.PROVIDER);
    }

    private boolean isPossible(UsageEventMove move) {
        return move != UsageEventMove.RELEASE || quarantine != Quarantine.TOO_MANY_DIGITS;
    }

    /** Rejects with {@code not-yours} (403) whoever is not on the side whose move it is. */
    public void requireSide(Actor actor, UsageEventMove move) {
        if (!isOf(actor, move)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /**
     * It after a move. Rejects with {@code transition-not-allowed} and, to be released, {@code usage-not-releasable}
     * (409) where no bill could count it.
     */
    public UsageEvent moved(UsageEventMove move, UUID by, String why, Instant now) {
        UsageEventStatus target = move.from(status);
        if (!isPossible(move)) {
            throw Rejection.conflict("usage-not-releasable");
        }
        return new UsageEvent(
                id,
                version + 1,
                meterId,
                orderId,
                organizationId,
                providerOrganizationId,
                regionCode,
                eventId,
                occurredAt,
                endsAt,
                quantity,
                value,
                contentHash,
                receiptId,
                line,
                receivedAt,
                target,
                quarantine,
                reverses,
                billId,
                by,
                now,
                why);
    }

    public UsageReading reading() {
        return new UsageReading(eventId, occurredAt, endsAt, quantity, value);
    }
}
