package cn.dengyun.trade.witness.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.usage.domain.UsageEvent;
import cn.dengyun.trade.usage.domain.UsageReading;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a witness has read of a meter; its content never changes, and no bill counts it. The witness knows of it, and
 * the authorities of the enterprise: the provider would otherwise know what to report.
 *
 * @param organizationId the witness
 * @param regionCode of the enterprise
 * @param eventId the witness's own key, unique within the meter
 * @param occurredAt when, or from when
 * @param endsAt until when; null for a moment
 * @param quantity in units of the meter, 0 where nothing was used; null where a value was read
 * @param value what was read where different values are counted; else null
 * @param contentHash {@link UsageReading#hash}
 * @param receiptId of the request that it came in, of which it was this line, from 1
 * @param retractedBy null while it counts, as retractedAt and reason
 */
public record UsageWitnessReading(
        UUID id,
        int version,
        UUID meterId,
        UUID organizationId,
        String regionCode,
        String eventId,
        Instant occurredAt,
        Instant endsAt,
        BigDecimal quantity,
        String value,
        byte[] contentHash,
        UUID receiptId,
        int line,
        Instant receivedAt,
        WitnessReadingStatus status,
        UUID retractedBy,
        Instant retractedAt,
        String reason)
        implements Aggregate {

    /** Of something that came as usage does, by that witness. */
    public static UsageWitnessReading of(UsageEvent came, UUID witness) {
        return new UsageWitnessReading(
                came.id(),
                0,
                came.meterId(),
                witness,
                came.regionCode(),
                came.eventId(),
                came.occurredAt(),
                came.endsAt(),
                came.quantity(),
                came.value(),
                came.contentHash(),
                came.receiptId(),
                came.line(),
                came.receivedAt(),
                WitnessReadingStatus.COUNTED,
                null,
                null,
                null);
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                WitnessReadingMove.values(),
                status,
                move -> isOfWitness(actor) && !actor.isViewer() && actor.agentOrganizationId() == null);
    }

    private boolean isOfWitness(Actor actor) {
        return actor.actsFor(organizationId) && actor.has(Roles.PROVIDER);
    }

    /** Rejects with {@code not-yours} (403) whoever is not the witness. */
    public void requireWitness(Actor actor) {
        if (!isOfWitness(actor)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** It, taken back. Rejects with {@code transition-not-allowed} (409). */
    public UsageWitnessReading retracted(UUID by, String why, Instant now) {
        WitnessReadingStatus target = WitnessReadingMove.RETRACT.from(status);
        return new UsageWitnessReading(
                id,
                version + 1,
                meterId,
                organizationId,
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
                by,
                now,
                why);
    }

    public UsageReading reading() {
        return new UsageReading(eventId, occurredAt, endsAt, quantity, value);
    }
}
