package cn.dengyun.settlement.claim.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.policy.domain.fraud.FraudDisposition;
import cn.dengyun.policy.domain.fraud.FraudFinding;
import cn.dengyun.policy.domain.fraud.FraudRules;
import cn.dengyun.policy.domain.fraud.FraudSignals;
import cn.dengyun.policy.domain.fraud.FraudSignals.EvidenceKind;
import cn.dengyun.policy.domain.fraud.FraudSignals.PriorUse;
import cn.dengyun.policy.domain.fraud.FraudThresholds;
import cn.dengyun.settlement.claim.domain.ClaimSituation.Raised;
import cn.dengyun.settlement.claim.domain.ClaimSituation.Side;
import cn.dengyun.settlement.claim.domain.ClaimSituation.Sold;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Planted schemes of every kind among honest enterprises, judged by the rules that hold applications and claims: most
 * of them are held, few of the honest are, and each is told why. Facts are counted of the population as the platform's
 * tables count them. As many as the platform has to bear, of another seed:
 *
 * <pre>
 * ./mvnw -pl backend test -Dtest=FraudCampaignTest -Ddengyun.fraud.cases=50000 -Ddengyun.fraud.planted=500 -Ddengyun.fraud.seed=7
 * </pre>
 */
class FraudCampaignTest {

    /** Of the rules, in fen. */
    static final long SPLIT_THRESHOLD_FEN = 50_000_000;

    private static final Logger LOG = Logger.getLogger(FraudCampaignTest.class);
    private static final int CASES = Integer.getInteger("dengyun.fraud.cases", 5_000);
    private static final int PLANTED = Integer.getInteger("dengyun.fraud.planted", 50);
    private static final long SEED = Long.getLong("dengyun.fraud.seed", 6L);
    private static final int CAUGHT_OF_HUNDRED = 95;
    private static final int HELD_OF_HUNDRED = 1;
    private static final int A_DAY = 24 * 60;
    private static final int REVIEWED_AFTER = 7 * A_DAY;
    private static final int LATELY = 90 * A_DAY;

    private final Map<String, List<FraudCase>> by = new HashMap<>();
    /** What has held somebody, in the words that are shown. */
    private final Set<String> reasons = new HashSet<>();

    @Test
    void mostOfThePlantedAreHeldAndFewOfTheHonest() {
        FraudPopulation all = new FraudPopulation(new Random(SEED), CASES);
        int schemes = plant(all);
        index(all);
        Map<PlantedFraud, Set<Integer>> planted = new EnumMap<>(PlantedFraud.class);
        Map<PlantedFraud, Set<Integer>> caught = new EnumMap<>(PlantedFraud.class);
        Map<String, Integer> wrongly = new TreeMap<>();
        int honest = 0;
        int held = 0;
        int members = 0;
        int membersHeld = 0;
        for (FraudCase each : all.cases) {
            Set<String> why = holding(each);
            if (each.planted == null) {
                honest++;
                held += why.isEmpty() ? 0 : 1;
                why.forEach(rule -> wrongly.merge(rule, 1, Integer::sum));
                continue;
            }
            members++;
            membersHeld += why.isEmpty() ? 0 : 1;
            planted.computeIfAbsent(each.planted, any -> new HashSet<>()).add(each.scheme);
            if (!why.isEmpty()) {
                caught.computeIfAbsent(each.planted, any -> new HashSet<>()).add(each.scheme);
            }
        }
        int found = caught.values().stream().mapToInt(Set::size).sum();
        LOG.infof(
                "seed %d: %d of %d schemes (%d of their %d enterprises) held; %d of %d honest ones held, by %s",
                SEED, found, schemes, membersHeld, members, held, honest, wrongly);
        planted.forEach((kind, some) -> LOG.infof(
                "%s: %d of %d", kind, caught.getOrDefault(kind, Set.of()).size(), some.size()));

        assertThat(found * 100).isGreaterThanOrEqualTo(schemes * CAUGHT_OF_HUNDRED);
        assertThat(held * 100).isLessThanOrEqualTo(honest * HELD_OF_HUNDRED);
        assertThat(planted.keySet()).containsExactly(PlantedFraud.values());
        assertThat(caught.keySet()).containsExactly(PlantedFraud.values());
        assertThat(reasons)
                .hasSizeGreaterThan(20)
                .allSatisfy(each -> assertThat(each).isNotBlank().doesNotContain("{"));
    }

