package cn.dengyun.trade.demand;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import cn.dengyun.trade.order.NewOrder;
import cn.dengyun.trade.order.OrderPricing;
import cn.dengyun.trade.order.OwnLine;
import cn.dengyun.trade.order.domain.OwnWords;
import cn.dengyun.voucher.OrderCheck;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

        @Size(max = 50)
        @Schema(
                nullable = true,
                description =
                        "What of it, a line for each plan; none when absent, but then there are lines in own words")
        List<@NotNull @Valid Line> lines,

        @Size(max = MAX_OWN)
        @Schema(
                nullable = true,
                description =
                        "What is done besides that the catalogue has no entry for, such as design or manufacturing;"
                                + " no voucher pays of it. None when absent")
        List<@NotNull @Valid Own> ownLines,

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
    static final int MAX_OWN = 20;

    /** How many lines an order has at most. */
    private static final int MAX_LINES = 50;

    /** How lines in own words are called; a number follows. */
    private static final String OWN_CODE = "OWN-";

    NewQuote {
        lines = lines == null ? List.of() : lines;
        ownLines = ownLines == null ? List.of() : ownLines;
    }

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

    /** A line in the provider's own words. */
    @Schema(name = "OwnQuoteLineRequest", description = "A line of a quote in the provider's own words")
    record Own(
            @NotBlank @Size(max = 200) @Schema(required = true, description = "What it is", examples = "注塑模具设计与制造")
            String title,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "What is done, and what is handed over", examples = "按图纸开模并试模两次")
            String description,

            @NotBlank @Size(max = 20) @Schema(required = true, description = "What it is counted in", examples = "套")
            String unit,

            @NotNull
            @Min(1)
            @Max(MAX_PIECES)
            @Schema(required = true, description = "How many of them, whole", examples = "2")
            Integer quantity,

            @NotNull
            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "For one of them, tax included, in fen", examples = "1200000")
            Long unitPriceFen,

            @NotNull
            @Pattern(regexp = TAX_RATE)
            @Schema(
                    required = true,
                    description = "Value-added tax contained in it, as a ratio; a decimal string",
                    examples = "0.13")
            String taxRate) {

        static final int MAX_PIECES = 1_000_000;
        static final String TAX_RATE = "^0(\\.[0-9]{1,4})?$";

        private OwnLine called(String code) {
            return new OwnLine(
                    code,
                    title,
                    BigDecimal.valueOf(quantity),
                    new OwnWords(description, unit, unitPriceFen, new BigDecimal(taxRate)));
        }
    }

    /** Its lines in own words, as an order will have them: each is called by a code that no plan of it has. */
    List<OwnLine> own() {
        Set<String> taken = lines.stream().map(Line::planCode).collect(Collectors.toSet());
        Iterator<String> codes = IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> OWN_CODE + i)
                .filter(code -> !taken.contains(code))
                .iterator();
        return ownLines.stream().map(line -> line.called(codes.next())).toList();
    }

    /** What is wrong with it, whatever the offering is. */
    List<Defect> defectsFor(Demand demand) {
        List<Defect> defects = new ArrayList<>();
        if (lines.isEmpty() && ownLines.isEmpty()) {
            defects.add(Defect.at("/lines", "quote-without-lines"));
        }
        if (lines.size() + ownLines.size() > MAX_LINES) {
            defects.add(Defect.at("/ownLines", "too-many", lines.size() + ownLines.size(), MAX_LINES));
        }
        List<OwnLine> own = own();
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).isTooDear()) {
                defects.add(Defect.at("/ownLines/" + i + "/unitPriceFen", "order-line-too-dear", OrderCheck.MOST_YUAN));
            }
        }
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
