package cn.dengyun.activity.contest;

import java.time.Instant;
import java.util.UUID;

/**
 * Why somebody of a jury does not judge an entry.
 *
 * @param reason in the words of whoever has stated it; null where the platform has found it, as statedBy
 */
record ContestConflict(
        UUID contestId,
        UUID entryId,
        UUID accountId,
        ContestConflictKind kind,
        String reason,
        UUID statedBy,
        Instant statedAt) {

    static ContestConflict found(ContestEntry entry, UUID account, ContestConflictKind kind, Instant now) {
        return new ContestConflict(entry.contestId(), entry.id(), account, kind, null, null, now);
    }

    boolean isOf(UUID entry, UUID account) {
        return entryId.equals(entry) && accountId.equals(account);
    }
}
