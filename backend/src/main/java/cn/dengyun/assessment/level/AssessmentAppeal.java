package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
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
 * An enterprise does not agree with a rejection, with a lower level than its own answers came to, or with a downgrade.
 * The province decides, which is above whoever found the level, and where that was the province itself, another person.
 *
 * @param against how the assessment stood
 * @param foundLevel that it appeals against; null where none was found
 * @param barred who has submitted the assessment, filed the appeal or decided anything of it
 * @param level that was found instead; null unless one was
 * @param decidedBy null until it is decided, as decidedAt and reason are
 */
record AssessmentAppeal(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        UUID assessmentId,
        String enterpriseName,
        AssessmentStatus against,
        AssessmentLevel foundLevel,
        String statement,
        AssessmentAppealStatus status,
        AssessmentLevel level,
        UUID filedBy,
        List<UUID> barred,
        Instant filedAt,
        Instant dueAt,
        UUID decidedBy,
        Instant decidedAt,
        String reason,
        Instant updatedAt)
        implements Aggregate {

    /** Working days in which it should be decided. */
    static final int WORKING_DAYS = 20;

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return Aggregate.seesAll(actor)
                || actor.actsFor(organizationId)
                || actor.has(Roles.AUTHORITY) && isHandledBy(actor);
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                AssessmentAppealMove.values(),
                status,
                move -> Oversight.of(actor).covers(Assessment.PROVINCE)
                        && !barred.contains(actor.id())
                        && !actor.isViewer());
    }

    /** Rejects with {@code not-yours} (403) but for the province, and with {@code four-eyes-required} (403). */
    void requireDecider(Actor actor) {
        if (!Oversight.of(actor).covers(Assessment.PROVINCE)) {
            throw Rejection.forbidden("not-yours");
        }
        if (barred.contains(actor.id())) {
            throw Rejection.forbidden("four-eyes-required");
        }
    }

    /** Rejects with {@code transition-not-allowed} (409). */
    Change<AssessmentAppeal> decided(
            AssessmentAppealMove move, Actor by, AssessmentLevel found, String why, Instant now) {
        AssessmentAppeal after = new AssessmentAppeal(
                id,
                version + 1,
                organizationId,
                regionCode,
                assessmentId,
                enterpriseName,
                against,
                foundLevel,
                statement,
                move.from(status),
                found,
                filedBy,
                barred,
                filedAt,
                dueAt,
                by.id(),
                now,
                why,
                now);
        return new Change<>(after, after.told(AssessmentAppealEvent.DECIDED), why);
    }

    DomainEvent told(AssessmentAppealEvent event) {
        return event.about(
                this,
                new AssessmentAppealEvent.Data(id, assessmentId, enterpriseName, status, level, reason),
                updatedAt);
    }
}
