package cn.dengyun.trade.witness.rest;

import cn.dengyun.catalogue.domain.Aggregation;
import cn.dengyun.trade.usage.domain.UsageMeter;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a witness needs to know of a meter: nothing of prices, of the order, or of whose it is. */
@Schema(name = "WitnessedMeter", description = "A meter as its witness sees it")
record WitnessedMeterView(
        @Schema(required = true, description = "The meter, as the witness names it")
        UUID meterId,

        @Schema(required = true, description = "The provider of the service", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "What the offering is called", examples = "云服务器")
        String offeringName,

        @Schema(required = true, description = "What is measured of it", examples = "公网流量")
        String planName,

        @Schema(required = true, description = "What is counted; code list `meter-units`", examples = "GB")
        String unit,

        @Schema(required = true, description = "What becomes of the readings of a month")
        Aggregation aggregation,

        @Schema(required = true, description = "When the service began")
        Instant beginsAt,

        @Schema(required = true, description = "The first moment behind the service")
        Instant endsAt) {

    static WitnessedMeterView of(UsageMeter meter) {
        return new WitnessedMeterView(
                meter.id(),
                meter.providerName(),
                meter.offeringName(),
                meter.planName(),
                meter.unit(),
                meter.aggregation(),
                meter.beginsAt(),
                meter.endsAt());
    }
}
