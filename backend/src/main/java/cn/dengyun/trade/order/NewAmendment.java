package cn.dengyun.trade.order;

import cn.dengyun.platform.operation.OnlyWith;
import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.platform.operation.Variants;
import cn.dengyun.shared.Fen;
import cn.dengyun.trade.order.domain.AmendedLine;
import cn.dengyun.trade.order.domain.AmendmentKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one side of an order wants otherwise. */
@Variants("kind")
@Schema(name = "OrderAmendmentRequest", description = "What one side of an order wants otherwise")
public record NewAmendment(
        @NotNull @Schema(required = true, description = "What it is about")
        AmendmentKind kind,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "Why; told to the other side", examples = "实际用量减少")
        String note,

        @Size(max = 50)
        @OnlyWith("QUANTITY")
        @Schema(nullable = true, description = "How much of which lines from now on; others stay")
        List<@NotNull @Valid Quantity> quantities,

        @Size(max = 50)
        @OnlyWith("PRICE_CUT")
        @Schema(nullable = true, description = "What lines cost from now on; others stay")
        List<@NotNull @Valid Price> prices,

        @PlausibleDay
        @OnlyWith("TERM")
        @Schema(nullable = true, description = "The last day from now on", examples = "2018-10-31")
        LocalDate endsOn) {

    /** Less of a line. */
    @Schema(name = "OrderAmendmentQuantity", description = "How much of a line of an order from now on")
    public record Quantity(
            @NotBlank
            @Size(max = 64)
            @Schema(required = true, description = "The plan of the line", examples = "g1-2c8g-y")
            String planCode,

            @NotNull
            @Pattern(regexp = NewOrder.Line.QUANTITY)
            @Schema(
                    required = true,
                    description = "All of it, what was delivered included: less than now, no less than that; a decimal"
                            + " string",
                    examples = "2")
            String quantity) {

        BigDecimal units() {
            return NewOrder.Line.units(quantity);
        }
    }

    /** A lower price of a line. */
    @Schema(name = "OrderAmendmentPrice", description = "What a line of an order costs from now on")
    public record Price(
            @NotBlank
            @Size(max = 64)
            @Schema(required = true, description = "The plan of the line", examples = "g1-2c8g-y")
            String planCode,

            @NotNull
            @Min(0)
            @Max(Fen.MAX_AMOUNT)
            @Schema(
                    required = true,
                    description =
                            "What the provider gets for all of it as it was ordered, tax included, in fen: less than"
                                    + " now",
                    examples = "300000")
            Long netFen) {}

    /** What it makes of lines. */
    List<AmendedLine> lines() {
        return switch (kind) {
            case QUANTITY ->
                quantities.stream()
                        .map(each -> new AmendedLine(each.planCode(), each.units(), null))
                        .toList();
            case PRICE_CUT ->
                prices.stream()
                        .map(each -> new AmendedLine(each.planCode(), null, each.netFen()))
                        .toList();
            case TERM, CANCEL_REST -> List.of();
        };
    }

    /** The member that the lines are in. */
    String place() {
        return kind == AmendmentKind.QUANTITY ? "/quantities/" : "/prices/";
    }
}
