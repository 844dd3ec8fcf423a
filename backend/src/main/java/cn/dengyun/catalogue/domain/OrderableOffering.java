package cn.dengyun.catalogue.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * What an order needs to know of an offering.
 *
 * @param version the present one
 * @param isPublished whether it is offered now
 * @param isVoucherEligible whether its provider accepts vouchers for it
 * @param confirmedAt when its provider last said so; null when nobody asked
 */
public record OrderableOffering(
        UUID id,
        UUID providerId,
        int version,
        OfferingKind kind,
        boolean isPublished,
        boolean isVoucherEligible,
        Instant confirmedAt) {

    /** Whether its confirmation is overdue for so long that vouchers do not pay for it. */
    public boolean isLapsedAt(Instant moment) {
        return confirmedAt != null && Freshness.at(moment, confirmedAt) == Freshness.LAPSED;
    }

    /** Whether all is as it was, but for when it was confirmed: that it is again takes nothing from anybody. */
    public boolean isAs(OrderableOffering known) {
        return unconfirmed().equals(known.unconfirmed());
    }

    private OrderableOffering unconfirmed() {
        return new OrderableOffering(id, providerId, version, kind, isPublished, isVoucherEligible, null);
    }
}
