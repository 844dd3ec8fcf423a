package cn.dengyun.trade.demand;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.Defect;
import cn.dengyun.trade.order.NewOrder;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How an enterprise orders what was quoted.
 *
 * @param offeringVersion null: the one that was quoted
 * @param subsidisedPlanCodes empty where no voucher shall pay
 */
@Schema(name = "AwardRequest", description = "How what was quoted is ordered")
record NewAward(
        @NotNull
        @PlausibleDay
        @Schema(
                required = true,
                description = "The first day of the service, today at the earliest",
                examples = "2018-09-01")
        LocalDate startsOn,

        @NotNull @PlausibleDay @Schema(required = true, description = "Its last day", examples = "2018-12-31")
        LocalDate endsOn,

        @Positive
        @Schema(
                nullable = true,
                description = "The version of the offering that is ordered; the one that was quoted when absent. No"
                        + " later one costs more than was quoted",
                examples = "1")
        Integer offeringVersion,

        @Size(max = 50)
        @Schema(
                nullable = true,
                description = "The plans of the quote that vouchers shall pay of; none when absent",
                examples = "[\"g1-2c8g-y\"]")
        List<@NotBlank @Size(max = 64) String> subsidisedPlanCodes,

        @Size(max = 50)
        @Schema(
                nullable = true,
                description = "Which vouchers may be used for them; all that can be when absent",
                examples = "[\"01900000-0000-7000-8000-000000000601\"]")
        List<@NotNull UUID> voucherIds,

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

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "Why this one; the provider is told", examples = "报价合理，交付最快")
        String reason) {

    NewAward {
        subsidisedPlanCodes = subsidisedPlanCodes == null ? List.of() : subsidisedPlanCodes;
    }

    /** What of the plans is not in the quote. */
    List<Defect> defectsFor(Quote quote) {
        List<Defect> defects = new ArrayList<>();
        Set<String> own = quote.ownLines().stream().map(QuoteLine::planCode).collect(Collectors.toSet());
        for (int i = 0; i < subsidisedPlanCodes.size(); i++) {
            if (own.contains(subsidisedPlanCodes.get(i))) {
                defects.add(Defect.at("/subsidisedPlanCodes/" + i, "quote-own-words-unsupported"));
            } else if (!quote.quotedFen().containsKey(subsidisedPlanCodes.get(i))) {
                defects.add(Defect.at(
                        "/subsidisedPlanCodes/" + i,
                        "plan-unknown",
                        String.join(", ", quote.quotedFen().keySet())));
            }
        }
        return defects;
    }

    /** The order that it makes of a quote. */
    NewOrder of(Quote quote) {
        return new NewOrder(
                quote.offeringId(),
                offeringVersion == null ? Integer.valueOf(quote.offeringVersion()) : offeringVersion,
                quote.planLines().stream()
                        .map(line -> new NewOrder.Line(
                                line.planCode(), line.quantity(), subsidisedPlanCodes.contains(line.planCode()), null))
                        .toList(),
                voucherIds,
                startsOn,
                endsOn,
                contractNumber,
                externalReference);
    }
}
