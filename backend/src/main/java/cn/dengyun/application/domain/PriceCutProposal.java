package cn.dengyun.application.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * That a voucher is to come to less because its services became cheaper: one person proposes it, another approves it.
 *
 * @param prices one for each line of the application, in its order
 * @param worthFen what the voucher comes to by them
 * @param reason of whoever proposed it
 * @param approvedBy null while nobody has approved it
 */
public record PriceCutProposal(
        List<CutPrice> prices, long worthFen, String reason, UUID proposedBy, Instant proposedAt, UUID approvedBy) {

    public PriceCutProposal {
        prices = List.copyOf(prices);
    }

    /** Whether it waits for another person. */
    public boolean isOpen() {
        return approvedBy == null;
    }

    public PriceCutProposal approved(UUID by) {
        return new PriceCutProposal(prices, worthFen, reason, proposedBy, proposedAt, by);
    }
}
