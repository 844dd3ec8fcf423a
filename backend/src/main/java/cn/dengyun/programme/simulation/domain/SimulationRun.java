package cn.dengyun.programme.simulation.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A simulation on record.
 *
 * @param request as it is stored, a {@link SimulationRequest}; null where only a list is shown
 * @param outcome null until it has run
 */
public record SimulationRun(
        UUID id,
        UUID programmeId,
        int ruleVersion,
        PopulationSource source,
        String request,
        UUID requestedBy,
        Instant createdAt,
        Outcome outcome) {

    /**
     * What came out, as it is stored.
     *
     * @param summary the share of all
     * @param result the whole; null where only a list is shown
     * @param contentHash SHA-256 of the whole
     * @param isSufficient whether an approval may rest on it: somebody of the programme's region was in the population
     *     for whom there was money
     */
    public record Outcome(
            String summary, String result, String contentHash, boolean isSufficient, Instant finishedAt) {}
}
