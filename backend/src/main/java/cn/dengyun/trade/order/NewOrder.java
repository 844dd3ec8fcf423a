package cn.dengyun.trade.order;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an enterprise orders. */
@Schema(name = "OrderRequest", description = "What is ordered")
public record NewOrder(
        @NotNull
        @Schema(required = true, description = "The offering", examples = "01900000-0000-7000-8000-000000000a02")
        UUID offeringId,

        @Positive
        @Schema(
                nullable = true,
                description = "The version that the order is placed on; the present one when absent",
                examples = "1")
        Integer offeringVersion,

        @NotEmpty @Size(max = 50) @Schema(required = true, description = "What of it, a line for each plan")
        List<@NotNull @Valid Line> lines,

        @Size(max = 50)
        @Schema(
                nullable = true,
                description = "Which vouchers may be used for lines `withSubsidy`; all that can be when absent",
                examples = "[\"01900000-0000-7000-8000-000000000601\"]")
        List<@NotNull UUID> voucherIds,

        @NotNull
        @Schema(
                required = true,
                description = "The first day of the service, today at the earliest",
                examples = "2018-09-01")
        @PlausibleDay
        LocalDate startsOn,

        @NotNull @Schema(required = true, description = "Its last day", examples = "2018-12-31") @PlausibleDay
        LocalDate endsOn,

        @Size(max = 100)
        @Pattern(regexp = "^\\S(.*\\S)?$")
        @Schema(
                nullable = true,
                description = "The number of the contract that both have signed",
                examples = "HT-2018-0042")
        String contractNumber,

        @Size(max = 100)
        @Pattern(regexp = "^\\S(.*\\S)?$")
        @Schema(
                nullable = true,
                description = "What the enterprise calls the order, once with a provider; its number when absent",
                examples = "PO-2018-0042")
        String externalReference,

        @Schema(
                nullable = true,
                description = "The trial of the same offering that it follows, running or ended; none when absent")
        UUID trialId) {

    private static final int MAX_YEARS = 5;

    /** One that follows no trial. */
    public NewOrder(
            UUID offeringId,
            Integer offeringVersion,
            List<Line> lines,
            List<UUID> voucherIds,
            LocalDate startsOn,
            LocalDate endsOn,
            String contractNumber,
            String externalReference) {
        this(offeringId, offeringVersion, lines, voucherIds, startsOn, endsOn, contractNumber, externalReference, null);
    }

    /** A line of the order. */
    @Schema(name = "OrderLineRequest", description = "A line of an order")
    public record Line(
            @NotBlank
            @Size(max = 64)
            @Schema(required = true, description = "The code of a plan of the offering", examples = "g1-2c8g-y")
            String planCode,

            @NotNull
            @Pattern(regexp = QUANTITY)
            @Schema(
                    required = true,
                    description = "Units of a measured plan (of a package plan the units, not the packages), else whole"
                            + " periods or pieces; a decimal string",
                    examples = "3")
            String quantity,

            @NotNull @Schema(required = true, description = "Whether vouchers shall pay of it", examples = "true")
            Boolean withSubsidy,

            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(
                    nullable = true,
                    description = "What vouchers shall pay of it, in fen; as much as they may when absent",
                    examples = "144000")
            Long amountFen) {

        public static final String QUANTITY = "^[0-9]{1,12}(\\.[0-9]{1,6})?$";

        /** Without zeros at its end. */
        BigDecimal units() {
            return units(quantity);
        }

        /** The same of any quantity that is written so. */
        public static BigDecimal units(String quantity) {
            BigDecimal units = new BigDecimal(quantity).stripTrailingZeros();
            return units.scale() < 0 ? units.setScale(0) : units;
        }
    }

    /** The places of the lines that vouchers shall pay of. */
    List<Integer> subsidised() {
        return IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).withSubsidy())
                .boxed()
                .toList();
    }

    List<UUID> vouchers() {
        return voucherIds == null ? List.of() : voucherIds;
    }

    /** What is wrong with it, whatever the offering is. */
    List<Defect> defectsOn(LocalDate today) {
        List<Defect> defects = new ArrayList<>();
        if (startsOn.isBefore(today) || startsOn.isAfter(today.plusYears(1))) {
            defects.add(Defect.at("/startsOn", "order-start-unfit", today, today.plusYears(1)));
        }
        if (endsOn.isBefore(startsOn) || endsOn.isAfter(startsOn.plusYears(MAX_YEARS))) {
            defects.add(Defect.at("/endsOn", "order-end-unfit", startsOn, MAX_YEARS));
        }
        Set<String> plans = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (!plans.add(line.planCode())) {
                defects.add(Defect.at("/lines/" + i + "/planCode", "order-line-repeated"));
            }
            if (line.units().signum() == 0) {
                defects.add(Defect.at("/lines/" + i + "/quantity", "number-out-of-range", "0.000001", "999999999999"));
            }
            if (line.amountFen() != null && !line.withSubsidy()) {
                defects.add(Defect.at("/lines/" + i + "/amountFen", "order-line-without-subsidy"));
            }
        }
        if (!vouchers().isEmpty() && subsidised().isEmpty()) {
            defects.add(Defect.at("/voucherIds", "order-vouchers-unused"));
        }
        return defects;
    }
}
