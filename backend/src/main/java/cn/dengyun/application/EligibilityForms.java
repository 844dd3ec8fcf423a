package cn.dengyun.application;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.policy.domain.Ask;
import cn.dengyun.policy.domain.CheckedFacts;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.shared.Fen;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent to be checked. */
public final class EligibilityForms {

    private EligibilityForms() {}

    /** What a voucher would be asked for. */
    @Schema(name = "EligibilityCheckRequest", description = "What a voucher would be asked for")
    public record NewCheck(
            @NotNull
            @Schema(required = true, description = "The programme", examples = "01900000-0000-7000-8000-000000000401")
            UUID programmeId,

            @NotNull
            @Size(min = 1, max = Ask.MAX_LINES)
            @Schema(required = true, description = "The services to be bought")
            List<@NotNull @Valid Line> lines,

            @Schema(
                    nullable = true,
                    description = "Whether the same content has other fiscal money; absent: not known",
                    examples = "false")
            Boolean otherFiscalMoney,

            @Schema(
                    nullable = true,
                    description = "Whether less than the whole would be taken; absent: no",
                    examples = "false")
            Boolean acceptsLess,

            @PlausibleDay
            @Schema(
                    nullable = true,
                    description = "First day of the legal entity, in the years 1800 to 2100, which only reviewers look"
                            + " up; absent: not known",
                    examples = "2015-03-01")
            LocalDate registeredOn,

            @Size(max = 100)
            @Schema(
                    nullable = true,
                    description =
                            "Days of serious fiscal violations, in the years 1800 to 2100, which only reviewers look"
                                    + " up; absent: not known",
                    examples = "[]")
            List<@NotNull @PlausibleDay LocalDate> violations) {

        CheckedFacts checked() {
            return new CheckedFacts(registeredOn, null, violations);
        }
    }

    /** One service. */
    @Schema(name = "EligibilityLine", description = "One service that would be bought")
    public record Line(
            @Schema(
                    nullable = true,
                    description = "Of the catalogue, which then says layer and provider",
                    examples = "01900000-0000-7000-8000-000000000a01")
            UUID offeringId,

            @Schema(nullable = true, description = "Required without an offering", examples = "SAAS")
            ServiceLayer layer,

            @Schema(
                    nullable = true,
                    description = "Absent: the one of the offering",
                    examples = "01900000-0000-7000-8000-000000000002")
            UUID providerId,

            @NotNull
            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "Price with tax, in fen", examples = "1060000")
            Long inclTaxFen,

            @NotNull
            @Min(0)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "Price without tax, in fen", examples = "1000000")
            Long exTaxFen,

            @PlausibleDay
            @Schema(
                    nullable = true,
                    description = "In the years 1800 to 2100; absent while there is no contract",
                    examples = "2018-07-01")
            LocalDate contractDate) {}
}
