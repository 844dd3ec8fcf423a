package cn.dengyun.settlement.entitlement.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * That an entitlement is to be taken back for good: one person of the office proposes it, another approves it.
 *
 * @param revocationReason of whoever proposed it
 * @param revocationApprovedBy null while nobody has approved it
 */
public record EntitlementRevocation(
        UUID revocationProposedBy, Instant revocationProposedAt, String revocationReason, UUID revocationApprovedBy) {

    EntitlementRevocation approved(UUID by) {
        return new EntitlementRevocation(revocationProposedBy, revocationProposedAt, revocationReason, by);
    }
}
