package cn.dengyun.programme.simulation.rest;

import cn.dengyun.platform.job.JobState;
import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.FaceValue.LimitKind;
import cn.dengyun.policy.domain.RuleCode;
import cn.dengyun.policy.domain.simulation.SimulationResult;
import cn.dengyun.programme.simulation.SimulationService;
import cn.dengyun.programme.simulation.domain.PopulationSource;
import cn.dengyun.programme.simulation.domain.SimulationRequest;
import cn.dengyun.programme.simulation.domain.SimulationRun;
import cn.dengyun.shared.Hashes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A simulation with all that came out. */
@Schema(name = "Simulation", description = "A simulation of rules with all that came out")
public record SimulationView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The programme")
        UUID programmeId,

        @Schema(required = true, description = "Version of the rules that is tried", examples = "1")
        int ruleVersion,

        @Schema(required = true, description = "Where the enterprises come from")
        PopulationSource population,

        @Schema(required = true, description = "When the programme is taken to open")
        Instant opensAt,

        @Schema(
                required = true,
                description = "The same seed and inputs give the same result",
                minimum = "0",
                maximum = "9007199254740991",
                examples = "1")
        long seed,

        @Schema(required = true, description = "Name of the demand model", examples = "standard-1")
        String demand,

        @Schema(required = true) JobState state,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, nullable = true, description = "Null until it has run")
        Instant finishedAt,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "Whether an approval may rest on it: somebody of the region was in the population for whom"
                                + " there was money. Null until it has run",
                examples = "true")
        Boolean sufficient,

        @Schema(required = true, nullable = true, description = "Null until it has run")
        ResultView result) {

    /** What came out. */
    @Schema(name = "SimulationResult", description = "What a year under the rules would look like")
    public record ResultView(
            @Schema(required = true, description = "Version of the rule engine", examples = "1")
            int engine,

            @Schema(
                    required = true,
                    description = "SHA-256 of the stored result",
                    pattern = Hashes.HEX_PATTERN,
                    examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            String contentHash,

            @Schema(required = true, description = "Of all") ShareView total,

            @Schema(required = true, description = "The budgets, by region")
            List<UnitView> budgets,

            @Schema(required = true, description = "By reporting unit")
            List<ShareView> byCity,

            @Schema(required = true, description = "By size")
            List<ShareView> bySize,

            @Schema(required = true, description = "By reporting unit and size")
            List<ShareView> byCityAndSize,

            @Schema(required = true, description = "Since the opening")
            List<MonthView> months,

            @Schema(required = true, description = "What each rule does")
            List<RuleEffectView> rules,

            @Schema(required = true, description = "What each limit does")
            List<LimitEffectView> limits) {}

    /** A budget. */
    @Schema(name = "SimulationBudget", description = "What became of a budget")
    public record UnitView(
            @Schema(required = true, description = "The region, a GB/T 2260 code", examples = "340100")
            String regionCode,

            @Schema(required = true, description = "In fen", examples = "50000000")
            long budgetFen,

            @Schema(required = true, description = "In fen", examples = "50000000")
            long grantedFen,

            @Schema(required = true, description = "In fen", examples = "0")
            long leftFen,

            @Schema(required = true, description = "What those are entitled to who wait, in fen", examples = "8000000")
            long waitingFen,

            @Schema(required = true, nullable = true, description = "Day on which somebody first had to wait")
            LocalDate firstWaitOn,

            @Schema(required = true, nullable = true, description = "Day since which less than the least face is left")
            LocalDate exhaustedOn) {}

    /** A month. */
    @Schema(name = "SimulationMonth", description = "A month since the opening")
    public record MonthView(
            @Schema(required = true, description = "From 1", examples = "1")
            int month,

            @Schema(required = true, description = "Number of applications", examples = "30")
            long applications,

            @Schema(required = true, description = "Number of applications that were granted", examples = "25")
            long granted,

            @Schema(required = true, description = "In fen", examples = "9000000")
            long grantedFen) {}

    /** The effect of a rule. */
    @Schema(name = "RuleEffect", description = "What a rule does to applications")
    public record RuleEffectView(
            @Schema(required = true) RuleCode rule,

            @Schema(required = true, description = "In the caller's language", examples = "企业规模符合要求")
            String name,

            @Schema(required = true, description = "That would have passed without it", examples = "3")
            long failedAlone,

            @Schema(required = true, description = "That failed other rules too", examples = "4")
            long failedWithOthers,

            @Schema(required = true, description = "For which a fact was missing", examples = "0")
            long unknown,

            @Schema(
                    required = true,
                    description = "Face that those which failed it alone would have got, in fen",
                    examples = "1200000")
            long lostAloneFen) {}

    /** The effect of a limit. */
    @Schema(name = "LimitEffect", description = "What a limit does to granted applications")
    public record LimitEffectView(
            @Schema(required = true) LimitKind limit,

            @Schema(required = true, description = "Faces that it lowered", examples = "12")
            long reduced,

            @Schema(required = true, description = "By how much, in fen", examples = "3000000")
            long loweredFen) {}

    static SimulationView of(SimulationService.Status status, Language language) {
        SimulationRun run = status.run();
        SimulationRequest request = DecisionRecords.read(run.request(), SimulationRequest.class);
        SimulationRun.Outcome outcome = run.outcome();
        return new SimulationView(
                run.id(),
                run.programmeId(),
                run.ruleVersion(),
                run.source(),
                request.opensAt(),
                request.seed(),
                request.demand().name(),
                status.job() == null ? JobState.SUCCEEDED : status.job().state(),
                run.createdAt(),
                outcome == null ? null : outcome.finishedAt(),
                outcome == null ? null : outcome.isSufficient(),
                outcome == null ? null : result(outcome, language));
    }

    private static ResultView result(SimulationRun.Outcome outcome, Language language) {
        SimulationResult result = DecisionRecords.read(outcome.result(), SimulationResult.class);
        return new ResultView(
                result.engine(),
                outcome.contentHash(),
                ShareView.of(result.total()),
                result.units().stream()
                        .map(unit -> new UnitView(
                                unit.regionCode(),
                                unit.budgetFen(),
                                unit.grantedFen(),
                                unit.leftFen(),
                                unit.waitingFen(),
                                unit.firstWaitOn(),
                                unit.exhaustedOn()))
                        .toList(),
                shares(result.byCity()),
                shares(result.bySize()),
                shares(result.cells()),
                result.months().stream()
                        .map(month ->
                                new MonthView(month.month(), month.applications(), month.granted(), month.grantedFen()))
                        .toList(),
                result.rules().stream()
                        .map(effect -> new RuleEffectView(
                                effect.rule(),
                                ProblemTexts.title(effect.rule().code(), language),
                                effect.failedAlone(),
                                effect.failedWithOthers(),
                                effect.unknown(),
                                effect.lostAloneFen()))
                        .toList(),
                result.limits().stream()
                        .map(effect -> new LimitEffectView(effect.limit(), effect.reduced(), effect.loweredFen()))
                        .toList());
    }

    private static List<ShareView> shares(List<SimulationResult.Share> shares) {
        return shares.stream().map(ShareView::of).toList();
    }
}
