package cn.dengyun.provider.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The security evaluation of a platform or product of a provider by a body, put on record by an authority. It is never
 * changed: a later evaluation is another one.
 *
 * @param subject the platform or product
 * @param evaluator the body that has evaluated
 * @param standard by which, e.g. GB/T 22239
 * @param reportNumber null where the report has none
 */
public record SecurityEvaluation(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        UUID providerId,
        String providerNameZh,
        String subject,
        String evaluator,
        String standard,
        String reportNumber,
        EvaluationResult result,
        LocalDate evaluatedOn,
        UUID recordedBy,
        Instant createdAt)
        implements Aggregate {

    @Override
    public boolean isPublic() {
        return false;
    }

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
}
