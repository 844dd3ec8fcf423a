package cn.dengyun.application.rest;

import cn.dengyun.application.PriceCuts.PriceCut;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What lower prices did to a voucher, or will do. */
@Schema(name = "PriceCut", description = "What lower prices do to a voucher")
public record PriceCutView(
        @Schema(required = true, description = "The application")
        UUID applicationId,

        @Schema(required = true, description = "The voucher")
        UUID voucherId,

        @Schema(required = true, description = "What it is worth by the new prices, in fen", examples = "300000")
        long worthFen,

        @Schema(
                required = true,
                description = "What has gone back to the budget by it, or will, in fen",
                examples = "300000")
        long takenBackFen,

        @Schema(required = true, description = "What is free to be reserved afterwards, in fen", examples = "300000")
        long availableFen,

        @Schema(
                required = true,
                description = "What is held or captured above its worth and is left alone, in fen",
                examples = "0")
        long exceedingFen,

        @Schema(
                required = true,
                description = "Whether another person has approved it; until then nothing is lowered",
                examples = "false")
        boolean carriedOut) {

    static PriceCutView of(PriceCut cut) {
        return new PriceCutView(
                cut.application().id(),
                cut.after().id(),
                cut.worthFen(),
                cut.takenBackFen(),
                cut.after().availableFen(),
                Math.max(0, cut.after().remainingFen() - cut.worthFen()),
                cut.isCarriedOut());
    }
}
