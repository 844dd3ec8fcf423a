package cn.dengyun.policy.domain.simulation;

import cn.dengyun.policy.domain.FaceValue.LimitKind;
import cn.dengyun.policy.domain.RuleCode;
import cn.dengyun.shared.EnterpriseSize;
import java.time.LocalDate;
import java.util.List;

/**
 * What a year under the rules would look like. Every application is exactly one of granted, waiting, undecided and
 * refused. Lists are sorted by their keys.
 *
 * @param engine version of the rule engine
 * @param demand name of the demand model
 * @param byCity reporting units
 * @param cells city by size
 * @param rules one for each rule, in its order
 * @param limits one for each limit, in its order
 */
public record SimulationResult(
        int engine,
        String demand,
        long seed,
        Share total,
        List<Unit> units,
        List<Share> byCity,
        List<Share> bySize,
        List<Share> cells,
        List<Month> months,
        List<RuleEffect> rules,
        List<LimitEffect> limits) {

    /**
     * A part of the population.
     *
     * @param city reporting unit; null: all
     * @param size null: all
     * @param applicants enterprises that applied
     * @param beneficiaries enterprises that got something
     * @param reduced granted applications whose face a limit lowered
     * @param undecided applications for which a fact was missing
     * @param demandFen what granted and waiting applications are entitled to
     * @param takeUpBasisPoints beneficiaries of all enterprises, in hundredths of a per cent, rounded down
     */
    public record Share(
            String city,
            EnterpriseSize size,
            long enterprises,
            long applicants,
            long beneficiaries,
            long applications,
            long granted,
            long reduced,
            long waiting,
            long undecided,
            long refused,
            long demandFen,
            long grantedFen,
            int takeUpBasisPoints) {}

    /**
     * A budget. What is granted and what is left are the budget.
     *
     * @param firstWaitOn day on which somebody had to wait for the first time; null: nobody
     * @param exhaustedOn day since which less than the least face is left; null: never
     */
    public record Unit(
            String regionCode,
            long budgetFen,
            long grantedFen,
            long leftFen,
            long waitingFen,
            LocalDate firstWaitOn,
            LocalDate exhaustedOn) {}

    /** A month since the opening, counted from 1. */
    public record Month(int month, long applications, long granted, long grantedFen) {}

    /**
     * What a rule does to applications.
     *
     * @param failedAlone that would have passed without this rule
     * @param failedWithOthers that failed others too
     * @param unknown for which a fact was missing
     * @param lostAloneFen face that those which failed it alone would have been entitled to; waiting ones included
     */
    public record RuleEffect(RuleCode rule, long failedAlone, long failedWithOthers, long unknown, long lostAloneFen) {}

    /**
     * What a limit does to granted applications.
     *
     * @param reduced faces that it bound below what the ratios give
     * @param loweredFen by how much; where two limits bind alike, both count it
     */
    public record LimitEffect(LimitKind limit, long reduced, long loweredFen) {}
}
