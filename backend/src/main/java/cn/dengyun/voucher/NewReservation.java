package cn.dengyun.voucher;

import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PlanPrice;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import cn.dengyun.voucher.domain.OrderLine;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an enterprise wants to hold for an order.
 *
 * @param offeringVersion null: the present one
 * @param expiresAt null: as long as is usual
 */
@Schema(name = "ReservationRequest", description = "What is to be held for an order")
public record NewReservation(
        @NotNull
        @Schema(
                required = true,
                description = "The offering that was ordered",
                examples = "01900000-0000-7000-8000-000000000a02")
        UUID offeringId,

        @Positive
        @Schema(
                nullable = true,
                description = "The version of the offering that the order was placed on; the present one when absent",
                examples = "1")
        Integer offeringVersion,

        @NotBlank
        @Size(max = 100)
        @Schema(
                required = true,
                description =
                        "What the order is called where it was placed; holds with the same name are for one order",
                examples = "PO-2018-0042")
        String externalReference,

        @NotEmpty @Size(max = 50) @Schema(required = true, description = "The lines of the order")
        List<@NotNull @Valid Line> lines,

        @Schema(
                nullable = true,
                description = "The first moment at which it can be captured no more; 14 days from now when absent, 90"
                        + " days at most",
                examples = "2018-09-30T16:00:00Z")
        Instant expiresAt) {

    /**
     * A line of the order.
     *
     * @param description null: the name of the plan
     */
    @Schema(name = "ReservationLineRequest", description = "A line of the order")
    public record Line(
            @NotBlank
            @Size(max = 64)
            @Schema(
                    required = true,
                    description = "The code of a plan of the offering, each in one line",
                    examples = "g1-2c8g-y")
            String planCode,

            @NotNull
            @Pattern(regexp = QUANTITY)
            @Schema(
                    required = true,
                    description = "Units of a measured plan (of a package plan the units, not the packages), else whole"
                            + " periods or pieces; a decimal string",
                    examples = "3")
            String quantity,

            @Size(max = 200)
            @Schema(
                    nullable = true,
                    description = "What people call it; the plan's name when absent",
                    examples = "云服务器")
            String description,

            @NotNull
            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "What the voucher shall pay of it, in fen", examples = "144000")
            Long amountFen) {

        private static final String QUANTITY = "^[0-9]{1,12}(\\.[0-9]{1,6})?$";

        /** Without zeros at its end. */
        BigDecimal units() {
            BigDecimal units = new BigDecimal(quantity).stripTrailingZeros();
            return units.scale() < 0 ? units.setScale(0) : units;
        }

        /** @param price of the plan */
        OrderLine priced(Plan plan, PlanPrice price) {
            String called = description == null || description.isBlank() ? plan.name() : description;
            long most = amountFen == null ? price.inclTaxFen() : amountFen;
            return new OrderLine(
                    planCode, units(), called, price.inclTaxFen(), price.exTaxFen(), most, amountFen == null);
        }
    }

    /** What it needs in all, in fen; a line of which vouchers pay as much as they may needs nothing. */
    public long amountFen() {
        return lines.stream()
                .map(Line::amountFen)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Whether vouchers shall pay as much as they may of one of the lines. */
    boolean hasOpenLines() {
        return lines.stream().anyMatch(line -> line.amountFen() == null);
    }

    Instant endAt(Instant now, Duration usual) {
        return (expiresAt == null ? now.plus(usual) : expiresAt).truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * What is wrong with it whatever voucher it is for.
     *
     * @param longest how long it may hold; null: as long as its order says
     */
    List<Defect> defectsAt(Instant now, Duration longest) {
        List<Defect> defects = new ArrayList<>();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            defects.add(Defect.at("/expiresAt", "reservation-end-over"));
        } else if (expiresAt != null && longest != null && expiresAt.isAfter(now.plus(longest))) {
            defects.add(Defect.at("/expiresAt", "reservation-end-too-far", longest.toDays()));
        }
        Set<String> plans = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!plans.add(lines.get(i).planCode())) {
                defects.add(Defect.at("/lines/" + i + "/planCode", "order-line-repeated"));
            }
            if (lines.get(i).units().signum() == 0) {
                defects.add(Defect.at("/lines/" + i + "/quantity", "number-out-of-range", "0.000001", "999999999999"));
            }
        }
        return defects;
    }
}
