package cn.dengyun.platform.citation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A clause of a policy as somebody names it.
 *
 * @param policyId the first edition of the policy, by which all its editions are known
 * @param anchor of the clause, the same in all editions, e.g. {@code art-3}
 * @param moment at which the edition is live that is meant; as precise as the database keeps it
 */
public record Citation(UUID policyId, String anchor, Instant moment) {

    public Citation {
        moment = moment.truncatedTo(ChronoUnit.MICROS);
    }
}
