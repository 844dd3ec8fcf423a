package cn.dengyun.monitoring.appraisal;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a unit has against one component of its row; once for each.
 *
 * @param regionCode of the unit
 * @param corrected the number or the points that took the place of what was frozen; null unless it was upheld
 * @param decision in the words of whoever has decided; null before, as who that was and when
 */
record EvaluationObjection(
        UUID id,
        int version,
        UUID evaluationId,
        UUID organizationId,
        String regionCode,
        String component,
        String reasons,
        EvaluationObjectionStatus status,
        UUID objectedBy,
        Instant objectedAt,
        String corrected,
        String decision,
        UUID decidedBy,
        Instant decidedAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "false";

    @Override
    public boolean isPublic() {
        return false;
    }

    /** What can be done is said by the evaluation. */
    @Override
    public List<String> actions(Actor actor) {
        return List.of();
    }

    /** The change by its decision. Rejects with {@code evaluation-objection-decided} (409). */
    Change<EvaluationObjection> decided(Actor by, String correction, String why, Instant now) {
        if (status != EvaluationObjectionStatus.OPEN) {
            throw Rejection.conflict("evaluation-objection-decided");
        }
        EvaluationObjection after = new EvaluationObjection(
                id,
                version + 1,
                evaluationId,
                organizationId,
                regionCode,
                component,
                reasons,
                correction == null ? EvaluationObjectionStatus.REJECTED : EvaluationObjectionStatus.UPHELD,
                objectedBy,
                objectedAt,
                correction,
                why,
                by.id(),
                now,
                now);
        EvaluationObjectionEvent event =
                correction == null ? EvaluationObjectionEvent.REJECTED : EvaluationObjectionEvent.UPHELD;
        return new Change<>(after, after.told(event), why);
    }

    DomainEvent told(EvaluationObjectionEvent event) {
        return event.about(this, new EvaluationObjectionEvent.Data(id, evaluationId, component, status), updatedAt);
    }
}
