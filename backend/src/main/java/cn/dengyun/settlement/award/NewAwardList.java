package cn.dengyun.settlement.award;

import cn.dengyun.settlement.award.domain.AwardCondition;
import cn.dengyun.settlement.award.domain.AwardTerms;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A list of awards to be. */
@Schema(name = "AwardListRequest", description = "Who is to be rewarded under a programme, and how much")
public record NewAwardList(
        @NotNull
        @Schema(
                required = true,
                description = "The programme, one of rewards, of the caller's own office",
                examples = "01900000-0000-7000-8000-000000000401")
        UUID programmeId,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "What people read", examples = "2018 年工业互联网标杆企业")
        String title,

        @NotBlank
        @Size(max = 500)
        @Schema(
                required = true,
                description = "The document that it is based on, with its number",
                examples = "《皖企登云行动计划奖补办法（示例）》第八条")
        String basis,

        @NotNull @Schema(required = true, description = "What has been reached by those that it awards")
        AwardCondition condition,

        @NotNull
        @Min(1)
        @Max(Fen.MAX_AMOUNT)
        @Schema(
                required = true,
                description = "What each award is, in fen; with a ratio the most that it comes to",
                examples = "50000000")
        Long mostFen,

        @Pattern(regexp = "^(0\\.(?!0+$)[0-9]{1,4}|1)$")
        @Schema(
                nullable = true,
                description =
                        "The share of what was spent that each award is, above 0 and at most 1, four digits behind"
                                + " the point at most; absent where each award is the same fixed amount",
                examples = "0.3")
        String ratio,

        @NotEmpty
        @Size(max = 1_000)
        @Schema(required = true, description = "The awards, at most 1,000, each of another organisation")
        List<@NotNull @Valid NewAward> awards,

        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "经评审公示名单拟奖补")
        String reason) {

    /** An award to be. */
    @Schema(name = "ListedAwardRequest", description = "An award of a list")
    public record NewAward(
            @NotNull
            @Schema(
                    required = true,
                    description = "The beneficiary, certified and of the programme's region",
                    examples = "01900000-0000-7000-8000-000000000103")
            UUID organizationId,

            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(
                    nullable = true,
                    description = "What was spent, in fen, where the award is a share of it; else absent",
                    examples = "200000000")
            Long baseFen,

            @NotBlank
            @Size(max = 500)
            @Schema(
                    required = true,
                    description = "What proves that it meets the condition",
                    examples = "皖经信云〔2018〕12 号，第 3 位")
            String proof) {}

    AwardTerms terms() {
        return new AwardTerms(mostFen, ratio == null ? null : new BigDecimal(ratio));
    }

    /** What does not hold together in it, wherever its beneficiaries are. */
    List<Defect> defects() {
        List<Defect> defects = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < awards.size(); i++) {
            NewAward each = awards.get(i);
            if (!seen.add(each.organizationId())) {
                defects.add(Defect.at("/awards/" + i + "/organizationId", "award-beneficiary-repeated"));
            }
            if ((each.baseFen() == null) == (ratio != null)) {
                defects.add(Defect.at("/awards/" + i + "/baseFen", "award-base-unfit"));
            } else if (ratio != null && terms().amountFen(each.baseFen()) == 0) {
                defects.add(Defect.at("/awards/" + i + "/baseFen", "award-comes-to-nothing"));
            }
        }
        return defects;
    }
}
