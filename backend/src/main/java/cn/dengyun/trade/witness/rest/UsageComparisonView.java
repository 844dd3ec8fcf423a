package cn.dengyun.trade.witness.rest;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import cn.dengyun.trade.witness.domain.ComparedFigures;
import cn.dengyun.trade.witness.domain.ComparisonOutcome;
import cn.dengyun.trade.witness.domain.ComparisonStatus;
import cn.dengyun.trade.witness.domain.UsageComparison;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A comparison as its caller sees it. */
@Schema(name = "UsageComparison", description = "What a meter came to in a month, as its provider and its witness say")
record UsageComparisonView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The meter") UUID meterId,

        @Schema(required = true, description = "The order") UUID orderId,

        @Schema(required = true, description = "Its number", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(required = true, description = "What the plan that is measured is called", examples = "公网流量")
        String planName,

        @Schema(required = true, description = "What is counted; code list `meter-units`", examples = "GB")
        String unit,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "GB/T 2260 code of its region", examples = "340123")
        String regionCode,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "Its name", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "What the offering is called", examples = "云服务器")
        String offeringName,

        @Schema(required = true, description = "The appointment of the witness")
        UUID usageWitnessId,

        @Schema(required = true, description = "The name of the witness", examples = "示范通信安徽分公司")
        String witnessName,

        @Schema(required = true, description = "The month, Asia/Shanghai", examples = "2018-09")
        String month,

        @Schema(
                required = true,
                description = "What the provider has reported, in units of the meter",
                examples = "1250.5")
        String reported,

        @Schema(
                required = true,
                nullable = true,
                description = "What the witness has seen; null where it has said nothing, or agrees and has become one"
                        + " with a side of the order since",
                examples = "980")
        String witnessed,

        @Schema(
                required = true,
                description = "By how many thousandths of the larger of both they may differ and still agree",
                minimum = "0",
                maximum = "200",
                examples = "20")
        int tolerancePerMille,

        @Schema(required = true, description = "What becomes of that")
        ComparisonOutcome outcome,

        @Schema(required = true, description = "Whether somebody has to look at it")
        ComparisonStatus status,

        @Schema(required = true, description = "When the figures were looked at last")
        Instant comparedAt,

        @Schema(required = true, description = "Since when they are what they are")
        Instant since,

        @Schema(
                required = true,
                nullable = true,
                description = "By when an authority of the enterprise looks at it; null unless it has to")
        Instant dueAt,

        @Schema(required = true, nullable = true, description = "When it has; null where it has not")
        Instant decidedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "What it has said of it; null where it has not",
                examples = "计量口径不同，经核查属实")
        String reason,

        @Schema(
                required = true,
                description = "What the caller may do now",
                maxItems = 10,
                examples = "[\"EXPLAIN\", \"UPHOLD\"]")
        List<String> availableActions)
        implements Tagged {

    /** As {@code work_usage_difference} says it. */
    private static final Duration TIME_TO_LOOK = Duration.ofDays(14);

    static UsageComparisonView of(UsageComparison comparison, Actor actor) {
        ComparedFigures figures = comparison.figures();
        return new UsageComparisonView(
                comparison.id(),
                comparison.version(),
                comparison.meterId(),
                comparison.orderId(),
                comparison.orderNumber(),
                comparison.planName(),
                comparison.unit(),
                comparison.organizationId(),
                comparison.organizationName(),
                comparison.regionCode(),
                comparison.providerId(),
                comparison.providerName(),
                comparison.offeringName(),
                figures.witnessId(),
                figures.witnessName(),
                YearMonth.from(comparison.month()).toString(),
                decimal(figures.reported()),
                figures.witnessed() == null ? null : decimal(figures.witnessed()),
                figures.tolerancePerMille(),
                comparison.outcome(),
                comparison.status(),
                comparison.comparedAt(),
                comparison.since(),
                comparison.status() == ComparisonStatus.OPEN
                        ? comparison.since().plus(TIME_TO_LOOK)
                        : null,
                comparison.decidedAt(),
                comparison.reason(),
                comparison.actions(actor));
    }

    private static String decimal(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
