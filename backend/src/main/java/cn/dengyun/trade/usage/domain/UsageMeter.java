package cn.dengyun.trade.usage.domain;

import cn.dengyun.catalogue.domain.Aggregation;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.trade.order.domain.ServiceOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a line of an order is measured by; it is there from the moment that the service began. Both sides of the order
 * know of it, and the authorities of the enterprise; the provider alone reports.
 *
 * @param line of the order, from 1
 * @param priceModel a measured one
 * @param unit code list {@code meter-units}
 * @param organizationId the enterprise
 * @param beginsAt when the service began
 * @param endsAt the first moment behind the service
 * @param orderedQuantity of the line when the service began, in units, for all of it; what both sides agree on later
 *     does not change it
 */
public record UsageMeter(
        UUID id,
        int version,
        UUID orderId,
        String orderNumber,
        int line,
        String planCode,
        String planName,
        PriceModel priceModel,
        String unit,
        Aggregation aggregation,
        UUID organizationId,
        String organizationName,
        String regionCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        UUID offeringId,
        String offeringName,
        Instant beginsAt,
        Instant endsAt,
        Instant madeAt,
        BigDecimal orderedQuantity)
        implements Aggregate {

    /** Who may know of one in SQL, besides its enterprise and its authorities: the provider. */
    public static final String KNOWN = ServiceOrder.KNOWN;

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.actsFor(organizationId) || actor.actsFor(providerOrganizationId);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || Aggregate.super.isHandledBy(actor) || ServiceOrder.seesAll(actor);
    }

    /** Nothing is done with a meter itself. */
    @Override
    public List<String> actions(Actor actor) {
        return List.of();
    }

    /** Whether different values are counted, and not quantities. */
    public boolean countsValues() {
        return aggregation == Aggregation.UNIQUE;
    }
}
