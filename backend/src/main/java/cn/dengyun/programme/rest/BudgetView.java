package cn.dengyun.programme.rest;

import cn.dengyun.programme.domain.Budget;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The money of a programme in one region. */
@Schema(name = "Budget", description = "The money of a programme in one region")
public record BudgetView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The region whose money it is, a GB/T 2260 code", examples = "340100")
        String regionCode,

        @Schema(
                required = true,
                nullable = true,
                description = "The budget that it is allocated from; null for the programme's own pool")
        UUID parentId,

        @Schema(required = true, description = "All that came and did not go on, in fen", examples = "50000000")
        long allocatedFen,

        @Schema(required = true, description = "Free, in fen", examples = "30000000")
        long availableFen,

        @Schema(required = true, description = "Held for applications, in fen", examples = "5000000")
        long committedFen,

        @Schema(required = true, description = "In vouchers and beyond, in fen", examples = "15000000")
        long issuedFen,

        @Schema(required = true, description = "How many applications were submitted", examples = "42")
        long intake) {

    static BudgetView of(Budget budget) {
        return new BudgetView(
                budget.id(),
                budget.regionCode(),
                budget.parentId(),
                budget.allocatedFen(),
                budget.availableFen(),
                budget.committedFen(),
                budget.issuedFen(),
                budget.intake());
    }
}
