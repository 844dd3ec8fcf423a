package cn.dengyun.trade.usage.rest;

import cn.dengyun.platform.problem.Problem.FieldProblem;
import cn.dengyun.platform.problem.Problems;
import cn.dengyun.platform.web.Language;
import cn.dengyun.trade.usage.domain.Quarantine;
import cn.dengyun.trade.usage.domain.UsageOutcome;
import cn.dengyun.trade.usage.domain.UsageReceiptRow;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of one line. */
@Schema(name = "UsageReceiptRow", description = "What became of one line that was reported")
record UsageReceiptRowView(
        @Schema(required = true, description = "Its number in the body, from 1", minimum = "1", examples = "1")
        int line,

        @Schema(required = true, description = "What became of it")
        UsageOutcome outcome,

        @Schema(required = true, nullable = true, description = "The meter; null where the provider has none such")
        UUID meterId,

        @Schema(
                required = true,
                nullable = true,
                description = "The provider's key; null where it could not be read",
                examples = "ecs-0042-2018-09-01T08:00")
        String eventId,

        @Schema(
                required = true,
                nullable = true,
                description = "What is on record under the key; null where it was refused")
        UUID usageEventId,

        @Schema(required = true, nullable = true, description = "Why it is held back; else null")
        Quarantine quarantine,

        @Schema(required = true, description = "Everything that is wrong with it", maxItems = 10)
        List<FieldProblem> errors) {

    static UsageReceiptRowView of(UsageReceiptRow row, Language language) {
        return new UsageReceiptRowView(
                row.line(),
                row.outcome(),
                row.meterId(),
                row.eventId(),
                row.usageEventId(),
                row.quarantine(),
                row.defects().stream()
                        .map(defect -> Problems.fieldProblem(defect, language))
                        .toList());
    }
}