    /** Every kind once, and then again until there are enough; how many schemes there are. */
    private static int plant(FraudPopulation all) {
        List<FraudCase> left = new ArrayList<>(all.cases);
        Collections.shuffle(left, all.random);
        for (int scheme = 0; scheme < PLANTED; scheme++) {
            PlantedFraud kind = PlantedFraud.values()[scheme % PlantedFraud.values().length];
            List<FraudCase> some = left.subList(left.size() - kind.size(all), left.size());
            kind.plant(all, List.copyOf(some), scheme);
            some.clear();
        }
        return PLANTED;
    }

    private void index(FraudPopulation all) {
        for (FraudCase each : all.cases) {
            put("contract", each.seller.id() + each.contract, each);
            put("invoice", each.invoice, each);
            put("file", each.file, each);
            put("phone", each.phone, each);
            put("net", each.netAddress, each);
            put("amount", each.seller.id() + " " + each.claimedFen, each);
        }
    }

    private void put(String kind, String key, FraudCase each) {
        by.computeIfAbsent(kind + key, any -> new ArrayList<>()).add(each);
    }

    private List<FraudCase> others(String kind, String key, FraudCase than, Predicate<FraudCase> which) {
        return by.get(kind + key).stream()
                .filter(each -> each != than && which.test(each))
                .toList();
    }

    private static Predicate<FraudCase> before(FraudCase than) {
        return each -> each.submittedMinute < than.submittedMinute;
    }

    /** The rules that hold an enterprise: its application, or its claim. */
    private Set<String> holding(FraudCase each) {
        Set<String> holding = new HashSet<>();
        for (FraudFinding finding : FraudRules.judge(signals(each), FraudThresholds.standard())) {
            if (finding.disposition().compareTo(FraudDisposition.HOLD_FOR_REVIEW) >= 0) {
                holding.add(finding.rule().id());
                finding.reasons().forEach(reason -> say(reason.code(), reason.arguments()));
            }
        }
        Instant now = claimedOn(each).atStartOfDay().toInstant(ZoneOffset.UTC);
        for (CheckResult result : ClaimChecks.judge(situation(each), now)) {
            if (result.verdict() == CheckVerdict.AMBER || result.verdict() == CheckVerdict.RED) {
                holding.add(result.code().id());
                say(result.finding().code(), result.arguments());
            }
        }
        return holding;
    }

    private void say(String code, List<String> arguments) {
        for (Language language : Language.values()) {
            reasons.add(code + ": " + ProblemTexts.detail(code, new ArrayList<>(arguments), language));
        }
    }

    private FraudSignals signals(FraudCase each) {
        List<PriorUse> uses = others("contract", each.seller.id() + each.contract, each, before(each)).stream()
                .map(other -> new PriorUse(EvidenceKind.CONTRACT, other.contract, other.organization))
                .toList();
        return new FraudSignals(
                uses,
                each.traits(),
                each.seller.traits(),
                null,
                each.isLinked,
                each.isProvider,
                null,
                traffic(each),
                new FraudSignals.Substance(
                        each.registeredOn,
                        FraudPopulation.FIRST_DAY.plusDays(each.day()),
                        each.staff,
                        each.revenueFen,
                        null,
                        each.declaredIndustry,
                        each.registeredIndustry,
                        each.deregisteredOn,
                        FraudPopulation.FIRST_DAY.plusDays(each.day() + 7)),
                null,
                each.amountFen,
                each.recentFen,
                SPLIT_THRESHOLD_FEN);
    }

