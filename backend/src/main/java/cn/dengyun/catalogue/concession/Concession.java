package cn.dengyun.catalogue.concession;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What a provider gives enterprises that move to the cloud, as agreed with the province.
 *
 * @param code by which people and offerings name it
 * @param organizationId of the province's office that drew it up
 * @param proposedBy who wrote what it says
 * @param publishedAt from when everybody knows of it; null for what nobody was told
 * @param endedAt from when it holds no more, where that was decided; null where its last day decides
 * @param reason of the last move; null where none was given
 */
record Concession(
        UUID id,
        int version,
        String code,
        UUID organizationId,
        String regionCode,
        UUID providerOrganizationId,
        String providerName,
        ConcessionForm form,
        ConcessionStatus status,
        UUID proposedBy,
        Instant proposedAt,
        UUID confirmedBy,
        Instant confirmedAt,
        UUID publishedBy,
        Instant publishedAt,
        Instant endedAt,
        String reason,
        Instant updatedAt)
        implements Aggregate {

    /** Who may know of one in SQL, besides the province: everybody once it is published, and always its provider. */
    static final String KNOWN = "published_at IS NOT NULL OR provider_organization_id = $4";

    /** Longer than what was known of concessions is remembered by any node. */
    private static final Duration LEAD = Duration.ofMinutes(1);

    @Override
    public boolean isPublic() {
        return publishedAt != null;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.actsFor(providerOrganizationId) || isOfProvince(actor);
    }

    /** An authority has a say where it oversees the whole province. */
    private boolean isOfProvince(Actor actor) {
        return actor.has(Roles.AUTHORITY) && Aggregate.super.isHandledBy(actor);
    }

    /** Whether the actor knows more of it than everybody does of what is published. */
    boolean isSeenWhollyBy(Actor actor) {
        return isHandledBy(actor) || Aggregate.seesAll(actor);
    }

    /** What the actor may do with it at a moment. */
    List<String> actionsAt(Actor actor, Instant now) {
        return available(actor, statusAt(now));
    }

    /** By what is on record alone; {@link #actionsAt} knows of the clock. */
    @Override
    public List<String> actions(Actor actor) {
        return available(actor, status);
    }

    private List<String> available(Actor actor, ConcessionStatus from) {
        return Move.available(ConcessionMove.values(), from, move -> isOf(actor, move.side) && !actor.isViewer());
    }

    private boolean isOf(Actor actor, ConcessionMove.Side side) {
        return switch (side) {
            case PROVINCE -> isOfProvince(actor);
            case OTHER_OF_PROVINCE ->
                isOfProvince(actor)
                        && !actor.id().equals(proposedBy)
                        && !actor.id().equals(confirmedBy);
            case PROVIDER -> isOwner(actor) && !actor.id().equals(proposedBy);
        };
    }

    private boolean isOwner(Actor actor) {
        return actor.has(Roles.PROVIDER) && actor.owns(providerOrganizationId);
    }

    /**
     * Rejects with {@code not-yours} (403) whoever is not on the side whose move it is, and with
     * {@code four-eyes-required} (403) who agrees with himself, whichever side he was on before: who confirms what he
     * has drawn up, or publishes what he has drawn up or confirmed.
     */
    void requireSide(Actor actor, ConcessionMove move) {
        boolean isOnSide = move.side == ConcessionMove.Side.PROVIDER ? isOwner(actor) : isOfProvince(actor);
        if (!isOnSide) {
            throw Rejection.forbidden("not-yours");
        }
        if (move.side != ConcessionMove.Side.PROVINCE) {
            FourEyes.require(proposedBy, actor.id());
        }
        if (move.side == ConcessionMove.Side.OTHER_OF_PROVINCE && confirmedBy != null) {
            FourEyes.require(confirmedBy, actor.id());
        }
    }

    /** Where it stands: it ends by itself. */
    ConcessionStatus statusAt(Instant now) {
        if (publishedAt == null) {
            return status;
        }
        boolean isOver = !now.isBefore(endOf(form.untilOn())) || endedAt != null && !now.isBefore(endedAt);
        return isOver ? ConcessionStatus.ENDED : ConcessionStatus.PUBLISHED;
    }

    /** The last day on which it holds, or held; before its first where it never did. */
    LocalDate lastOn() {
        if (endedAt == null) {
            return form.untilOn();
        }
        LocalDate ended = dayOf(endedAt.minusNanos(1));
        return ended.isBefore(form.untilOn()) ? ended : form.untilOn();
    }

    /**
     * The change by a move that leaves what it says as it is. Rejects with {@code transition-not-allowed} (409), also
     * what has ended by the clock.
     *
     * @param end from when it holds no more; null unless it is ended
     */
    Change<Concession> moved(ConcessionMove move, UUID by, String why, Instant end, Instant now) {
        move.from(statusAt(now));
        boolean isConfirmed = move == ConcessionMove.CONFIRM;
        boolean isPublished = move == ConcessionMove.PUBLISH;
        return changed(
                new Concession(
                        id,
                        version + 1,
                        code,
                        organizationId,
                        regionCode,
                        providerOrganizationId,
                        providerName,
                        form,
                        move.target(),
                        proposedBy,
                        proposedAt,
                        isConfirmed ? by : confirmedBy,
                        isConfirmed ? now : confirmedAt,
                        isPublished ? by : publishedBy,
                        isPublished ? now : publishedAt,
                        move == ConcessionMove.END ? end : endedAt,
                        why,
                        now),
                move,
                why);
    }

    /** The change of what a draft says, by somebody who answers for all of it then. */
    Change<Concession> edited(ConcessionForm says, UUID by, Instant now) {
        ConcessionStatus target = ConcessionMove.EDIT.from(status);
        return changed(
                new Concession(
                        id,
                        version + 1,
                        code,
                        organizationId,
                        regionCode,
                        providerOrganizationId,
                        providerName,
                        says,
                        target,
                        by,
                        now,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        now),
                ConcessionMove.EDIT,
                null);
    }

    private static Change<Concession> changed(Concession after, ConcessionMove move, String why) {
        return new Change<>(after, after.told(move.event), why);
    }

    /** Told to the provider and to the province, and to everybody once it is published. */
    DomainEvent told(ConcessionEvent event) {
        ConcessionEvent.Data data =
                new ConcessionEvent.Data(id, form.providerId(), form.kind(), form.fromOn(), lastOn());
        return event.of(providerOrganizationId, data, updatedAt)
                .inRegion(regionCode)
                .publicIf(isPublic());
    }

    /** The first day that one can begin on which is published at a moment. */
    static LocalDate firstDayAt(Instant now) {
        return dayOf(now.plus(LEAD)).plusDays(1);
    }

    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }

    /** The first moment after a day. */
    static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
    }
}
