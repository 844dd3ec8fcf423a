package cn.dengyun.activity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a batch of check-ins, entry by entry. */
@Schema(name = "CheckIns", description = "What became of a batch of check-ins")
record CheckInsView(
        @Schema(required = true, description = "How many came in", examples = "1")
        int checkedIn,

        @Schema(required = true, description = "How many had already", examples = "0")
        int repeated,

        @Schema(required = true, description = "How many entries do not count", examples = "0")
        int refused,

        @Schema(
                required = true,
                description = "What became of each entry, in their order",
                maxItems = ActivityForms.MAX_CHECK_INS)
        List<Row> results) {

    /** What became of one. */
    @Schema(name = "CheckInResult", description = "What became of an entry")
    record Row(
            @Schema(required = true, description = "Which entry, from 0", examples = "0")
            int index,

            @Schema(required = true, description = "What became of it")
            CheckInOutcome outcome,

            @Schema(required = true, nullable = true, description = "Why it does not count; null where it does")
            CheckInRefusal refusal,

            @Schema(required = true, nullable = true, description = "The registration; null where it does not count")
            UUID registrationId,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The person; null where it does not count",
                    examples = "张三")
            String name,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The earliest moment of this person; null where it does not count")
            Instant checkedInAt) {}

    static CheckInsView of(List<RegistrationService.CheckedIn> results) {
        return new CheckInsView(
                count(results, CheckInOutcome.CHECKED_IN),
                count(results, CheckInOutcome.REPEATED),
                count(results, CheckInOutcome.REFUSED),
                results.stream().map(CheckInsView::row).toList());
    }

    private static int count(List<RegistrationService.CheckedIn> results, CheckInOutcome outcome) {
        return (int) results.stream().filter(each -> each.outcome() == outcome).count();
    }

    private static Row row(RegistrationService.CheckedIn result) {
        ActivityRegistration known = result.registration();
        return new Row(
                result.index(),
                result.outcome(),
                result.refusal(),
                known == null ? null : known.id(),
                known == null ? null : known.name(),
                result.at());
    }
}
