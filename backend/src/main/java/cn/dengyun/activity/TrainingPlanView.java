package cn.dengyun.activity;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An annual training plan with what was done, as its caller sees it. */
@Schema(name = "TrainingPlan", description = "An edition of what an office means to hold in a year")
record TrainingPlanView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The year that it is for", examples = "2030")
        int year,

        @Schema(required = true, description = "1 at first; each amendment is another one", examples = "1")
        int edition,

        @Schema(required = true, nullable = true, description = "The edition that it amends; null for the first")
        UUID amendsId,

        @Schema(required = true, description = "Its title", examples = "合肥市 2030 年度登云培训计划")
        String title,

        @Schema(required = true, description = "The office") UUID organizationId,

        @Schema(required = true, description = "GB/T 2260 code of its region", examples = "340100")
        String regionCode,

        @Schema(required = true, description = "What that is called", examples = "合肥市")
        String regionName,

        @Schema(required = true, description = "What is to be reached and what is, of each kind", maxItems = 4)
        List<Target> targets,

        @Schema(required = true, description = "Where it stands")
        TrainingPlanStatus status,

        @Schema(required = true, nullable = true, description = "When it was published; null before")
        Instant publishedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When the next edition took its place; null where none has")
        Instant supersededAt,

        @Schema(required = true, description = "When it was changed last")
        Instant updatedAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"PUBLISH\"]")
        List<String> availableActions)
        implements Tagged {

    @Schema(name = "TrainingPlanTarget", description = "What is to be reached with activities of a kind, and what is")
    record Target(
            @Schema(required = true, description = "Of which kind")
            ActivityKind kind,

            @Schema(required = true, description = "How many are to be held", examples = "12")
            int sessions,

            @Schema(
                    required = true,
                    description = "How many people are to come; who comes to two activities counts twice",
                    examples = "600")
            int persons,

            @Schema(required = true, description = "From how many enterprises, each once", examples = "300")
            int enterprises,

            @Schema(required = true, description = "What is reached now")
            Done done) {}

    @Schema(
            name = "TrainingPlanDone",
            description = "What was held in the region and the year (Asia/Shanghai), by whomever, and whose outcome was"
                    + " told")
    record Done(
            @Schema(required = true, description = "How many activities", examples = "5")
            long sessions,

            @Schema(
                    required = true,
                    description = "How many check-ins: a person counts once for each activity",
                    examples = "230")
            long persons,

            @Schema(required = true, description = "Of how many enterprises, each once", examples = "120")
            long enterprises) {}

    /** Activities are held without a new version. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(targets, availableActions));
    }

    /** @param names what a code of a vocabulary is called */
    static TrainingPlanView of(TrainingPlanService.Shown shown, Actor actor, BinaryOperator<String> names) {
        TrainingPlan plan = shown.plan();
        return new TrainingPlanView(
                plan.id(),
                plan.version(),
                plan.year(),
                plan.edition(),
                plan.amendsId(),
                plan.title(),
                plan.organizationId(),
                plan.regionCode(),
                names.apply(ReferenceService.REGIONS, plan.regionCode()),
                plan.says().targets().stream()
                        .map(target -> target(target, done(shown, target.kind())))
                        .toList(),
                plan.status(),
                plan.publishedAt(),
                plan.supersededAt(),
                plan.updatedAt(),
                plan.actions(actor));
    }

    private static TrainingPlanDone done(TrainingPlanService.Shown shown, ActivityKind kind) {
        return shown.done().stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseGet(() -> TrainingPlanDone.nothing(shown.plan().id(), kind));
    }

    private static Target target(TrainingPlanForm.Target says, TrainingPlanDone done) {
        return new Target(
                says.kind(),
                says.sessions(),
                says.persons(),
                says.enterprises(),
                new Done(done.sessions(), done.persons(), done.enterprises()));
    }
}
