package cn.dengyun.provider.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A security incident on a platform or product of a provider, as its authorities have it on record. The provider knows
 * of it, the public does not.
 *
 * @param organizationId the provider's; {@code regionCode} is its region
 * @param providerNameZh as it was called when it was recorded
 * @param authorityCode the region of the highest authority that has acted on it, whose hands it is in: none below
 *     undoes it
 * @param eventId the first record of the event: itself, unless it was recorded before
 * @param sameEventAs the dismissed record of the same event, whose dates this one keeps; null for the first
 * @param anotherEventBecause why it is not the event of a dismissed record that is like it; null where nobody said so
 * @param affected the platform or product
 * @param grade as it was reported, and from its determination on as it was determined
 * @param reportedAt when the event was first recorded
 * @param finding of the determination or dismissal; null before
 * @param suspension null where the provider was not suspended because of it
 */
public record SecurityIncident(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        String authorityCode,
        UUID providerId,
        String providerNameZh,
        UUID eventId,
        UUID sameEventAs,
        String anotherEventBecause,
        String title,
        String description,
        String affected,
        String measures,
        IncidentGrade grade,
        Instant occurredAt,
        Instant foundAt,
        Instant reportedAt,
        IncidentStatus status,
        UUID recordedBy,
        UUID decidedBy,
        Instant decidedAt,
        String finding,
        InterimSuspension suspension,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    @Override
    public boolean isPublic() {
        return false;
    }

    /** A county looks at what its city or the province decides. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return Supervision.handles(actor, regionCode);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return Supervision.knows(actor, organizationId, regionCode);
    }

    @Override
    public List<String> actions(Actor actor) {
        return List.of();
    }

    /** What the actor may do at a moment. */
    public List<String> actions(Actor actor, Instant now) {
        if (!actor.has(Roles.AUTHORITY) || !isHandledBy(actor)) {
            return List.of();
        }
        List<String> actions =
                new ArrayList<>(Move.available(IncidentMove.values(), status, move -> mayDo(move, actor)));
        actions.addAll(Move.available(SuspensionMove.values(), suspensionAt(now), move -> mayDo(move, actor)));
        return actions;
    }

    private boolean mayDo(IncidentMove move, Actor actor) {
        boolean isAnother = !recordedBy.equals(actor.id());
        return switch (move) {
            case INVESTIGATE -> true;
            case DETERMINE -> isAnother;
            case DISMISS ->
                Supervision.handles(actor, authorityCode) && (isAnother || status == IncidentStatus.REPORTED);
        };
    }

    private boolean mayDo(SuspensionMove move, Actor actor) {
        return switch (move) {
            case SUSPEND -> status == IncidentStatus.INVESTIGATING;
            case EXTEND_SUSPENSION -> status != IncidentStatus.DISMISSED && suspension.suspensionExtendedAt() == null;
            case LIFT_SUSPENSION -> Supervision.handles(actor, authorityCode);
        };
    }

    public SuspensionStatus suspensionAt(Instant now) {
        return InterimSuspension.statusAt(suspension, now);
    }

    /** Rejects with {@code decided-by-superior} (403) whoever may not undo what an authority above has done. */
    public void requireUndoable(Actor actor) {
        Supervision.requireUndoable(actor, authorityCode);
    }

    /** The same change, by the actor: where its authority is the higher one, it is in its hands from now on. */
    public SecurityIncident inHandsOf(Actor actor) {
        return with(
                version,
                Supervision.higher(authorityCode, actor),
                status,
                grade,
                decidedBy,
                decidedAt,
                finding,
                suspension,
                updatedAt);
    }

    /** Somebody begins to look into it. Rejects with {@code transition-not-allowed} (409). */
    public SecurityIncident investigated(Instant now) {
        return with(IncidentMove.INVESTIGATE.from(status), grade, decidedBy, decidedAt, finding, suspension, now);
    }

    /**
     * It happened. Rejects with {@code transition-not-allowed} (409), and with {@code four-eyes-required} (403) whoever
     * has recorded it.
     */
    public SecurityIncident determined(UUID by, IncidentGrade determined, String text, Instant now) {
        IncidentStatus next = IncidentMove.DETERMINE.from(status);
        FourEyes.require(recordedBy, by);
        return with(next, determined, by, now, text, suspension, now);
    }

    /**
     * It was none; a suspension that runs ends now. Rejects with {@code transition-not-allowed} (409), and with
     * {@code four-eyes-required} (403) whoever has recorded it, once it is looked into.
     */
    public SecurityIncident dismissed(UUID by, String text, Instant now) {
        IncidentStatus next = IncidentMove.DISMISS.from(status);
        if (status == IncidentStatus.INVESTIGATING) {
            FourEyes.require(recordedBy, by);
        }
        boolean isRunning = suspensionAt(now) == SuspensionStatus.RUNNING;
        return with(next, grade, by, now, text, isRunning ? suspension.lifted(now) : suspension, now);
    }

    /**
     * The provider is suspended while it is looked into. Rejects with {@code transition-not-allowed} (409) unless it is
     * being looked into, and when there was a suspension because of it.
     */
    public SecurityIncident suspended(UUID by, int days, Instant now) {
        if (status != IncidentStatus.INVESTIGATING) {
            throw Rejection.conflict("transition-not-allowed", status, SuspensionMove.SUSPEND);
        }
        SuspensionMove.SUSPEND.from(suspensionAt(now));
        return with(InterimSuspension.begun(by, days, now), now);
    }

    /**
     * Rejects with {@code transition-not-allowed}, {@code suspension-extended-before} and {@code suspension-not-longer}
     * (409).
     */
    public SecurityIncident extended(int days, Instant now) {
        SuspensionMove.EXTEND_SUSPENSION.from(suspensionAt(now));
        return with(suspension.extended(days, now), now);
    }

    /** Rejects with {@code transition-not-allowed} (409) unless it runs. */
    public SecurityIncident lifted(Instant now) {
        SuspensionMove.LIFT_SUSPENSION.from(suspensionAt(now));
        return with(suspension.lifted(now), now);
    }

    private SecurityIncident with(InterimSuspension next, Instant now) {
        return with(status, grade, decidedBy, decidedAt, finding, next, now);
    }

    private SecurityIncident with(
            IncidentStatus nextStatus,
            IncidentGrade nextGrade,
            UUID by,
            Instant at,
            String text,
            InterimSuspension nextSuspension,
            Instant now) {
        return with(version + 1, authorityCode, nextStatus, nextGrade, by, at, text, nextSuspension, now);
    }

    private SecurityIncident with(
            int nextVersion,
            String nextAuthority,
            IncidentStatus nextStatus,
            IncidentGrade nextGrade,
            UUID by,
            Instant at,
            String text,
            InterimSuspension nextSuspension,
            Instant now) {
        return new SecurityIncident(
                id,
                nextVersion,
                organizationId,
                regionCode,
                nextAuthority,
                providerId,
                providerNameZh,
                eventId,
                sameEventAs,
                anotherEventBecause,
                title,
                description,
                affected,
                measures,
                nextGrade,
                occurredAt,
                foundAt,
                reportedAt,
                nextStatus,
                recordedBy,
                by,
                at,
                text,
                nextSuspension,
                createdAt,
                now);
    }
}
