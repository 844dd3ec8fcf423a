package cn.dengyun.trade.usage.rest;

import cn.dengyun.shared.Actor;
import cn.dengyun.trade.usage.UsageService.Corrected;
import cn.dengyun.trade.usage.UsageService.Read;
import cn.dengyun.trade.usage.domain.UsageCorrection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A correction as its caller sees it. */
@Schema(
        name = "UsageCorrection",
        description = "That an event that counted was taken back, and what counts in its place")
record UsageCorrectionView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "What was taken back; it stays on record")
        UsageEventView reversed,

        @Schema(required = true, nullable = true, description = "What counts in its place; null for nothing")
        UsageEventView replacement,

        @Schema(required = true, description = "Why", examples = "采集程序重复计量")
        String reason,

        @Schema(required = true, description = "The account or system that made it")
        UUID madeBy,

        @Schema(required = true, description = "When") Instant madeAt,

        @Schema(
                required = true,
                nullable = true,
                description = "The bill that takes back what another has counted; null before, and where none has")
        UUID billId) {

    static UsageCorrectionView of(Corrected corrected, Actor actor) {
        UsageCorrection correction = corrected.correction();
        return new UsageCorrectionView(
                correction.id(),
                UsageEventView.of(new Read(corrected.reversed(), corrected.meter()), actor),
                corrected.replacement() == null
                        ? null
                        : UsageEventView.of(new Read(corrected.replacement(), corrected.meter()), actor),
                correction.reason(),
                correction.madeBy(),
                correction.madeAt(),
                correction.billId());
    }
}
