package cn.dengyun.trade.usage.rest;

import cn.dengyun.catalogue.domain.Aggregation;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.trade.usage.UsageService.Metered;
import cn.dengyun.trade.usage.UsageService.Total;
import cn.dengyun.trade.usage.domain.UsageMeter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A meter as its caller sees it. */
@Schema(name = "UsageMeter", description = "What a line of an order is measured by")
record UsageMeterView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The order") UUID orderId,

        @Schema(required = true, description = "Its number", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(required = true, description = "The line of the order, from 1", minimum = "1", examples = "1")
        int line,

        @Schema(required = true, description = "The plan of the line", examples = "gb-out")
        String planCode,

        @Schema(required = true, description = "What it is called", examples = "公网流量")
        String planName,

        @Schema(required = true, description = "How it charges")
        PriceModel priceModel,

        @Schema(required = true, description = "What is counted; code list `meter-units`", examples = "GB")
        String unit,

        @Schema(
                required = true,
                description = "What becomes of the readings of a month; a mean by time goes until the next reading,"
                        + " and nothing is carried over from the month before")
        Aggregation aggregation,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "GB/T 2260 code of its region", examples = "340123")
        String regionCode,

        @Schema(required = true, description = "The provider, who reports")
        UUID providerId,

        @Schema(required = true, description = "Its name", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "The offering")
        UUID offeringId,

        @Schema(required = true, description = "What it is called", examples = "云服务器")
        String offeringName,

        @Schema(required = true, description = "When the service began")
        Instant beginsAt,

        @Schema(required = true, description = "The first moment behind the service")
        Instant endsAt,

        @Schema(
                required = true,
                nullable = true,
                description = "What it came to in a month; null in the list of all meters")
        TotalView total) {

    /** What a meter came to in a month. */
    @Schema(name = "UsageTotal", description = "What a meter came to in a month of Asia/Shanghai")
    record TotalView(
            @Schema(required = true, description = "The month", examples = "2018-09")
            String month,

            @Schema(
                    required = true,
                    description = "In units of the meter, exact; a mean by time has nine decimals at most",
                    examples = "1250.5")
            String quantity,

            @Schema(
                    required = true,
                    description =
                            "Of a plan by time of day how much of it falls into each of its windows, in their order;"
                                    + " else empty",
                    maxItems = 96)
            List<String> byWindow,

            @Schema(required = true, description = "How many events counted", minimum = "0", examples = "720")
            long eventCount,

            @Schema(
                    required = true,
                    description = "How many events, of whatever time, are held back and count nowhere",
                    minimum = "0",
                    examples = "0")
            long quarantinedCount) {

        static TotalView of(Total total) {
            return new TotalView(
                    total.month().toString(),
                    decimal(total.measured().quantity()),
                    total.measured().byWindow().stream().map(TotalView::decimal).toList(),
                    total.count(),
                    total.held());
        }

        private static String decimal(BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
    }

    static UsageMeterView of(Metered found) {
        UsageMeter meter = found.meter();
        return new UsageMeterView(
                meter.id(),
                meter.orderId(),
                meter.orderNumber(),
                meter.line(),
                meter.planCode(),
                meter.planName(),
                meter.priceModel(),
                meter.unit(),
                meter.aggregation(),
                meter.organizationId(),
                meter.organizationName(),
                meter.regionCode(),
                meter.providerId(),
                meter.providerName(),
                meter.offeringId(),
                meter.offeringName(),
                meter.beginsAt(),
                meter.endsAt(),
                found.total() == null ? null : TotalView.of(found.total()));
    }
}
