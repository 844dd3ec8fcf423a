package cn.dengyun.trade.witness;

import cn.dengyun.trade.witness.domain.UsageWitness;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The appointment of a witness that is proposed.
 *
 * @param offeringId null for all offerings of the provider
 * @param meterId null unless one meter alone is witnessed
 */
@Schema(
        name = "UsageWitnessRequest",
        description = "Who witnesses what is used of whose services",
        examples = "{\"witnessProviderId\": \"01900000-0000-7000-8000-000000000d01\", \"providerId\":"
                + " \"01900000-0000-7000-8000-000000000d02\", \"fromMonth\": \"2018-09\", \"tolerancePerMille\": 20}")
public record NewUsageWitness(
        @NotNull
        @Schema(
                required = true,
                description = "The witness: a provider that is a telecommunications operator or a cloud platform",
                examples = "01900000-0000-7000-8000-000000000d01")
        UUID witnessProviderId,

        @NotNull
        @Schema(
                required = true,
                description = "Whose services are witnessed",
                examples = "01900000-0000-7000-8000-000000000d02")
        UUID providerId,

        @Schema(nullable = true, description = "One of its offerings; absent for all of them")
        UUID offeringId,

        @Schema(nullable = true, description = "One meter of it alone, in place of an offering")
        UUID meterId,

        @NotNull
        @Pattern(regexp = MONTH)
        @Schema(
                required = true,
                description = "The first month that is compared, Asia/Shanghai, three months back at the earliest",
                examples = "2018-09")
        String fromMonth,

        @Min(0)
        @Max(UsageWitness.MAX_TOLERANCE)
        @Schema(
                nullable = true,
                description = "By how many thousandths of the larger of two totals they may differ and still agree;"
                        + " 20 when absent",
                examples = "20")
        Integer tolerancePerMille) {

    public static final String MONTH = "^20[0-9]{2}-(0[1-9]|1[0-2])$";

    /** Two in a hundred: clocks and counters differ by less. */
    static final int USUAL_TOLERANCE = 20;

    LocalDate firstMonth() {
        return YearMonth.parse(fromMonth).atDay(1);
    }

    int tolerance() {
        return tolerancePerMille == null ? USUAL_TOLERANCE : tolerancePerMille;
    }
}
