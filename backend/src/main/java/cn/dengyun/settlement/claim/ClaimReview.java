package cn.dengyun.settlement.claim;

import cn.dengyun.settlement.claim.domain.ClaimDecision;
import cn.dengyun.settlement.claim.domain.ClaimReason;
import cn.dengyun.shared.Defect;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an office decides on a claim, and why. */
@Schema(name = "SettlementClaimReviewRequest", description = "What an office decides on a claim, and why")
public record ClaimReview(
        @NotNull @Schema(required = true, description = "What is decided")
        ClaimDecision decision,

        @Size(max = 12)
        @Schema(
                nullable = true,
                description = "All that is wrong with it; at least one where it is returned or rejected",
                examples = "[\"AMOUNT_DIFFERS\"]")
        List<@NotNull ClaimReason> reasons,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "Kept on record", examples = "发票金额与合同不符，请核对")
        String reason) {

    public ClaimReview {
        reasons = reasons == null ? List.of() : reasons.stream().distinct().toList();
    }

    List<Defect> defects() {
        return decision != ClaimDecision.APPROVE && reasons.isEmpty()
                ? List.of(Defect.at("/reasons", "required"))
                : List.of();
    }

    List<String> codes() {
        return reasons.stream().map(ClaimReason::name).toList();
    }
}
