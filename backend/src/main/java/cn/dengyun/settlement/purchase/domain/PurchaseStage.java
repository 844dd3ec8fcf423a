package cn.dengyun.settlement.purchase.domain;

import cn.dengyun.shared.FourEyes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A stage of a contract: what is delivered, until when and for how much.
 *
 * @param line from 1 without a gap
 * @param amountFen of the price, in fen
 * @param dueOn by when it is to be delivered
 * @param note what was said of it last, by the provider or the office; null before
 * @param deliveredAt null before
 * @param checkedBy who of the office wants it accepted; null before, and again once it was rejected
 * @param acceptedBy who accepted it, another one; null before, as entitlementId
 * @param movedAt when it last moved
 */
public record PurchaseStage(
        UUID id,
        UUID contractId,
        int line,
        String title,
        long amountFen,
        LocalDate dueOn,
        StageStatus status,
        String note,
        Instant deliveredAt,
        UUID checkedBy,
        UUID acceptedBy,
        UUID entitlementId,
        Instant movedAt) {

    /** It when the provider says that it is delivered. Rejects with {@code transition-not-allowed} (409). */
    public PurchaseStage delivered(String said, Instant now) {
        return with(StageMove.DELIVER.from(status), said, now, null, null, null, now);
    }

    /** It when one person of the office wants it accepted. Rejects with {@code transition-not-allowed} (409). */
    public PurchaseStage checked(UUID by, String said, Instant now) {
        return with(StageMove.CHECK.from(status), said, deliveredAt, by, null, null, now);
    }

    /** It when it has to be delivered anew. Rejects with {@code transition-not-allowed} (409). */
    public PurchaseStage rejected(String said, Instant now) {
        return with(StageMove.REJECT.from(status), said, null, null, null, null, now);
    }

    /**
     * It when another person accepts it. Rejects with {@code transition-not-allowed} (409) and
     * {@code four-eyes-required} (403).
     *
     * @param entitlement what is owed of it
     */
    public PurchaseStage accepted(UUID by, UUID entitlement, String said, Instant now) {
        StageStatus after = StageMove.ACCEPT.from(status);
        FourEyes.require(checkedBy, by);
        return with(after, said, deliveredAt, checkedBy, by, entitlement, now);
    }

    /** It when its contract ends before it was accepted. */
    public PurchaseStage dropped(String said, Instant now) {
        return with(StageMove.DROP.from(status), said, deliveredAt, checkedBy, null, null, now);
    }

    private PurchaseStage with(
            StageStatus after,
            String said,
            Instant delivered,
            UUID checker,
            UUID accepter,
            UUID entitlement,
            Instant now) {
        return new PurchaseStage(
                id,
                contractId,
                line,
                title,
                amountFen,
                dueOn,
                after,
                said,
                delivered,
                checker,
                accepter,
                entitlement,
                now);
    }
}
