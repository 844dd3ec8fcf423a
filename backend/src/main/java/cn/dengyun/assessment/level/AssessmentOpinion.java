package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Somebody of the list of experts in a draw, and what he says once he is drawn. The province and auditors know who it
 * is; the enterprise only what he has said, once its assessment is decided on.
 *
 * @param organizationId of the office that has drawn, as regionCode is
 * @param enterpriseId whose assessment it is
 * @param submittedAt of the submission that he judges
 * @param appealId the appeal that he judges it for; null in a review
 * @param expertId the entry of the list, whose id is drawn
 * @param place by its key among those who could be drawn, from 1; null of who could not when the draw was made
 * @param drawKey see {@link cn.dengyun.shared.Draw}
 * @param bar what keeps him from it; null unless something does
 * @param level that he confirms; null before he has stated an opinion
 * @param reason of the opinion, or why he declines; null before
 * @param remarks a list of {@link AssessmentExpertForms.Remark} as a text; null before
 * @param askedAt when he was drawn; null before
 * @param dueAt null unless he is asked
 * @param shownAt since when the enterprise knows the opinion; null before
 */
record AssessmentOpinion(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        UUID drawId,
        UUID assessmentId,
        UUID enterpriseId,
        String enterpriseName,
        Instant submittedAt,
        UUID appealId,
        UUID expertId,
        UUID accountId,
        String expertName,
        Integer place,
        String drawKey,
        AssessmentOpinionStatus status,
        AssessmentExpertBar bar,
        AssessmentLevel level,
        String reason,
        String remarks,
        Instant askedAt,
        Instant dueAt,
        Instant endedAt,
        Instant shownAt,
        Instant updatedAt)
        implements Aggregate {

    /** How long an expert has to state an opinion. */
    static final int WORKING_DAYS = 10;

    @Override
    public boolean isPublic() {
        return false;
    }

    /** Whether he is the one who was drawn. */
    boolean isOf(Actor actor) {
        return askedAt != null && !actor.isClient() && accountId.equals(actor.id());
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isOf(actor) || Aggregate.super.isKnownTo(actor) || shownAt != null && actor.actsFor(enterpriseId);
    }

    /** Whether the actor may know who it is. */
    boolean isNamedTo(Actor actor) {
        return isHandledBy(actor) || Aggregate.seesAll(actor);
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                AssessmentOpinionMove.values(),
                status,
                move -> move.hand == AssessmentOpinionMove.Hand.EXPERT && isOf(actor) && !actor.isViewer());
    }

    /** What the actor may do at a moment: nobody states or declines anything too late. */
    List<String> actionsAt(Actor actor, Instant now) {
        return isLateAt(now) ? List.of() : actions(actor);
    }

    boolean isLateAt(Instant now) {
        return dueAt != null && !now.isBefore(dueAt);
    }

    /** Whether he was drawn for this, and has stated an opinion or may still do so. */
    boolean isLiveIn(AssessmentMatter of) {
        return matter().equals(of) && (status == AssessmentOpinionStatus.ASKED || isStated());
    }

    /** What he is asked about. */
    AssessmentMatter matter() {
        return new AssessmentMatter(submittedAt, appealId);
    }

    boolean isStated() {
        return status == AssessmentOpinionStatus.STATED;
    }

    /** The change by being drawn. Rejects with {@code transition-not-allowed} (409). */
    Change<AssessmentOpinion> asked(Instant due, Instant now) {
        return changed(AssessmentOpinionMove.ASK, null, null, null, null, due, now);
    }

    /** The change by what keeps him from it since the draw was made. */
    Change<AssessmentOpinion> barred(AssessmentExpertBar by, Instant now) {
        return changed(AssessmentOpinionMove.BAR, by, null, null, null, null, now);
    }

    /**
     * The change by what he states. Rejects with {@code not-yours} (403), {@code expert-opinion-late} and
     * {@code transition-not-allowed} (409).
     */
    Change<AssessmentOpinion> stated(Actor by, AssessmentExpertForms.Statement says, Instant now) {
        requireInTime(by, AssessmentOpinionMove.STATE, now);
        return changed(
                AssessmentOpinionMove.STATE,
                null,
                says.level(),
                says.reason(),
                KeptTexts.write(says.allRemarks()),
                null,
                now);
    }

    /** The same by what keeps him from it, as he says himself. */
    Change<AssessmentOpinion> declined(Actor by, String why, Instant now) {
        requireInTime(by, AssessmentOpinionMove.DECLINE, now);
        return changed(AssessmentOpinionMove.DECLINE, null, null, why, null, null, now);
    }

    private void requireInTime(Actor by, AssessmentOpinionMove move, Instant now) {
        if (!isOf(by)) {
            throw Rejection.forbidden("not-yours");
        }
        move.from(status);
        if (isLateAt(now)) {
            throw Rejection.conflict("expert-opinion-late");
        }
    }

    /** The change by the end of his time. */
    Change<AssessmentOpinion> missed(Instant now) {
        return changed(AssessmentOpinionMove.MISS, null, null, null, null, null, now);
    }

    /** The change by the end of the review. */
    Change<AssessmentOpinion> closed(Instant now) {
        return changed(AssessmentOpinionMove.CLOSE, null, null, null, null, null, now);
    }

    List<AssessmentExpertForms.Remark> allRemarks() {
        return remarks == null ? List.of() : List.of(KeptTexts.read(remarks, AssessmentExpertForms.Remark[].class));
    }

    private Change<AssessmentOpinion> changed(
            AssessmentOpinionMove move,
            AssessmentExpertBar by,
            AssessmentLevel confirmed,
            String why,
            String remarked,
            Instant due,
            Instant now) {
        AssessmentOpinionStatus target = move.from(status);
        boolean isAsked = target == AssessmentOpinionStatus.ASKED;
        AssessmentOpinion after = new AssessmentOpinion(
                id,
                version + 1,
                organizationId,
                regionCode,
                drawId,
                assessmentId,
                enterpriseId,
                enterpriseName,
                submittedAt,
                appealId,
                expertId,
                accountId,
                expertName,
                place,
                drawKey,
                target,
                by,
                confirmed,
                why,
                remarked,
                isAsked ? now : askedAt,
                due,
                isAsked ? null : now,
                shownAt,
                now);
        return new Change<>(after, after.told(move.event), why);
    }

    private DomainEvent told(AssessmentOpinionEvent event) {
        return event.of(
                organizationId,
                new AssessmentOpinionEvent.Data(
                        id, assessmentId, enterpriseName, accountId, status, level, dueAt, reason),
                updatedAt);
    }
}
