package cn.dengyun.trade.order;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.NewOrder.Line;
import cn.dengyun.trade.order.domain.OrderLine;
import cn.dengyun.trade.order.domain.ServiceOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The next term of an order. */
@Schema(name = "OrderRenewalRequest", description = "The next term of an order: a new order at the present price")
public record NewRenewal(
        @NotNull
        @PlausibleDay
        @Schema(
                required = true,
                description = "The first day of the service, today at the earliest",
                examples = "2018-09-01")
        LocalDate startsOn,

        @NotNull @PlausibleDay @Schema(required = true, description = "Its last day", examples = "2018-12-31")
        LocalDate endsOn,

        @Size(max = 50)
        @Schema(
                nullable = true,
                description = "What is ordered; what was ordered before, without vouchers, when absent or empty")
        List<@NotNull @Valid Line> lines,

        @Size(max = 50)
        @Schema(
                nullable = true,
                description = "Which vouchers may be used for lines `withSubsidy`; all that can be when absent",
                examples = "[\"01900000-0000-7000-8000-000000000601\"]")
        List<@NotNull UUID> voucherIds,

        @Size(max = 100)
        @Pattern(regexp = "^\\S(.*\\S)?$")
        @Schema(
                nullable = true,
                description = "What the enterprise calls the new order, once with a provider; its number when absent",
                examples = "PO-2018-0042")
        String externalReference) {

    /** The same as an order. Rejects with {@code order-own-words-not-renewed} (409). */
    NewOrder of(ServiceOrder before, List<OrderLine> ordered) {
        boolean isAsBefore = lines == null || lines.isEmpty();
        // Nobody says what it costs now, and what is left out without a word is missed too late.
        if (isAsBefore && ordered.stream().anyMatch(line -> line.ownWords() != null)) {
            throw Rejection.conflict("order-own-words-not-renewed");
        }
        return new NewOrder(
                before.offeringId(),
                null,
                isAsBefore ? ordered.stream().map(NewRenewal::again).toList() : lines,
                voucherIds,
                startsOn,
                endsOn,
                null,
                externalReference);
    }

    private static Line again(OrderLine line) {
        return new Line(line.planCode(), line.quantity().toPlainString(), false, null);
    }
}
