package cn.dengyun.worklist;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A row of a view, as {@link cn.dengyun.platform.work.WorkSource} says. */
record WorkItem(
        String kind,
        UUID item,
        UUID subjectId,
        String subjectPath,
        UUID organizationId,
        String regionCode,
        String name,
        String detail,
        Instant since,
        Instant dueAt,
        String authorityRegion,
        List<String> roles,
        UUID actingOrganizationId) {

    boolean isOverdueAt(Instant now) {
        return dueAt.isBefore(now);
    }
}
