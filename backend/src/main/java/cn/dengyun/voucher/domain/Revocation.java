package cn.dengyun.voucher.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * That a voucher is to be taken back for good: one person proposes it, another approves it (design.md §2).
 *
 * @param reason of whoever proposed it
 * @param approvedBy null while nobody has approved it
 */
public record Revocation(UUID proposedBy, Instant proposedAt, String reason, UUID approvedBy) {

    static Revocation proposed(UUID by, Instant at, String reason) {
        return new Revocation(by, at, reason, null);
    }

    /** Whether it waits for another person. */
    public boolean isOpen() {
        return approvedBy == null;
    }

    Revocation approved(UUID by) {
        return new Revocation(proposedBy, proposedAt, reason, by);
    }
}
