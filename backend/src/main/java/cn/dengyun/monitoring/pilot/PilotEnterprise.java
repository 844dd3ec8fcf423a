package cn.dengyun.monitoring.pilot;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An enterprise that is connected first, and its provider. It is everybody's to know of once it has started.
 *
 * @param organizationId of the office that has planned it
 * @param providerName what the provider was called then
 * @param outcome what came of it; null before it is completed
 * @param startedAt null before
 * @param endedAt null while something is still to be done
 * @param reason of the last move; null where none was given
 */
record PilotEnterprise(
        UUID id,
        int version,
        UUID organizationId,
        String unitCode,
        String providerName,
        PilotForm form,
        PilotStatus status,
        String outcome,
        UUID plannedBy,
        Instant plannedAt,
        Instant startedAt,
        Instant endedAt,
        String reason,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "started_at IS NOT NULL";

    /** So many days behind the day by which it is to be completed, the result is to be told. */
    static final int DAYS_TO_TELL = 14;

    @Override
    public String regionCode() {
        return form.regionCode();
    }

    @Override
    public boolean isPublic() {
        return startedAt != null;
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(PilotMove.values(), status, move -> isOverseenBy(actor) && !actor.isViewer());
    }

    private boolean isOverseenBy(Actor actor) {
        return Oversight.of(actor).covers(regionCode());
    }

    /** Rejects with {@code not-yours} (403) whoever does not oversee the region. */
    void requireOverseer(Actor actor) {
        if (!isOverseenBy(actor)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** By when its result is to be told; null where none is. */
    Instant dueAt() {
        if (status != PilotStatus.RUNNING) {
            return null;
        }
        LocalDate last = form.untilOn().plusDays(1L + DAYS_TO_TELL);
        return last.atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
    }

    /** The change of what is planned. Rejects with {@code transition-not-allowed} (409). */
    Change<PilotEnterprise> edited(PilotForm says, String unit, String provider, Instant now) {
        PilotMove.EDIT.from(status);
        return changed(
                new PilotEnterprise(
                        id,
                        version + 1,
                        organizationId,
                        unit,
                        provider,
                        says,
                        status,
                        outcome,
                        plannedBy,
                        plannedAt,
                        startedAt,
                        endedAt,
                        null,
                        now),
                PilotMove.EDIT,
                null);
    }

    /**
     * The change by a move that leaves what is planned as it is. Rejects with {@code transition-not-allowed} (409).
     *
     * @param result null unless it is completed
     */
    Change<PilotEnterprise> moved(PilotMove move, String result, String why, Instant now) {
        PilotStatus target = move.from(status);
        boolean isOver = target == PilotStatus.COMPLETED || target == PilotStatus.ABANDONED;
        return changed(
                new PilotEnterprise(
                        id,
                        version + 1,
                        organizationId,
                        unitCode,
                        providerName,
                        form,
                        target,
                        result,
                        plannedBy,
                        plannedAt,
                        move == PilotMove.START ? now : startedAt,
                        isOver ? now : null,
                        why,
                        now),
                move,
                why);
    }

    private static Change<PilotEnterprise> changed(PilotEnterprise after, PilotMove move, String why) {
        return new Change<>(after, after.told(move.event), why);
    }

    DomainEvent told(PilotEvent event) {
        PilotEvent.Data data = new PilotEvent.Data(id, form.year(), regionCode(), form.providerId(), status);
        return event.about(this, data, updatedAt);
    }
}
