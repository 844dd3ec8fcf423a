package cn.dengyun.trade.witness;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.trade.witness.domain.ComparedFigures;
import cn.dengyun.trade.witness.domain.ComparisonMove;
import cn.dengyun.trade.witness.domain.ComparisonOutcome;
import cn.dengyun.trade.witness.domain.ComparisonStatus;
import cn.dengyun.trade.witness.domain.UsageComparison;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is told of comparisons: to both sides of the order and the authorities of the enterprise, not to the witness.
 */
@Events(family = "cn.dengyun.trade.usage-comparison.", subject = "/api/v1/usage-comparisons/{usageComparisonId}")
enum ComparisonEvent implements EventType<ComparisonEvent.Data> {
    /** The figures have become what they are, and do not differ. */
    COMPARED,
    /** They differ. */
    DOUBTED,
    EXPLAINED,
    UPHELD;

    /** What is told when the figures have become what they are. */
    static ComparisonEvent of(UsageComparison comparison) {
        return comparison.status() == ComparisonStatus.OPEN ? DOUBTED : COMPARED;
    }

    /** @param move one that is of an authority */
    static ComparisonEvent of(ComparisonMove move) {
        return move == ComparisonMove.EXPLAIN ? EXPLAINED : UPHELD;
    }

    DomainEvent told(UsageComparison comparison, Instant at) {
        ComparedFigures figures = comparison.figures();
        Data data = new Data(
                comparison.id(),
                comparison.meterId(),
                comparison.orderId(),
                comparison.orderNumber(),
                comparison.planName(),
                comparison.organizationId(),
                comparison.organizationName(),
                comparison.providerId(),
                comparison.providerName(),
                comparison.offeringName(),
                YearMonth.from(comparison.month()).toString(),
                figures.reported().toPlainString(),
                figures.witnessed() == null ? null : figures.witnessed().toPlainString(),
                comparison.outcome(),
                comparison.status(),
                comparison.reason());
        return about(comparison, data, at).alsoTo(comparison.providerOrganizationId());
    }

    @Schema(name = "UsageComparisonEventData", description = "What a meter came to in a month, as both sides say.")
    record Data(
            @Schema(description = "The comparison.") UUID usageComparisonId,

            @Schema(description = "The meter.") UUID meterId,

            @Schema(description = "The order.") UUID orderId,

            @Schema(description = "Its number.", examples = "D4K7-M2P9-QXT8-V")
            String orderNumber,

            @Schema(description = "What the plan that is measured is called.", examples = "公网流量")
            String planName,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "What the offering is called.", examples = "云服务器")
            String offeringName,

            @Schema(description = "The month.", examples = "2018-09")
            String month,

            @Schema(description = "What the provider has reported.", examples = "1250.5")
            String reported,

            @Schema(nullable = true, description = "What the witness has; null where it has nothing.", examples = "980")
            String witnessed,

            @Schema(description = "What becomes of that.") ComparisonOutcome outcome,

            @Schema(description = "Whether somebody has to look at it.")
            ComparisonStatus status,

            @Schema(
                    nullable = true,
                    description = "What an authority has said of it; null where it did not.",
                    examples = "计量口径不同，经核查属实")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ComparisonEvent> {}
}
