package cn.dengyun.programme.simulation.rest;

import cn.dengyun.platform.job.JobState;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.simulation.SimulationResult;
import cn.dengyun.programme.simulation.SimulationService;
import cn.dengyun.programme.simulation.domain.PopulationSource;
import cn.dengyun.programme.simulation.domain.SimulationRun;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A simulation, how far it has come, and what it came to in all. */
@Schema(name = "SimulationSummary", description = "A simulation of rules and what it came to in all")
public record SimulationSummaryView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The programme")
        UUID programmeId,

        @Schema(required = true, description = "Version of the rules that is tried", examples = "1")
        int ruleVersion,

        @Schema(required = true, description = "Where the enterprises come from")
        PopulationSource population,

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
        ShareView total) {

    static SimulationSummaryView of(SimulationService.Status status) {
        SimulationRun run = status.run();
        SimulationRun.Outcome outcome = run.outcome();
        return new SimulationSummaryView(
                run.id(),
                run.programmeId(),
                run.ruleVersion(),
                run.source(),
                status.job() == null ? JobState.SUCCEEDED : status.job().state(),
                run.createdAt(),
                outcome == null ? null : outcome.finishedAt(),
                outcome == null ? null : outcome.isSufficient(),
                outcome == null
                        ? null
                        : ShareView.of(DecisionRecords.read(outcome.summary(), SimulationResult.Share.class)));
    }
}
