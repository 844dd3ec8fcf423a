package cn.dengyun.trade.capacity;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Time of one unit of a capacity that an enterprise has booked. Both sides know of it, and the authorities of the
 * enterprise.
 *
 * @param number what people read out
 * @param organizationId the enterprise, with its name and region when it booked
 * @param capacityVersion whose price and lead time hold
 * @param unitNumber which of the equal units, from 1
 * @param endsAt the first moment behind it
 * @param length in hours or days, as it is booked
 * @param unitPriceFen for one of them, tax included, in fen
 * @param freeUntil the first moment at which the enterprise needs the provider's consent to cancel
 * @param orderId the order of the same sides that it is for; null where it is for none
 * @param note for the provider to read; null when the enterprise said nothing
 * @param dueAt until when the provider answers; once confirmed, when it counts as rendered
 * @param reason of the last step; null where none had to be given
 * @param kind of the capacity when it was booked
 * @param mark that of the laboratory then; null where it is not for testing
 * @param markNumber its number; null where there is none
 * @param endedBy how it ended; null before, and where nobody knows any more
 */
record CapacitySlot(
        UUID id,
        int version,
        String number,
        UUID organizationId,
        String organizationName,
        String regionCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        UUID capacityId,
        int capacityVersion,
        String capacityName,
        int unitNumber,
        Instant startsAt,
        Instant endsAt,
        BookingUnit bookedBy,
        int length,
        long unitPriceFen,
        long priceFen,
        Instant freeUntil,
        UUID orderId,
        String note,
        SlotStatus status,
        UUID requestedBy,
        Instant requestedAt,
        Instant dueAt,
        Instant confirmedAt,
        Instant endedAt,
        Instant updatedAt,
        String reason,
        CapacityKind kind,
        LaboratoryMark mark,
        String markNumber,
        SlotEnd endedBy)
        implements Aggregate {

    /** How long behind its end both sides can say what became of it, before it counts as rendered. */
    static final Duration TIME_TO_SAY = Duration.ofDays(7);

    /** Who may know of one in SQL, besides its enterprise and its authorities: the provider. */
    static final String KNOWN = "provider_organization_id = $4";

    /** {@link #statusAt} in SQL. */
    static final String STATUS = "CASE WHEN status = 'HELD' AND due_at <= :moment THEN 'EXPIRED'"
            + " WHEN status = 'CONFIRMED' AND due_at <= :moment"
            + " OR status = 'CANCELLATION_ASKED' AND ends_at + interval '7 days' <= :moment THEN 'COMPLETED'"
            + " WHEN status = 'CANCELLATION_ASKED' AND ends_at <= :moment THEN 'CONFIRMED' ELSE status END";

    @Override
    public boolean isPublic() {
        return false;
    }

    /** Authorities look: slots are between the two sides. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.actsFor(organizationId) || actor.actsFor(providerOrganizationId);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || Aggregate.super.isHandledBy(actor) || Aggregate.seesAll(actor);
    }

    /** Whether the laboratory may still test then as it could when this was booked; true of what is not for testing. */
    boolean isQualifiedBy(CapacityForm says) {
        boolean isSameMark =
                says.kind() == kind && says.mark() == mark && Objects.equals(says.markNumber(), markNumber);
        return kind != CapacityKind.TESTING || isSameMark && says.isQualified(span());
    }

    /** Where it stands at a moment, also before the clock was carried out. */
    SlotStatus statusAt(Instant now) {
        return settled(now).status();
    }

    /** What the clock has decided by now and nobody has carried out yet; null where it has decided nothing. */
    SlotMove clockAt(Instant now) {
        if (status.isEnd() || now.isBefore(dueAt)) {
            return null;
        }
        return switch (status) {
            case HELD -> SlotMove.EXPIRE;
            case CANCELLATION_ASKED -> SlotMove.LET_STAND;
            default -> SlotMove.CLOSE;
        };
    }

    /** It, after all that the clock has decided by now. */
    CapacitySlot settled(Instant now) {
        CapacitySlot settled = this;
        for (SlotMove move = clockAt(now); move != null; move = settled.clockAt(now)) {
            settled = settled.after(move, SlotEnd.of(move), null, now);
        }
        return settled;
    }

    /** By when somebody takes the next step; null where nothing is to come. */
    Instant nextDueAt(Instant now) {
        CapacitySlot settled = settled(now);
        return settled.status().isEnd() ? null : settled.dueAt();
    }

    /** By what is on record alone; {@link #actionsAt} knows of the clock. */
    @Override
    public List<String> actions(Actor actor) {
        return Move.available(SlotMove.values(), status, move -> isOf(actor, move) && mayAct(actor));
    }

    List<String> actionsAt(Instant now, Actor actor) {
        CapacitySlot settled = settled(now);
        return Move.available(
                SlotMove.values(),
                settled.status(),
                move -> isOf(actor, move) && mayAct(actor) && settled.isInPhase(move, now));
    }

    private static boolean mayAct(Actor actor) {
        return !actor.isViewer() && actor.agentOrganizationId() == null;
    }

    private boolean isOf(Actor actor, SlotMove move) {
        return switch (move.side()) {
            case ENTERPRISE -> actor.actsFor(organizationId) && actor.has(Roles.ENTERPRISE);
            case PROVIDER -> actor.actsFor(providerOrganizationId) && actor.has(Roles.PROVIDER);
            case NOBODY -> false;
        };
    }

    /** Rejects with {@code not-yours} (403) whoever is not on the side whose move it is. */
    void requireSide(Actor actor, SlotMove move) {
        if (!isOf(actor, move)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    private boolean isInPhase(SlotMove move, Instant now) {
        boolean isFree = status == SlotStatus.HELD || now.isBefore(freeUntil);
        return switch (move.phase()) {
            case ANY -> true;
            case BEFORE_END -> now.isBefore(endsAt);
            case FREE -> isFree;
            case LATE -> !isFree && now.isBefore(endsAt);
            case AFTER_END -> !now.isBefore(endsAt);
        };
    }

    /** What the actor's side does to let it go: at once, or with the consent of the other. */
    SlotMove cancellation(Actor actor, Instant now) {
        if (isOf(actor, SlotMove.CALL_OFF)) {
            return SlotMove.CALL_OFF;
        }
        return isInPhase(SlotMove.CANCEL, now) ? SlotMove.CANCEL : SlotMove.ASK_CANCELLATION;
    }

    /**
     * It after a move. Rejects with {@code transition-not-allowed}, {@code slot-over} and {@code slot-not-over} (409;
     * when it ends).
     *
     * @param why null where nobody has to say
     */
    CapacitySlot moved(SlotMove move, String why, Instant now) {
        CapacitySlot stands = move.side() == SlotMove.Side.NOBODY ? this : settled(now);
        move.from(stands.status());
        if (!stands.isInPhase(move, now)) {
            throw move.phase() == SlotMove.Phase.AFTER_END
                    ? Rejection.conflict("slot-not-over", endsAt)
                    : Rejection.conflict("slot-over", endsAt);
        }
        return after(move, SlotEnd.of(move), why, now);
    }

    /**
     * It when something else frees it. Rejects with {@code transition-not-allowed} (409).
     *
     * @param end what that is
     * @param why null where nobody has to say
     */
    CapacitySlot freed(SlotEnd end, String why, Instant now) {
        SlotMove move = freeing();
        move.from(status);
        return after(move, end, why, now);
    }

    /** How it is freed where it stands. */
    SlotMove freeing() {
        return status == SlotStatus.HELD ? SlotMove.BAR : SlotMove.FREE;
    }

    Span span() {
        return new Span(startsAt, endsAt);
    }

    /** Whoever is concerned is told of it. */
    Change<CapacitySlot> change(SlotMove move) {
        return new Change<>(this, SlotEvent.of(move).told(this), reason);
    }

    private CapacitySlot after(SlotMove move, SlotEnd end, String why, Instant now) {
        SlotStatus target = move.target();
        return new CapacitySlot(
                id,
                version + 1,
                number,
                organizationId,
                organizationName,
                regionCode,
                providerId,
                providerOrganizationId,
                providerName,
                capacityId,
                capacityVersion,
                capacityName,
                unitNumber,
                startsAt,
                endsAt,
                bookedBy,
                length,
                unitPriceFen,
                priceFen,
                freeUntil,
                orderId,
                note,
                target,
                requestedBy,
                requestedAt,
                dueAfter(target),
                move == SlotMove.CONFIRM ? now : confirmedAt,
                target.isEnd() ? now : null,
                now,
                why,
                kind,
                mark,
                markNumber,
                end);
    }

    private Instant dueAfter(SlotStatus target) {
        return switch (target) {
            case CONFIRMED -> endsAt.plus(TIME_TO_SAY);
            case CANCELLATION_ASKED -> endsAt;
            default -> dueAt;
        };
    }
}
