package cn.dengyun.settlement.claim.rest;

import cn.dengyun.settlement.claim.domain.ClaimColour;
import cn.dengyun.settlement.claim.domain.ClaimCount;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many claims stand where. */
@Schema(name = "SettlementClaimSummary", description = "How many claims stand where")
record ClaimSummaryView(
        @Schema(required = true, description = "Where at least one stands, in the order of the states' names")
        List<Count> counts) {

    static ClaimSummaryView of(List<ClaimCount> counts) {
        return new ClaimSummaryView(counts.stream()
                .map(each -> new Count(each.status(), each.colour(), each.claims(), each.amountFen(), each.overdue()))
                .toList());
    }

    /** Those that stand at one place. */
    @Schema(name = "SettlementClaimCount", description = "Those that stand at one place")
    record Count(
            @Schema(required = true, description = "Where they stand")
            ClaimStatus status,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What the rules say of them; null where they have not judged them")
            ClaimColour colour,

            @Schema(required = true, description = "How many", examples = "12")
            long claims,

            @Schema(required = true, description = "What they come to, in fen", examples = "1728000")
            long amountFen,

            @Schema(required = true, description = "Of how many what follows was not done in time", examples = "1")
            long overdue) {}
}
