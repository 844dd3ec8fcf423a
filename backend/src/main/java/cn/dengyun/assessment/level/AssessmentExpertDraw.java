package cn.dengyun.assessment.level;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Draw;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A draw of experts for an assessment, which nobody changes. Whom it could draw is kept as {@link AssessmentOpinion},
 * and who of the list it could not, with what kept him from it.
 *
 * @param organizationId of the office that has drawn, as regionCode is
 * @param submittedAt of the submission that the experts judge
 * @param appealId the appeal that they judge it for; null in a review
 * @param seed see {@link Draw}; keys are those of the ids of the entries of the list
 * @param wanted how many were still missing
 * @param candidates how many could be drawn
 * @param barred how many of the list could not
 */
record AssessmentExpertDraw(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        UUID assessmentId,
        Instant submittedAt,
        UUID appealId,
        String seed,
        int wanted,
        int candidates,
        int barred,
        String reason,
        UUID drawnBy,
        Instant drawnAt)
        implements Aggregate {

    /** How many experts judge an assessment. */
    static final int EXPERTS = 2;

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public List<String> actions(Actor actor) {
        return List.of();
    }

    DomainEvent told() {
        return AssessmentExpertDrawEvent.MADE.of(
                organizationId,
                new AssessmentExpertDrawEvent.Data(id, assessmentId, wanted, candidates, barred, reason),
                drawnAt);
    }
}
