package cn.dengyun.trade.demand;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import cn.dengyun.trade.order.NewOrder;
import cn.dengyun.trade.order.OrderPricing;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a provider offers for a demand.
 *
 * @param offeringVersion null: the present one
 * @param note null where nothing is said
 */
@Schema(name = "QuoteRequest", description = "What a provider offers for a demand")
record NewQuote(
        @NotNull
        @Schema(
                required = true,
                description = "One of the provider's own offerings",
                examples = "01900000-0000-7000-8000-000000000a02")
        UUID offeringId,

        @Positive
        @Schema(
                nullable = true,
                description = "The version that it is about; the present one when absent",
                examples = "1")
        Integer offeringVersion,

        @NotEmpty @Size(max = 50) @Schema(required = true, description = "What of it, a line for each plan")
        List<@NotNull @Valid Line> lines,

        @NotNull
        @Min(1)
        @Max(MAX_DELIVERY_DAYS)
        @Schema(
                required = true,
                description = "In how many days from the order on the service begins or the goods are there",
                examples = "15")
        Integer deliveryDays,

        @NotNull
        @PlausibleDay
        @Schema(
                required = true,
                description = "The last day on which it can be awarded: not before that of the demand's deadline, and"
                        + " 180 days behind that at most",
                examples = "2018-08-31")
        LocalDate validUntil,

        @Size(max = 5_000) @Schema(nullable = true, description = "What else there is to say", examples = "含现场实施与培训")
        String note) {

    static final int MAX_DELIVERY_DAYS = 730;

    /** How long behind the deadline a quote is good at most. */
    private static final int MAX_VALID_DAYS = 180;

    /** A line of the quote. */
    @Schema(name = "QuoteLineRequest", description = "A line of a quote")
    record Line(
            @NotBlank
            @Size(max = 64)
            @Schema(required = true, description = "The code of a plan of the offering", examples = "g1-2c8g-y")
            String planCode,

            @NotNull
            @Pattern(regexp = NewOrder.Line.QUANTITY)
            @Schema(
                    required = true,
                    description = "Units of a measured plan (of a package plan the units, not the packages), else whole"
                            + " periods or pieces; a decimal string",
                    examples = "3")
            String quantity,

            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(
                    nullable = true,
                    description = "What all of it costs, tax included, in fen: no more than everybody pays today; that"
                            + " when absent",
                    examples = "400000")
            Long netFen) {

        OrderPricing.Line asked() {
            return new OrderPricing.Line(planCode, NewOrder.Line.units(quantity), null);
        }
    }

    /** What is wrong with it, whatever the offering is. */
    List<Defect> defectsFor(Demand demand) {
        List<Defect> defects = new ArrayList<>();
        Set<String> plans = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!plans.add(lines.get(i).planCode())) {
                defects.add(Defect.at("/lines/" + i + "/planCode", "order-line-repeated"));
            }
            if (lines.get(i).asked().units().signum() == 0) {
                defects.add(Defect.at("/lines/" + i + "/quantity", "number-out-of-range", "0.000001", "999999999999"));
            }
        }
        LocalDate first = Demand.dayOf(demand.form().quotesUntil());
        LocalDate last = first.plusDays(MAX_VALID_DAYS);
        if (validUntil.isBefore(first) || validUntil.isAfter(last)) {
            defects.add(Defect.at("/validUntil", "quote-validity-unfit", first, last));
        }
        return defects;
    }
}
