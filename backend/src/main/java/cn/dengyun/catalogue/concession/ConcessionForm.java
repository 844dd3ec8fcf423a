package cn.dengyun.catalogue.concession;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.Defect;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a concession says: sent whole to draw one up, in part to change it.
 *
 * @param rate of a discount only, as {@code trialDays} of a trial only
 * @param offeringIds empty for all of the provider
 * @param condition null where every enterprise has it; blanks are no condition
 */
@Schema(name = "ConcessionRequest", description = "What a provider concedes, for how long and of what")
record ConcessionForm(
        @NotNull
        @Schema(
                required = true,
                description = "Whose offerings it is about",
                examples = "01900000-0000-7000-8000-000000000001")
        UUID providerId,

        @NotBlank @Size(max = 200) @Schema(required = true, description = "In a few words", examples = "企业上云首年优惠")
        String title,

        @NotNull @Schema(required = true, description = "What is conceded")
        ConcessionKind kind,

        @Pattern(regexp = "^(0\\.[0-9]{1,6}|1(\\.0{1,6})?)$")
        @Schema(
                nullable = true,
                description = "Share of the list price that is waived, above 0 and at most 1; discounts only",
                examples = "0.2")
        String rate,

        @Min(1) @Max(730) @Schema(nullable = true, description = "For how many days a trial lasts; trials only")
        Integer trialDays,

        @Size(max = 200)
        @Schema(
                nullable = true,
                description = "Of which offerings of the provider; of all when empty",
                examples = "[\"01900000-0000-7000-8000-000000000a02\"]")
        List<@NotNull UUID> offeringIds,

        @Size(max = 2_000)
        @Schema(
                nullable = true,
                description = "Who has it, in words; every enterprise when absent",
                examples = "首次上云的企业")
        String condition,

        @NotNull
        @PlausibleDay
        @Schema(required = true, description = "Its first day, tomorrow at the earliest", examples = "2030-10-01")
        LocalDate fromOn,

        @NotNull @PlausibleDay @Schema(required = true, description = "Its last day", examples = "2030-12-31")
        LocalDate untilOn) {

    ConcessionForm {
        offeringIds = offeringIds == null
                ? List.of()
                : offeringIds.stream().distinct().toList();
        condition = condition == null || condition.isBlank() ? null : condition.strip();
    }

    /** What contradicts itself, or comes too late. */
    List<Defect> defects(LocalDate first) {
        List<Defect> defects = new ArrayList<>();
        boolean isDiscount = kind == ConcessionKind.DISCOUNT;
        if (isDiscount && (rate == null || new BigDecimal(rate).signum() == 0)) {
            defects.add(Defect.at("/rate", "rate-required"));
        }
        if (!isDiscount && trialDays == null) {
            defects.add(Defect.at("/trialDays", "required"));
        }
        if (!isDiscount && rate != null) {
            defects.add(Defect.at("/rate", "concession-member-unfit"));
        }
        if (isDiscount && trialDays != null) {
            defects.add(Defect.at("/trialDays", "concession-member-unfit"));
        }
        if (fromOn.isBefore(first)) {
            defects.add(Defect.at("/fromOn", "concession-begins-too-early", first));
        }
        if (untilOn.isBefore(fromOn)) {
            defects.add(Defect.at("/untilOn", "ends-before-it-begins"));
        }
        return defects;
    }

    /** Whether both concede the same of the same offering on the same day. */
    boolean overlaps(ConcessionForm other, LocalDate otherLast) {
        boolean isApart = otherLast.isBefore(fromOn) || other.fromOn.isAfter(untilOn);
        return kind == other.kind
                && !isApart
                && (offeringIds.isEmpty()
                        || other.offeringIds.isEmpty()
                        || offeringIds.stream().anyMatch(other.offeringIds::contains));
    }
}
