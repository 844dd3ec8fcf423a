package cn.dengyun.assessment.level;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody has against a level that is shown to everybody.
 *
 * @param organizationId of the assessment, as regionCode is
 * @param noticeUntil of the notice that it was filed in
 * @param decidingRegionCode of the division whose authority found the level; it decides, or one above
 * @param filedBy who objects; the enterprise is not told
 * @param filedFor the organisation of whoever objects, which does so once in a notice
 * @param barred who has submitted or found the level, and does not decide
 * @param decidedBy null until it is decided, as decidedAt and reason are
 */
record AssessmentObjection(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        UUID assessmentId,
        String enterpriseName,
        Instant noticeUntil,
        String decidingRegionCode,
        String statement,
        AssessmentObjectionStatus status,
        UUID filedBy,
        UUID filedFor,
        List<UUID> barred,
        Instant filedAt,
        Instant dueAt,
        UUID decidedBy,
        Instant decidedAt,
        String reason,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isFiledFor} in SQL. */
    static final String FILED = "filed_for = $4";

    /** Working days in which it should be decided. */
    static final int WORKING_DAYS = 10;

    @Override
    public boolean isPublic() {
        return false;
    }

    /** Whoever objects puts it on record. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return filedBy.equals(actor.id()) || Aggregate.super.isHandledBy(actor);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || isFiledFor(actor) || Aggregate.seesAll(actor);
    }

    private boolean isFiledFor(Actor actor) {
        return filedFor.equals(actor.organizationId());
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                AssessmentObjectionMove.values(),
                status,
                move -> Oversight.of(actor).covers(decidingRegionCode) && !isInvolved(actor) && !actor.isViewer());
    }

    private boolean isInvolved(Actor actor) {
        return filedBy.equals(actor.id()) || barred.contains(actor.id());
    }

    /**
     * Rejects with {@code not-yours} (403) whoever neither found the level nor is above that, and with
     * {@code four-eyes-required} (403) who has filed it, or submitted or found the level.
     */
    void requireDecider(Actor actor) {
        if (!Oversight.of(actor).covers(decidingRegionCode)) {
            throw Rejection.forbidden("not-yours");
        }
        if (isInvolved(actor)) {
            throw Rejection.forbidden("four-eyes-required");
        }
    }

    /** Whether the actor knows who has filed it. */
    boolean isFilerKnownTo(Actor actor) {
        return filedBy.equals(actor.id())
                || isFiledFor(actor)
                || actor.has(Roles.AUTHORITY)
                || Aggregate.seesAll(actor);
    }

    /** Rejects with {@code transition-not-allowed} (409). */
    Change<AssessmentObjection> decided(AssessmentObjectionMove move, Actor by, String why, Instant now) {
        AssessmentObjection after = new AssessmentObjection(
                id,
                version + 1,
                organizationId,
                regionCode,
                assessmentId,
                enterpriseName,
                noticeUntil,
                decidingRegionCode,
                statement,
                move.from(status),
                filedBy,
                filedFor,
                barred,
                filedAt,
                dueAt,
                by.id(),
                now,
                why,
                now);
        return new Change<>(after, after.told(AssessmentObjectionEvent.DECIDED), why);
    }

    DomainEvent told(AssessmentObjectionEvent event) {
        return event.about(
                this, new AssessmentObjectionEvent.Data(id, assessmentId, enterpriseName, status, reason), updatedAt);
    }
}
