package cn.dengyun.assessment.level;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Somebody whom the province may have drawn to judge assessments of the highest levels. Nobody but the province and
 * auditors knows of it.
 *
 * @param organizationId of the office that has put him on the list
 * @param accountId by which he judges
 * @param statedOrganization what he belongs to, in the words of the province
 * @param industries those whose enterprises he judges, GB/T 4754, as beginnings of their codes; empty for all
 * @param endedAt null while he may be drawn, as endedBy and endReason are
 */
record AssessmentExpert(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        UUID accountId,
        String name,
        String statedOrganization,
        List<String> industries,
        UUID addedBy,
        Instant addedAt,
        UUID endedBy,
        Instant endedAt,
        String endReason)
        implements Aggregate {

    static final String END = "END";

    /** How many may be on the list, for a draw puts all of them on record. */
    static final int MOST = 500;

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public List<String> actions(Actor actor) {
        boolean mayEnd = endedAt == null
                && actor.has(Roles.AUTHORITY)
                && Oversight.of(actor).covers(regionCode)
                && !actor.isViewer();
        return mayEnd ? List.of(END) : List.of();
    }

    /** Whether he judges enterprises of an industry; null for one that nobody has certified. */
    boolean knows(String industryCode) {
        return industries.isEmpty()
                || industryCode != null && industries.stream().anyMatch(industryCode::startsWith);
    }

    /** The change by the end of it; what he was asked before stays asked. Rejects with {@code expert-ended} (409). */
    Change<AssessmentExpert> ended(Actor by, String why, Instant now) {
        if (endedAt != null) {
            throw Rejection.conflict("expert-ended");
        }
        AssessmentExpert after = new AssessmentExpert(
                id,
                version + 1,
                organizationId,
                regionCode,
                accountId,
                name,
                statedOrganization,
                industries,
                addedBy,
                addedAt,
                by.id(),
                now,
                why);
        return new Change<>(after, after.told(AssessmentExpertEvent.ENDED, now), why);
    }

    DomainEvent told(AssessmentExpertEvent event, Instant now) {
        return event.of(organizationId, new AssessmentExpertEvent.Data(id, accountId, name, endReason), now);
    }
}
