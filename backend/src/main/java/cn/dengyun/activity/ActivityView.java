package cn.dengyun.activity;

import cn.dengyun.platform.form.Markdown;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An activity as its caller sees it at a moment. */
@Schema(name = "Activity", description = "An activity")
record ActivityView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "What it is") ActivityKind kind,

        @Schema(required = true, description = "What it is called; plain text", examples = "企业登云实务培训（合肥站）")
        String title,

        @Schema(required = true, nullable = true, description = "Markdown; null in lists", examples = "讲解**云服务券**申领流程。")
        String description,

        @Schema(
                required = true,
                nullable = true,
                description = "The same as HTML that may stand in a page as it is; null in lists",
                examples = "<p>讲解<strong>云服务券</strong>申领流程。</p>")
        String descriptionHtml,

        @Schema(required = true, description = "Where it takes place, GB/T 2260", examples = "340100")
        String regionCode,

        @Schema(required = true, description = "What that is called", examples = "合肥市")
        String regionName,

        @Schema(
                required = true,
                nullable = true,
                description = "Where; null where it is online alone",
                examples = "合肥市政务中心二楼报告厅")
        String venue,

        @Schema(
                required = true,
                nullable = true,
                description = "Address online; null where there is none",
                examples = "https://meeting.example.org/dengyun")
        String onlineUrl,

        @Schema(required = true, description = "When it begins")
        Instant startsAt,

        @Schema(required = true, description = "When it ends")
        Instant endsAt,

        @Schema(required = true, description = "From when on one can register")
        Instant registrationOpensAt,

        @Schema(required = true, description = "From when on one cannot any more")
        Instant registrationClosesAt,

        @Schema(required = true, description = "Whether one can register at this moment")
        ActivityRegistrationState registration,

        @Schema(required = true, description = "How many people have a seat", examples = "50")
        int capacity,

        @Schema(required = true, description = "How many have one", examples = "46")
        int seated,

        @Schema(required = true, description = "How many seats are free", examples = "4")
        int seatsLeft,

        @Schema(required = true, description = "How many wait for one", examples = "0")
        int waiting,

        @Schema(required = true, description = "How many people of one enterprise may register", examples = "3")
        int maxPerEnterprise,

        @Schema(required = true, description = "Industries that it is for; none: all of them", maxItems = 20)
        List<Industry> industries,

        @Schema(
                required = true,
                nullable = true,
                description = "What it costs, in words; null: free of charge",
                examples = "资料费每人 50 元，现场缴纳")
        String price,

        @Schema(required = true, description = "Who holds it")
        UUID organizationId,

        @Schema(required = true, description = "Its name", examples = "合肥市主管部门（演示）")
        String organizerName,

        @Schema(required = true, nullable = true, description = "The provider that holds it; null where an office does")
        UUID providerId,

        @Schema(required = true, description = "Where it stands")
        ActivityStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was cancelled; null where it was not",
                examples = "因天气原因取消，另行安排。")
        String explanation,

        @Schema(
                required = true,
                nullable = true,
                description = "What came of it; null before that is told",
                examples = "讲解了申领流程，现场答疑 20 余个。")
        String outcome,

        @Schema(required = true, description = "What was shown or handed out", maxItems = 20)
        List<ActivityMaterial> materials,

        @Schema(
                required = true,
                nullable = true,
                description = "How many were checked in; null before the outcome is told",
                examples = "42")
        Integer attended,

        @Schema(
                required = true,
                nullable = true,
                description = "What those say who were there; null but for the organiser and who oversees it, and for"
                        + " everybody from five answers on")
        Feedback feedback,

        @Schema(required = true, nullable = true, description = "When it was published; null before")
        Instant publishedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When it was cancelled or its outcome told; null before")
        Instant endedAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"PUBLISH\"]")
        List<String> availableActions)
        implements Tagged {

    /** An industry with its name. */
    @Schema(name = "ActivityIndustry", description = "An industry that an activity is for")
    record Industry(
            @Schema(required = true, description = "Its code, GB/T 4754-2017", examples = "34")
            String code,

            @Schema(required = true, description = "What it is called", examples = "通用设备制造业")
            String name) {}

    /** What the feedback comes to. */
    @Schema(name = "ActivityFeedbackSummary", description = "What the feedback on an activity comes to")
    record Feedback(
            @Schema(required = true, description = "How many have given any", minimum = "0", examples = "12")
            long count,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Their mean of 1 to 5, rounded half up to one decimal, a decimal string; null where"
                            + " there are none",
                    examples = "4.3")
            String mean) {

        static Feedback of(ActivityFeedbackCount counted) {
            return new Feedback(
                    counted.answers(),
                    counted.mean() == null ? null : counted.mean().toPlainString());
        }
    }

    /** Seats are taken, feedback is given and time passes without a new version. */
    @Override
    public String entityTag() {
        return EntityTags.of(
                version, List.of(registration, seated, waiting, String.valueOf(feedback), availableActions));
    }

    /** @param names what a code of a vocabulary is called */
    static ActivityView of(
            ActivityService.Shown shown, boolean isWhole, Actor actor, Instant now, BinaryOperator<String> names) {
        Activity activity = shown.activity();
        ActivityForm says = activity.says();
        ActivitySeats seats = shown.seats();
        boolean isFeedbackShown =
                shown.feedback().isPublic() || activity.isOverseenBy(actor) || Aggregate.seesAll(actor);
        return new ActivityView(
                activity.id(),
                activity.version(),
                says.kind(),
                says.title(),
                isWhole ? says.description() : null,
                isWhole ? Markdown.html(says.description()) : null,
                says.regionCode(),
                names.apply(ReferenceService.REGIONS, says.regionCode()),
                says.venue(),
                says.onlineUrl(),
                says.startsAt(),
                says.endsAt(),
                says.registrationOpensAt(),
                says.registrationClosesAt(),
                activity.registrationAt(now, shown.isOrganizerFrozen()),
                says.capacity(),
                seats.seated(),
                Math.max(0, says.capacity() - seats.seated()),
                seats.waiting(),
                says.maxPerEnterprise(),
                says.industries().stream()
                        .map(code -> new Industry(code, names.apply(ReferenceService.INDUSTRIES, code)))
                        .toList(),
                says.price(),
                activity.organizationId(),
                activity.organizerName(),
                activity.providerId(),
                activity.status(),
                activity.explanation(),
                activity.outcome(),
                activity.shownMaterials(),
                activity.attended(),
                isFeedbackShown ? Feedback.of(shown.feedback()) : null,
                activity.publishedAt(),
                activity.endedAt(),
                activity.updatedAt(),
                activity.actions(actor, now));
    }
}
