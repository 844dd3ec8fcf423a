package cn.dengyun.policy.domain.simulation;

import cn.dengyun.policy.domain.ApplicantFacts;
import cn.dengyun.policy.domain.ApplicantFacts.Standing;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.EnterpriseSize;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A made-up population, for rules that are tried before anybody has registered. Shares are in hundredths of a per cent.
 *
 * @param regionWeights enterprises by region code
 * @param sizeWeights by size
 * @param industryWeights by GB/T 4754 code
 * @param certifiedBasisPoints that are certified when they apply
 * @param individualBasisPoints individually-owned businesses
 * @param providerBasisPoints that are providers themselves
 * @param violationBasisPoints with a serious fiscal violation in the last ten years
 * @param oldestDays nobody is older
 */
public record PopulationModel(
        SortedMap<String, Integer> regionWeights,
        SortedMap<EnterpriseSize, Integer> sizeWeights,
        SortedMap<String, Integer> industryWeights,
        int certifiedBasisPoints,
        int individualBasisPoints,
        int providerBasisPoints,
        int violationBasisPoints,
        int oldestDays) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final Map<EnterpriseSize, List<Long>> REVENUE_FEN = Map.of(
            EnterpriseSize.LARGE, List.of(40_000_000_000L, 100_000_000_000L, 500_000_000_000L),
            EnterpriseSize.MEDIUM, List.of(2_000_000_000L, 6_000_000_000L, 40_000_000_000L),
            EnterpriseSize.SMALL, List.of(300_000_000L, 700_000_000L, 2_000_000_000L),
            EnterpriseSize.MICRO, List.of(0L, 50_000_000L, 300_000_000L),
            EnterpriseSize.UNCLASSIFIED, List.of(0L, 1_000_000_000L));

    public PopulationModel {
        regionWeights = new TreeMap<>(regionWeights);
        sizeWeights = new TreeMap<>(sizeWeights);
        industryWeights = new TreeMap<>(industryWeights);
    }

    /** The 18 reporting units and a manufacturing province. Weights are assumptions, not statistics. */
    public static PopulationModel standard() {
        Map<String, Integer> regions = new TreeMap<>();
        List<String> codes = List.of(
                "340100", "340200", "340300", "340400", "340500", "340600", "340700", "340800", "341000", "341100",
                "341200", "341300", "341500", "341600", "341700", "341800", "340826", "341822");
        List<Integer> weights = List.of(26, 11, 6, 3, 7, 3, 3, 6, 2, 8, 6, 5, 4, 4, 2, 4, 1, 1);
        for (int i = 0; i < codes.size(); i++) {
            regions.put(codes.get(i), weights.get(i));
        }
        Map<EnterpriseSize, Integer> sizes = Map.of(
                EnterpriseSize.LARGE, 2,
                EnterpriseSize.MEDIUM, 10,
                EnterpriseSize.SMALL, 38,
                EnterpriseSize.MICRO, 48,
                EnterpriseSize.UNCLASSIFIED, 2);
        Map<String, Integer> industries = new TreeMap<>(Map.of(
                "1300", 8, "1810", 9, "2640", 8, "2920", 7, "3340", 12, "3480", 12, "3670", 14, "3850", 12, "3970", 10,
                "6510", 8));
        return new PopulationModel(
                new TreeMap<>(regions), new TreeMap<>(sizes), new TreeMap<>(industries), 9_300, 800, 100, 60, 9_000);
    }

    /**
     * Enterprises as they are on a day; the same count, seed and day always give the same.
     *
     * @param count how many
     */
    public List<ApplicantFacts> generate(int count, long seed, LocalDate day) {
        List<ApplicantFacts> population = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            population.add(enterprise(SeededRandom.of(seed, i), i, day));
        }
        return population;
    }

    private ApplicantFacts enterprise(SeededRandom dice, int index, LocalDate day) {
        EnterpriseSize size = dice.pick(sizeWeights);
        String region = dice.pick(regionWeights);
        Standing standing = dice.happens(certifiedBasisPoints)
                ? Standing.CERTIFIED
                : dice.happens(7_000) ? Standing.PENDING : Standing.NONE;
        boolean isViolator = dice.happens(violationBasisPoints);
        return new ApplicantFacts(
                dice.uuid(),
                creditCode(dice.happens(individualBasisPoints), region, index),
                standing,
                null,
                region,
                dice.pick(industryWeights),
                size,
                day.minusDays(dice.below(oldestDays + 1L)),
                dice.from(REVENUE_FEN.get(size)),
                List.of(),
                dice.happens(providerBasisPoints),
                isViolator ? List.of(day.minusDays(dice.below(3_650))) : List.of(),
                0,
                List.of());
    }

    /** A code that passes the check; the number is the index. */
    private static String creditCode(boolean isIndividual, String region, int index) {
        StringBuilder subject = new StringBuilder();
        for (long rest = index; subject.length() < 7; rest /= ALPHABET.length()) {
            subject.insert(0, ALPHABET.charAt((int) (rest % ALPHABET.length())));
        }
        String body = (isIndividual ? "92" : "91") + region + "MA" + subject;
        String guess = body + "0";
        return CreditCode.defectsOf("", guess).stream()
                .findFirst()
                .map(defect -> body + defect.arguments().get(0))
                .orElse(guess);
    }
}
