package cn.dengyun.trade.usage.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.trade.order.domain.ServiceOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What came in one request, and what became of it; nobody changes it.
 *
 * @param providerOrganizationId who reported: the provider of the meters, or a witness of them
 * @param lines that were not blank
 * @param digest SHA-256, in hexadecimal digits, of the {@link UsageReading#canonical} lines that were accepted, each
 *     with an LF behind it, by meter and key: the same whatever order they came in
 * @param ofWitness whether a witness reported, whose readings no bill counts
 */
public record UsageReceipt(
        UUID id,
        UUID providerOrganizationId,
        UUID byId,
        Instant receivedAt,
        int lines,
        int accepted,
        int duplicates,
        int conflicts,
        int quarantined,
        int refused,
        String digest,
        List<OfMeter> meters,
        boolean ofWitness) {

    public UsageReceipt {
        meters = List.copyOf(meters);
    }

    /**
     * What was accepted of one meter.
     *
     * @param sum of the quantities; null where values are counted
     */
    public record OfMeter(UUID meterId, long count, BigDecimal sum) {}

    /** Receipts are of whoever reported; whoever looks at everything sees them too. */
    public static boolean seesAll(Actor actor) {
        return ServiceOrder.seesAll(actor);
    }

    public boolean isKnownTo(Actor actor) {
        return actor.actsFor(providerOrganizationId) || seesAll(actor);
    }
}
