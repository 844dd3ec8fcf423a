package cn.dengyun.trade.order;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.domain.DeliveredLine;
import cn.dengyun.trade.order.domain.OrderAccount;
import cn.dengyun.trade.order.domain.OrderLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a provider has delivered. */
@Schema(name = "OrderDeliveryRequest", description = "What was delivered of an order")
public record NewDelivery(
        @NotEmpty @Size(max = 50) @Schema(required = true, description = "How much of which lines")
        List<@NotNull @Valid Line> lines,

        @Size(max = 2_000)
        @Schema(
                nullable = true,
                description = "What the enterprise should know of it",
                examples = "2018 年第三季度服务，监测报告见附件")
        String note) {

    /** How much of a line. */
    @Schema(name = "OrderDeliveryLineRequest", description = "How much was delivered of a line of an order")
    public record Line(
            @NotBlank
            @Size(max = 64)
            @Schema(required = true, description = "The plan of the line", examples = "g1-2c8g-y")
            String planCode,

            @NotNull
            @Pattern(regexp = NewOrder.Line.QUANTITY)
            @Schema(
                    required = true,
                    description = "Whole periods or pieces of it, no more than are left; a decimal string",
                    examples = "1")
            String quantity) {

        BigDecimal units() {
            return NewOrder.Line.units(quantity);
        }
    }

    /** Null where nothing is said. */
    String said() {
        return note == null || note.isBlank() ? null : note.strip();
    }

    /**
     * What it comes to. Rejects with {@code invalid-request} (400; all defects), {@code order-metered} and
     * {@code delivery-exceeds-order} (409).
     */
    List<DeliveredLine> of(OrderAccount account) {
        List<Defect> defects = new ArrayList<>();
        Set<String> plans = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String place = "/lines/" + i;
            Line wanted = lines.get(i);
            OrderLine line = account.line(wanted.planCode());
            if (!plans.add(wanted.planCode())) {
                defects.add(Defect.at(place + "/planCode", "order-line-repeated"));
            } else if (line == null) {
                defects.add(Defect.at(place + "/planCode", "plan-unknown", codes(account)));
            } else if (wanted.units().signum() == 0) {
                defects.add(Defect.at(place + "/quantity", "number-out-of-range", "0.000001", "999999999999"));
            } else if (!line.isMeasured() && wanted.units().scale() > 0) {
                defects.add(Defect.at(place + "/quantity", "quantity-not-whole"));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return lines.stream().map(wanted -> delivered(account, wanted)).toList();
    }

    private static DeliveredLine delivered(OrderAccount account, Line wanted) {
        OrderLine line = account.line(wanted.planCode());
        if (line.isMeasured()) {
            throw Rejection.conflict("order-metered", line.planCode());
        }
        if (wanted.units().compareTo(line.open()) > 0) {
            throw Rejection.conflict(
                    "delivery-exceeds-order", line.planCode(), line.open().toPlainString());
        }
        return account.worth(line, wanted.units());
    }

    private static String codes(OrderAccount account) {
        return account.lines().stream().map(OrderLine::planCode).collect(Collectors.joining(", "));
    }
}
