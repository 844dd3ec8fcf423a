package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.concession.Waiver;
import cn.dengyun.catalogue.document.OfferingJson;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PlanPrice;
import cn.dengyun.catalogue.domain.PriceHistory;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an offering costs and has cost. */
@Schema(name = "PriceHistory", description = "What an offering costs and has cost")
record PriceHistoryView(
        @Schema(description = "The offering") UUID offeringId,

        @Schema(description = "Its present version") int version,

        @Schema(description = "When plans or discounts changed, the newest first")
        List<Period> periods,

        @Schema(description = "What its provider concedes to everybody, will or did in the last year, the oldest first")
        List<Concession> concessions,

        @Schema(
                description =
                        "The least that one unit of each present plan has cost in 90 days, or of what it came in the"
                                + " place of")
        List<Baseline> baselines) {

    /** A time in which plans and discounts stayed as they were. */
    @Schema(name = "PricePeriod", description = "A time in which plans and discounts stayed as they were")
    record Period(
            @Schema(description = "The first version with these")
            int version,

            @Schema(description = "From when") Instant since,

            @Schema(nullable = true, description = "Until when; null for the present")
            Instant until,

            @Schema(
                    type = SchemaType.ARRAY,
                    implementation = OfferingDocument.PlanDocument.class,
                    description = "The plans")
            @JsonRawValue
            String plans,

            @Schema(
                    type = SchemaType.ARRAY,
                    implementation = OfferingDocument.DiscountDocument.class,
                    description = "The provider's own discounts")
            @JsonRawValue
            String discounts) {}

    /** A concession that everybody has. */
    @Schema(name = "PriceConcession", description = "What is waived by a concession that everybody has")
    record Concession(
            @Schema(description = "By which people name it", examples = "C7SK-WAG3-E55M")
            String code,

            @Schema(description = "In a few words", examples = "企业上云首年优惠")
            String title,

            @Schema(description = "Share of the list price that is waived, a decimal string", examples = "0.2")
            String rate,

            @Schema(description = "Its first day") LocalDate fromOn,

            @Schema(description = "Its last day") LocalDate lastOn) {}

    /** What a subsidy of one unit is counted of. */
    @Schema(name = "PriceBaseline", description = "The least that one unit of a plan has cost everybody in 90 days")
    record Baseline(
            @Schema(description = "The plan", examples = "monthly")
            String planCode,

            @Schema(nullable = true, description = "With tax, in fen; null where that is beyond all money")
            Long baselineFen,

            @Schema(nullable = true, description = "Without tax, in fen; null where the plan says no tax rate")
            Long baselineExTaxFen) {}

    static PriceHistoryView of(
            Offering offering, PriceHistory listed, List<Waiver> waived, PriceHistory counted, Instant now) {
        return new PriceHistoryView(
                offering.id(),
                offering.version(),
                listed.periods().stream()
                        .filter(period ->
                                period.until() == null || period.until().isAfter(period.since()))
                        .map(period -> new Period(
                                period.version(),
                                period.since(),
                                period.until(),
                                OfferingJson.write(period.content().plans()),
                                OfferingJson.write(period.content().discounts())))
                        .toList(),
                waived.stream()
                        .map(each -> new Concession(
                                each.code(), each.title(), each.rate().toPlainString(), each.fromOn(), each.lastOn()))
                        .toList(),
                counted.plans().stream()
                        .map(plan -> baseline(plan, counted.lowest(plan, BigDecimal.ONE, now)))
                        .toList());
    }

    private static Baseline baseline(Plan plan, Optional<PlanPrice> price) {
        return new Baseline(
                plan.code(),
                price.map(PlanPrice::inclTaxFen).orElse(null),
                price.map(PlanPrice::exTaxFen).orElse(null));
    }
}
