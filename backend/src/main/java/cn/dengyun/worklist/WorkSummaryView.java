package cn.dengyun.worklist;

import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.work.WorkCount;
import cn.dengyun.worklist.WorkListService.Summed;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "WorkSummary", description = "How much waits for the caller. Each number goes to 1,000 and then stays.")
record WorkSummaryView(
        @Schema(description = "All kinds together.") Counted total,

        @Schema(maxItems = 100, description = "Kinds of which something waits, in the order of their codes.")
        List<OfKind> kinds) {

    /** How much waits. */
    @Schema(name = "WorkCount", description = "How much waits.")
    record Counted(
            @Schema(description = "All of it.", minimum = "0", examples = "12")
            long open,

            @Schema(description = "What is due within 72 hours.", minimum = "0", examples = "3")
            long dueSoon,

            @Schema(description = "What is late.", minimum = "0", examples = "1")
            long overdue) {

        private static Counted of(WorkCount.Counts counts) {
            return new Counted(most(counts.open()), most(counts.dueSoon()), most(counts.overdue()));
        }

        private static long most(long count) {
            return Math.min(count, WorkStore.MAX_COUNTED);
        }
    }

    /** How much of a kind waits. */
    @Schema(name = "WorkKindCount", description = "How much of one kind waits.")
    record OfKind(
            @Schema(description = "The kind.", maxLength = 64, examples = "APPLICATION_REVIEW")
            String kind,

            @Schema(description = "Its name in the language asked for.", maxLength = 200, examples = "审核云服务券申请")
            String title,

            @Schema(description = "How much of it.") Counted count) {}

    static WorkSummaryView of(List<Summed> summed, Language language) {
        WorkCount.Counts all =
                summed.stream().map(Summed::counts).reduce(WorkCount.Counts.NONE, WorkCount.Counts::plus);
        return new WorkSummaryView(
                Counted.of(all),
                summed.stream()
                        .map(each -> new OfKind(
                                each.kind(), WorkTexts.title(each.kind(), language), Counted.of(each.counts())))
                        .toList());
    }
}
