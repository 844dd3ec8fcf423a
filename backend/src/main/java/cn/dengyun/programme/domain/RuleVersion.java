package cn.dengyun.programme.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * The rules of a programme in one version.
 *
 * @param effectiveFrom not in force before; null until its approval where nothing else was asked for
 * @param rules canonical JSON, never changed
 * @param contentHash SHA-256 of it
 * @param approvedAt null while nobody has approved it
 */
public record RuleVersion(
        UUID programmeId,
        int version,
        Instant effectiveFrom,
        String rules,
        String contentHash,
        String reason,
        Instant createdAt,
        UUID createdBy,
        Instant approvedAt,
        UUID approvedBy) {

    public boolean isApproved() {
        return approvedAt != null;
    }
}
