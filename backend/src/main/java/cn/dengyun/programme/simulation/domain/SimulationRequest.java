package cn.dengyun.programme.simulation.domain;

import cn.dengyun.policy.domain.ApplicantFacts;
import cn.dengyun.policy.domain.simulation.DemandModel;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a simulation rests on beside the rules, so that it can be run again.
 *
 * @param count how many to make up; null unless they are
 * @param enterprises that were sent; empty unless they were
 * @param checked whether what only reviewers look up (age, violations) is taken to be in order where it is not known
 * @param programmeRegion whose applicants the programme is for
 * @param opensAt when the programme is taken to open
 * @param budgets fen by region
 */
public record SimulationRequest(
        PopulationSource source,
        Integer count,
        List<ApplicantFacts> enterprises,
        boolean checked,
        long seed,
        String programmeRegion,
        Instant opensAt,
        SortedMap<String, Long> budgets,
        DemandModel demand) {

    public SimulationRequest {
        enterprises = List.copyOf(enterprises);
        budgets = new TreeMap<>(budgets);
    }
}
