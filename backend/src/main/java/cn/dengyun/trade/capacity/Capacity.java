package cn.dengyun.trade.capacity;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a provider can design, make or test for others, and when: a machine, a laboratory, a team.
 *
 * @param organizationId of the provider
 * @param providerName when it was drawn up
 * @param openTimes the form's opening hours as {@link OpenTime#codes} says them, for the database
 * @param publishedAt null before
 * @param endedAt null unless it is retired
 * @param reason of the last move; null where none was given
 */
record Capacity(
        UUID id,
        int version,
        UUID organizationId,
        UUID providerId,
        String providerName,
        CapacityForm form,
        List<String> openTimes,
        CapacityStatus status,
        UUID createdBy,
        Instant createdAt,
        Instant publishedAt,
        Instant endedAt,
        Instant updatedAt,
        String reason)
        implements Aggregate {

    /** How far ahead slots are booked and time is closed. */
    static final Duration HORIZON = Duration.ofDays(365);

    /** Who may know of one in SQL, besides its provider and the authorities of where it stands. */
    static final String KNOWN = "status = 'PUBLISHED'";

    Capacity {
        openTimes = List.copyOf(openTimes);
    }

    @Override
    public String regionCode() {
        return form.regionCode();
    }

    @Override
    public boolean isPublic() {
        return status == CapacityStatus.PUBLISHED;
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                CapacityMove.values(),
                status,
                move -> isOf(actor, move) && !actor.isViewer() && actor.agentOrganizationId() == null);
    }

    private boolean isOf(Actor actor, CapacityMove move) {
        return switch (move.side()) {
            case PROVIDER -> actor.has(Roles.PROVIDER) && actor.actsFor(organizationId);
            case AUTHORITY -> actor.has(Roles.AUTHORITY) && isHandledBy(actor);
        };
    }

    /** Rejects with {@code not-yours} (403) whoever is not on the side whose move it is. */
    void requireSide(Actor actor, CapacityMove move) {
        if (!isOf(actor, move)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** Whether the actor knows more of it than everybody does of what is published. */
    boolean isSeenWhollyBy(Actor actor) {
        return isHandledBy(actor) || Aggregate.seesAll(actor);
    }

    OpenTime openTime() {
        return OpenTime.of(form);
    }

    /** From when on a slot can begin. */
    Instant firstStart(Instant now) {
        return form.bookedBy().up(now.plus(Duration.ofHours(form.leadHours())));
    }

    /**
     * Why it cannot be booked on some day; empty when it can.
     *
     * @param isFit whether its provider may sell now
     */
    List<CapacityHindrance> hindrances(boolean isFit, LocalDate day) {
        List<CapacityHindrance> found = new ArrayList<>();
        if (status != CapacityStatus.PUBLISHED) {
            found.add(CapacityHindrance.NOT_PUBLISHED);
        }
        if (!isFit) {
            found.add(CapacityHindrance.PROVIDER_UNFIT);
        }
        if (form.kind() == CapacityKind.TESTING && form.mark() == null) {
            found.add(CapacityHindrance.MARK_MISSING);
        } else if (!form.isQualified(day, day)) {
            found.add(CapacityHindrance.MARK_NOT_IN_FORCE);
        }
        return found;
    }

    /** Rejects with {@code transition-not-allowed} (409) where it cannot be changed. */
    void requireChangeable() {
        change().from(status);
    }

    /** Rejects with {@code transition-not-allowed} (409) where it is retired. */
    void requireLiving() {
        CapacityMove.RETIRE.from(status);
    }

    private CapacityMove change() {
        return status == CapacityStatus.PUBLISHED ? CapacityMove.REVISE : CapacityMove.EDIT;
    }

    /** What it says is changed. Rejects with {@code transition-not-allowed} (409). */
    Change<Capacity> edited(CapacityForm says, Instant now) {
        Capacity after = with(change().from(status), says, OpenTime.of(says).codes(), publishedAt, endedAt, null, now);
        return new Change<>(after, after.told(CapacityEvent.EDITED), null);
    }

    /** It after a move that leads to another status. Rejects with {@code transition-not-allowed} (409). */
    Change<Capacity> moved(CapacityMove move, String why, Instant now) {
        CapacityStatus target = move.from(status);
        Capacity after = with(
                target,
                form,
                openTimes,
                move == CapacityMove.PUBLISH ? now : publishedAt,
                target == CapacityStatus.RETIRED ? now : null,
                why,
                now);
        // Whoever reads what is public learns that it is not any more, and not what an authority has found.
        boolean isEverybodys = isPublic() || after.isPublic();
        DomainEvent event = CapacityEvent.of(move)
                .about(after, after.data(null, null, isEverybodys ? null : why), now)
                .publicIf(isEverybodys);
        return new Change<>(after, event, why);
    }

    DomainEvent told(CapacityEvent event) {
        return event.about(this, data(null, null, reason), updatedAt);
    }

    /** Told of time that its provider closes, or opens again. */
    DomainEvent told(CapacityEvent event, CapacityClosure closure, Instant now) {
        return event.about(this, data(closure.startsAt(), closure.endsAt(), null), now);
    }

    private CapacityEvent.Data data(Instant closedFrom, Instant closedUntil, String why) {
        return new CapacityEvent.Data(
                id,
                organizationId,
                providerId,
                providerName,
                form.kind(),
                form.name(),
                form.regionCode(),
                status,
                closedFrom,
                closedUntil,
                why);
    }

    private Capacity with(
            CapacityStatus target,
            CapacityForm says,
            List<String> open,
            Instant published,
            Instant ended,
            String why,
            Instant now) {
        return new Capacity(
                id,
                version + 1,
                organizationId,
                providerId,
                providerName,
                says,
                open,
                target,
                createdBy,
                createdAt,
                published,
                ended,
                now,
                why);
    }
}
