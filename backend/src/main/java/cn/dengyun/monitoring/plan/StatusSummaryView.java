package cn.dengyun.monitoring.plan;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many stand where, of those that the caller sees. */
@Schema(name = "StatusSummary", description = "How many stand where, of those that the caller oversees or sees all of")
public record StatusSummaryView(
        @Schema(required = true, description = "All together", examples = "121")
        long total,

        @Schema(required = true, description = "How many of them somebody should have acted on by now", examples = "3")
        long overdue,

        @Schema(required = true, description = "By where they stand; what there is none of is left out", maxItems = 20)
        List<Entry> statuses) {

    @Schema(name = "StatusSummaryEntry", description = "How many stand there")
    public record Entry(
            @Schema(required = true, description = "The status, as a code", examples = "SUBMITTED")
            String status,

            @Schema(required = true, description = "How many", examples = "12")
            long count,

            @Schema(
                    required = true,
                    description = "How many of them somebody should have acted on by now",
                    examples = "1")
            long overdue) {}

    public static StatusSummaryView of(List<StatusCount> counts) {
        return new StatusSummaryView(
                counts.stream().mapToLong(StatusCount::count).sum(),
                counts.stream().mapToLong(StatusCount::overdue).sum(),
                counts.stream()
                        .map(each -> new Entry(each.status(), each.count(), each.overdue()))
                        .toList());
    }
}
