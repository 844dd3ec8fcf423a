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

    /**
     * When rules take effect that are approved now.
     *
     * @param wanted null: at once
     */
    public static Instant effectFrom(Instant wanted, Instant now) {
        return wanted == null || wanted.isBefore(now) ? now : wanted;
    }

    /** The moment whose edition of its policy it rests on, as far as that is known: not one to come. */
    public Instant citedAt(Instant now) {
        return effectiveFrom == null || effectiveFrom.isAfter(now) ? now : effectiveFrom;
    }
}
