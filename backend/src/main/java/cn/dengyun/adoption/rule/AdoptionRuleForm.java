package cn.dengyun.adoption.rule;

import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a rule says.
 *
 * @param objectionDays working days in which an enterprise may object to what a provider says of it
 * @param validityMonths for how long an enterprise counts before it has to confirm
 * @param deepDays days in a row that a service has to be in use before it makes an enterprise deeply connected
 * @param minDevices how many devices have to be connected, where a provider says so of a service for equipment
 * @param deepCategories codes of the service categories that make an enterprise deeply connected
 * @param sampleShare of a batch that its county has to look at, above 0 and at most 1
 * @param maxUnconfirmedShare of the sample that may turn out not to be as it was said, at least 0 and below 1
 */
@Schema(name = "AdoptionRuleRequest", description = "When an enterprise counts, and what is looked at before it does")
public record AdoptionRuleForm(
        @NotNull
        @PlausibleDay
        @Schema(required = true, description = "Its first day, tomorrow at the earliest", examples = "2030-01-01")
        LocalDate effectiveOn,

        @Min(10)
        @Max(60)
        @Schema(
                required = true,
                description = "Working days in which an enterprise may object to what a provider says of it",
                examples = "10")
        int objectionDays,

        @Min(3)
        @Max(24)
        @Schema(
                required = true,
                description = "Months for which an enterprise counts before it has to confirm",
                examples = "12")
        int validityMonths,

        @Min(30)
        @Max(366)
        @Schema(
                required = true,
                description = "Days in a row that a service is in use before it makes an enterprise deeply connected",
                examples = "90")
        int deepDays,

        @Min(1)
        @Max(1_000)
        @Schema(
                required = true,
                description = "Devices that have to be connected, where a provider imports a service for equipment",
                examples = "1")
        int minDevices,

        @NotEmpty
        @Size(max = 50)
        @Schema(
                required = true,
                description = "Service categories that make an enterprise deeply connected",
                examples = "[\"S-1\", \"S-4\", \"P-3\", \"D-1\"]")
        List<@NotNull @Size(max = 20) String> deepCategories,

        @NotNull
        @Pattern(regexp = "^(0\\.[0-9]{1,4}|1(\\.0{1,4})?)$")
        @Schema(
                required = true,
                description = "Share of a batch that its county has to look at, above 0 and at most 1",
                examples = "0.05")
        String sampleShare,

        @Min(1)
        @Max(200)
        @Schema(required = true, description = "Records of a batch that are looked at in any case", examples = "5")
        int sampleMin,

        @Min(1)
        @Max(200)
        @Schema(required = true, description = "Records of a batch that are looked at at the most", examples = "100")
        int sampleMax,

        @NotNull
        @Pattern(regexp = "^0(\\.[0-9]{1,4})?$")
        @Schema(
                required = true,
                description = "Share of the sample that may turn out not to be as it was said, below 1",
                examples = "0.05")
        String maxUnconfirmedShare) {

    public AdoptionRuleForm {
        deepCategories = deepCategories == null
                ? List.of()
                : deepCategories.stream().distinct().toList();
    }

    /** How many of so many records are looked at: all of a few, at least one. */
    public int sampleOf(long records) {
        long share = new BigDecimal(sampleShare)
                .multiply(BigDecimal.valueOf(records))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
        return (int) Math.min(records, Math.max(sampleMin, Math.min(sampleMax, share)));
    }

    /** Whether a sample in which so many are not as it was said is too bad for its batch. */
    public boolean isTooBad(int sample, int unconfirmed) {
        return BigDecimal.valueOf(unconfirmed)
                        .compareTo(new BigDecimal(maxUnconfirmedShare).multiply(BigDecimal.valueOf(sample)))
                > 0;
    }
}
