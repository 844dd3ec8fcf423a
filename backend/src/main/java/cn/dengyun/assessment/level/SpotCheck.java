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
 * A spot check of a level that a draw has opened. Its enterprise answers in time or does not; the office that has drawn
 * finds that the level stands, or proposes a lower one, on which another person decides.
 *
 * @param officeRegionCode of the office that has drawn
 * @param period that it was drawn for
 * @param level when it was drawn
 * @param barred who has submitted the assessment or decided anything of it
 * @param answer null before there is one
 * @param result the last; null before there is one
 * @param decidedBy null unless a proposal was decided on
 * @param reason of the last move; null where none was given
 * @param dueAt by when its next step is to be done: while it is open, the first moment at which nobody can answer any
 *     more; null at its end
 * @param endedAt null before
 */
record SpotCheck(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        String enterpriseName,
        UUID assessmentId,
        UUID drawId,
        String officeRegionCode,
        String period,
        AssessmentLevel level,
        List<UUID> barred,
        SpotCheckStatus status,
        SpotCheckAnswer answer,
        SpotCheckResult result,
        UUID decidedBy,
        String reason,
        Instant openedAt,
        Instant dueAt,
        Instant endedAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #statusAt} in SQL. */
    static final String STATUS = "(CASE WHEN status = 'OPEN' AND due_at <= :moment THEN 'UNANSWERED' ELSE status END)";

    /** Working days in which the office says what it has found, or decides on a proposal. */
    static final int WORKING_DAYS = 20;

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(SpotCheckMove.values(), status, move -> isOf(actor, move) && !actor.isViewer());
    }

    /** What the actor may do with it at a moment: nobody answers too late. */
    List<String> actionsAt(Actor actor, Instant now) {
        return isMissedAt(now) ? List.of() : actions(actor);
    }

    /** How it stands at a moment; between two rounds the clock has not come to it yet. */
    SpotCheckStatus statusAt(Instant now) {
        return isMissedAt(now) ? SpotCheckStatus.UNANSWERED : status;
    }

    private boolean isOf(Actor actor, SpotCheckMove move) {
        return switch (move.hand) {
            case ENTERPRISE -> actor.has(Roles.ENTERPRISE) && actor.actsFor(organizationId);
            case CHECKER -> isOfOffice(actor) && !barred.contains(actor.id());
            case DECIDER -> isOfOffice(actor) && !barred.contains(actor.id()) && !isProposedBy(actor);
            case NOBODY -> false;
        };
    }

    private boolean isOfOffice(Actor actor) {
        return Oversight.of(actor).covers(officeRegionCode);
    }

    private boolean isProposedBy(Actor actor) {
        return result != null && actor.id().equals(result.checkedBy());
    }

    /**
     * Rejects with {@code not-yours} (403) whoever is not the one whose move it is, and with {@code four-eyes-required}
     * (403) who has submitted or reviewed what is checked, or proposed what is decided on.
     */
    void requireHand(Actor actor, SpotCheckMove move) {
        if (isOf(actor, move)) {
            return;
        }
        boolean isOfficial = move.hand == SpotCheckMove.Hand.CHECKER || move.hand == SpotCheckMove.Hand.DECIDER;
        throw Rejection.forbidden(isOfficial && isOfOffice(actor) ? "four-eyes-required" : "not-yours");
    }

    /** Whether its time to answer is over and nobody has put that on record. */
    boolean isMissedAt(Instant now) {
        return status == SpotCheckStatus.OPEN && !now.isBefore(dueAt);
    }

    /** Whether its enterprise has it in its hands. */
    boolean isInHandsAt(Instant now) {
        return status == SpotCheckStatus.OPEN && now.isBefore(dueAt);
    }

    /**
     * The change by an answer. Rejects with {@code transition-not-allowed} and {@code spot-check-answer-late} (409).
     *
     * @param due by when the office is to say what it has found
     */
    Change<SpotCheck> answered(SpotCheckAnswer says, Instant due, Instant now) {
        SpotCheckMove.ANSWER.from(status);
        if (isMissedAt(now)) {
            throw Rejection.conflict("spot-check-answer-late");
        }
        return changed(SpotCheckMove.ANSWER, says, result, null, null, due, now);
    }

    /** The change by the end of the time to answer. Rejects with {@code transition-not-allowed} (409). */
    Change<SpotCheck> missed(Instant due, Instant now) {
        return changed(SpotCheckMove.MISS, answer, result, null, null, due, now);
    }

    /**
     * The change by more time to answer. Rejects with {@code transition-not-allowed} (409).
     *
     * @param until the first moment at which nobody can answer any more
     */
    Change<SpotCheck> extended(Instant until, String why, Instant now) {
        return changed(SpotCheckMove.EXTEND, answer, result, null, why, until, now);
    }

    /** The change by the finding that the level stands. Rejects with {@code transition-not-allowed} (409). */
    Change<SpotCheck> confirmed(Actor by, String findings, Instant now) {
        SpotCheckResult found = new SpotCheckResult(findings, null, by.id(), now);
        return changed(SpotCheckMove.CONFIRM, answer, found, null, findings, null, now);
    }

    /**
     * The change by the proposal of a lower level. Rejects with {@code transition-not-allowed} and
     * {@code assessment-level-not-lower} (409).
     *
     * @param held the level that holds now
     * @param due by when another person is to decide
     */
    Change<SpotCheck> proposed(
            Actor by, String findings, AssessmentLevel proposed, AssessmentLevel held, Instant due, Instant now) {
        SpotCheckMove.PROPOSE.from(status);
        if (proposed.compareTo(held) >= 0) {
            throw Rejection.conflict("assessment-level-not-lower", held.name());
        }
        SpotCheckResult found = new SpotCheckResult(findings, proposed, by.id(), now);
        return changed(SpotCheckMove.PROPOSE, answer, found, null, findings, due, now);
    }

    /** The change by a decision on a proposal. Rejects with {@code transition-not-allowed} (409). */
    Change<SpotCheck> decided(SpotCheckMove move, Actor by, String why, Instant now) {
        return changed(move, answer, result, by.id(), why, null, now);
    }

    /** The change by the end of the level. Rejects with {@code transition-not-allowed} (409). */
    Change<SpotCheck> closed(Instant now) {
        return changed(SpotCheckMove.CLOSE, answer, result, null, null, null, now);
    }

    private Change<SpotCheck> changed(
            SpotCheckMove move,
            SpotCheckAnswer says,
            SpotCheckResult found,
            UUID decider,
            String why,
            Instant due,
            Instant now) {
        SpotCheckStatus target = move.from(status);
        SpotCheck after = new SpotCheck(
                id,
                version + 1,
                organizationId,
                regionCode,
                enterpriseName,
                assessmentId,
                drawId,
                officeRegionCode,
                period,
                level,
                barred,
                target,
                says,
                found,
                decider,
                why,
                openedAt,
                due,
                target.isOpen() ? null : now,
                now);
        return new Change<>(after, after.told(move.event), why);
    }

    DomainEvent told(SpotCheckEvent event) {
        return event.about(
                this,
                new SpotCheckEvent.Data(
                        id,
                        assessmentId,
                        enterpriseName,
                        period,
                        level,
                        status,
                        dueAt,
                        result == null ? null : result.proposedLevel(),
                        reason),
                updatedAt);
    }
}
