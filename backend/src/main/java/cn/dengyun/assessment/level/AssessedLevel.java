package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What everybody is shown of an assessment: a level that is in public notice, or that holds. Its row is one of a view.
 *
 * @param id of the assessment
 * @param noticeUntil the first moment at which nobody can object any more
 * @param lapsesAt null before it holds, as validUntil is
 */
record AssessedLevel(
        UUID id,
        int version,
        UUID organizationId,
        String enterpriseName,
        String creditCode,
        String regionCode,
        String industryCode,
        AssessmentLevel level,
        AssessmentStatus status,
        int standardNumber,
        Instant reviewedAt,
        Instant noticeUntil,
        Instant validUntil,
        Instant lapsesAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "true";

    /** {@link #isShownAt} in SQL. */
    static final String SHOWN = "(lapses_at IS NULL OR lapses_at > :moment)";

    static final String OBJECT = "OBJECT";

    @Override
    public boolean isPublic() {
        return true;
    }

    /** What has lapsed by the clock has, whether or not that was carried out. */
    boolean isShownAt(Instant now) {
        return lapsesAt == null || now.isBefore(lapsesAt);
    }

    /** Nothing but to object to it, which is a question of time. */
    @Override
    public List<String> actions(Actor actor) {
        return List.of();
    }

    List<String> actionsAt(Actor actor, Instant now) {
        boolean mayObject = !actor.isAnonymous()
                && !actor.isClient()
                && !actor.isViewer()
                && !actor.has(Roles.SYSADMIN)
                && !actor.actsFor(organizationId)
                && status == AssessmentStatus.PUBLIC_NOTICE
                && now.isBefore(noticeUntil);
        return mayObject ? List.of(OBJECT) : List.of();
    }
}