    /** As they are when a reviewer takes the application up, a week later. */
    private FraudSignals.Traffic traffic(FraudCase each) {
        List<FraudCase> ofContact = others(
                "phone", each.phone, each, other -> other.submittedMinute <= each.submittedMinute + REVIEWED_AFTER);
        return new FraudSignals.Traffic(
                around(each, other -> true),
                null,
                null,
                1 + ofContact.size(),
                around(each, other -> other.seller == each.seller),
                1
                        + (int) ofContact.stream()
                                .filter(other -> other.seller == each.seller)
                                .count());
    }

    private int around(FraudCase each, Predicate<FraudCase> which) {
        long at = each.submittedMinute;
        int earlier = others(
                        "net",
                        each.netAddress,
                        each,
                        other ->
                                which.test(other) && other.submittedMinute <= at && other.submittedMinute >= at - A_DAY)
                .size();
        int later = others(
                        "net",
                        each.netAddress,
                        each,
                        other ->
                                which.test(other) && other.submittedMinute >= at && other.submittedMinute <= at + A_DAY)
                .size();
        return 1 + Math.max(earlier, later);
    }

    private ClaimSituation situation(FraudCase each) {
        LocalDate ordered = FraudPopulation.FIRST_DAY.plusDays(each.day() + 30);
        LocalDate captured = ordered.plusDays(15);
        LocalDate claimed = claimedOn(each);
        Instant begun = captured.atStartOfDay().toInstant(ZoneOffset.UTC);
        List<Raised> raised =
                each.lowestFen < each.listFen ? List.of(new Raised("std", each.listFen, each.lowestFen)) : List.of();
        return new ClaimSituation(
                ClaimLifecycleTest.aClaim(),
                evidence(each, ordered, captured),
                new ClaimWhole(
                        each.claimedFen,
                        each.claimedFen,
                        each.worthFen,
                        each.beyondFen,
                        each.invoicedFen,
                        each.paidFen),
                others("invoice", each.invoice, each, before(each)).size(),
                new Side(List.of(each.name), each.creditCode, each.traits(), each.deregisteredOn),
                new Side(List.of(each.seller.name()), each.seller.creditCode(), each.seller.traits(), null),
                each.isLinked,
                new Sold(each.contract, 1, each.isListed, raised, begun, begun.plusSeconds(each.acceptedAfterSeconds)),
                null,
                each.isDisqualified ? ordered : null,
                1,
                others("file", each.file, each, before(each)).size(),
                List.of(),
                sameAmounts(each),
                each.sellsBack,
                false,
                each.isStopped,
                ordered,
                ordered,
                captured,
                claimed,
                claimed);
    }

    private static LocalDate claimedOn(FraudCase each) {
        return FraudPopulation.FIRST_DAY.plusDays(each.day() + 60);
    }

    private static List<ClaimEvidence> evidence(FraudCase each, LocalDate ordered, LocalDate captured) {
        LocalDate invoiced = each.isInvoicedBefore ? ordered.minusDays(3) : captured.plusDays(1);
        return List.of(
                paper(each, ClaimEvidenceKind.CONTRACT, each.contract, null, null, null),
                paper(each, ClaimEvidenceKind.INVOICE, each.invoice, each.invoicedFen, invoiced, each.buyer),
                paper(each, ClaimEvidenceKind.BANK_RECEIPT, "G", each.paidFen, captured.plusDays(2), each.payer));
    }

    private static ClaimEvidence paper(
            FraudCase each, ClaimEvidenceKind kind, String number, Long fen, LocalDate day, String from) {
        return new ClaimEvidence(
                each.organization,
                0,
                1,
                kind,
                each.seller.id(),
                number,
                fen,
                day,
                from,
                from == null ? null : each.seller.name());
    }

    /** Of how many others the amount was claimed in the 90 days before; where it follows from a list price, of none. */
    private long sameAmounts(FraudCase each) {
        return each.isAgreed
                ? others(
                                "amount",
                                each.seller.id() + " " + each.claimedFen,
                                each,
                                before(each).and(other -> other.submittedMinute >= each.submittedMinute - LATELY))
                        .size()
                : 0;
    }
}
