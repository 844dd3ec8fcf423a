package cn.dengyun.policy.domain.fraud;

import cn.dengyun.policy.domain.IndustryTree;
import cn.dengyun.policy.domain.RuleFailure;
import cn.dengyun.policy.domain.RuleResult;
import cn.dengyun.policy.domain.fraud.FraudSignals.Concentration;
import cn.dengyun.policy.domain.fraud.FraudSignals.PriorUse;
import cn.dengyun.policy.domain.fraud.FraudSignals.Substance;
import cn.dengyun.policy.domain.fraud.FraudSignals.Traffic;
import cn.dengyun.shared.EnterpriseSize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All fraud rules over the same facts. Pure and total, like the engine. */
public final class FraudRules {

    /** Rises with every change that could make a finding come out differently. */
    public static final int VERSION = 4;

    private static final BigInteger WHOLE = BigInteger.valueOf(10_000);
    private static final String NET_ADDRESS = "netAddress";

    private FraudRules() {}

    /** One finding for every {@link FraudRule}, in its order. */
    public static List<FraudFinding> judge(FraudSignals signals, FraudThresholds thresholds) {
        return List.of(
                evidenceUsedBefore(signals, thresholds),
                relatedParties(signals, thresholds),
                providerAsBeneficiary(signals, thresholds),
                proxyApplications(signals.traffic(), thresholds),
                disproportionateAmount(signals, thresholds),
                shell(signals.substance(), thresholds),
                declaredIndustry(signals.substance(), thresholds),
                providerConcentration(signals.concentration(), thresholds),
                splitContracts(signals, thresholds));
    }

    /**
     * The same of a request that names several providers: it is related to a provider when it is related to one of
     * them, and cleared of that when it is of all.
     *
     * @param byProvider at least one; they differ in what concerns the provider alone
     */
    public static List<FraudFinding> judge(List<FraudSignals> byProvider, FraudThresholds thresholds) {
        FraudFinding related = byProvider.stream()
                .map(each -> relatedParties(each, thresholds))
                .reduce((one, other) -> one.disposition().compareTo(other.disposition()) >= 0 ? one : other)
                .orElseThrow();
        return judge(byProvider.get(0), thresholds).stream()
                .map(finding -> finding.rule() == FraudRule.RELATED_PARTIES ? related : finding)
                .toList();
    }

    /** The severest disposition of all. */
    public static FraudDisposition worst(List<FraudFinding> findings) {
        return findings.stream().map(FraudFinding::disposition).reduce(FraudDisposition.CLEAR, FraudDisposition::or);
    }

    private static FraudFinding evidenceUsedBefore(FraudSignals signals, FraudThresholds thresholds) {
        return evidenceUsedBefore(signals.priorUses(), thresholds);
    }

    /**
     * The finding of {@link FraudRule#EVIDENCE_USED_BEFORE} alone, for whoever looks again. Two things may bear the
     * same number, so somebody looks at them.
     *
     * @param priorUses null when nobody has looked, or there was nothing to look for
     */
    public static FraudFinding evidenceUsedBefore(List<PriorUse> priorUses, FraudThresholds thresholds) {
        Suspicion suspicion = new Suspicion(FraudRule.EVIDENCE_USED_BEFORE, thresholds);
        if (priorUses == null) {
            return suspicion.input("priorUses", null).unjudged();
        }
        suspicion.input("priorUses", priorUses.size());
        for (PriorUse use : priorUses) {
            suspicion
                    .input(FraudFinding.USED_FOR, use.usedFor())
                    .raise(FraudDisposition.HOLD_FOR_REVIEW, "fraud-evidence-repeated", use.kind(), use.number());
        }
        return suspicion.finding();
    }

    /**
     * One account, a large holding, or that one controls the other makes two parties one, and so does a name together
     * with anything else that tells them from all others. A name alone may be that of two people, or of an owner of
     * half a city; a telephone or address may have other causes. Nobody is cleared whose legal representative is not
     * known.
     *
     * <p>Needs applicant, provider, cross holding and links of the signals, and nothing else.
     */
    public static FraudFinding relatedParties(FraudSignals signals, FraudThresholds thresholds) {
        Suspicion suspicion = new Suspicion(FraudRule.RELATED_PARTIES, thresholds);
        if (signals.applicant() == null || signals.provider() == null) {
            return suspicion.unjudged();
        }
        SharedTraits shared = SharedTraits.of(signals.applicant(), signals.provider());
        Integer holding = signals.crossHoldingBasisPoints();
        List<String> grave = new ArrayList<>(shared.grave());
        if (holding != null && holding >= thresholds.crossHoldingBasisPoints()) {
            grave.add("crossHolding");
        }
        List<String> slight = new ArrayList<>(shared.slight());
        if (signals.linked()) {
            slight.add("linked");
        }
        suspicion
                .input("shared", String.join(",", concat(grave, slight)))
                .input("unknown", String.join(",", shared.unknown()))
                .input("crossHoldingBasisPoints", holding)
                .input("crossHoldingThreshold", thresholds.crossHoldingBasisPoints());
        if (!grave.isEmpty()) {
            suspicion.raise(FraudDisposition.BLOCK, "fraud-parties-are-one", String.join(", ", grave));
        }
        if (!slight.isEmpty()) {
            suspicion.raise(FraudDisposition.HOLD_FOR_REVIEW, "fraud-parties-share", String.join(", ", slight));
        }
        boolean isPersonUnknown = shared.unknown().contains(SharedTraits.LEGAL_REPRESENTATIVE);
        return isPersonUnknown ? suspicion.findingOrUnjudged() : suspicion.finding();
    }

    private static FraudFinding providerAsBeneficiary(FraudSignals signals, FraudThresholds thresholds) {
        Suspicion suspicion = new Suspicion(FraudRule.PROVIDER_AS_BENEFICIARY, thresholds)
                .input("applicantIsProvider", signals.applicantIsProvider())
                .input("providersOfItsGroup", signals.providersOfItsGroup());
        if (signals.applicantIsProvider()) {
            suspicion.raise(FraudDisposition.BLOCK, "fraud-applicant-is-provider");
        }
        if (signals.providersOfItsGroup() != null
                && !signals.providersOfItsGroup().isEmpty()) {
            suspicion.raise(
                    FraudDisposition.HOLD_FOR_REVIEW,
                    "fraud-provider-in-group",
                    signals.providersOfItsGroup().size());
        }
        return signals.providersOfItsGroup() == null ? suspicion.findingOrUnjudged() : suspicion.finding();
    }

    /**
     * A bookkeeping agency acts for many enterprises that buy from many providers, and so do the tenants of a park from
     * one address of the net: reviewers are told. Whoever brings many to one provider is held, however many he brings
     * to others; where no provider is named, everybody who brings many is.
     */
    private static FraudFinding proxyApplications(Traffic traffic, FraudThresholds thresholds) {
        Suspicion suspicion = new Suspicion(FraudRule.PROXY_APPLICATIONS, thresholds);
        if (traffic == null) {
            return suspicion.unjudged();
        }
        Map<String, Integer> places = new TreeMap<>();
        put(places, "device", traffic.fromSameDevice24h());
        put(places, NET_ADDRESS, traffic.fromSameNetAddress24h());
        put(places, "postalAddress", traffic.fromSamePostalAddress24h());
        places.forEach((place, count) -> {
            suspicion.input(place, count);
            if (count >= thresholds.applicationsPerDay()) {
                Integer toProvider = place.equals(NET_ADDRESS) ? traffic.netAddressToProvider() : null;
                boolean isSpread = toProvider != null && toProvider < thresholds.applicationsPerDay();
                suspicion.raise(held(isSpread), "fraud-many-from-one-place", count, place);
            }
        });
        Integer enterprises = traffic.enterprisesOfContact();
        suspicion
                .input("applicationsPerDay", thresholds.applicationsPerDay())
                .input("enterprisesOfContact", enterprises)
                .input("enterprisesPerContact", thresholds.enterprisesPerContact())
                .input("netAddressToProvider", traffic.netAddressToProvider())
                .input("contactToProvider", traffic.contactToProvider());
        if (enterprises != null && enterprises > thresholds.enterprisesPerContact()) {
            Integer toProvider = traffic.contactToProvider();
            boolean isSpread = toProvider != null && toProvider <= thresholds.enterprisesPerContact();
            suspicion.raise(held(isSpread), "fraud-many-through-one-person", enterprises);
        }
        boolean isNothingKnown = places.isEmpty() && enterprises == null;
        return isNothingKnown ? suspicion.unjudged() : suspicion.finding();
    }

    private static FraudDisposition held(boolean isSpread) {
        return isSpread ? FraudDisposition.FLAG : FraudDisposition.HOLD_FOR_REVIEW;
    }

    private static FraudFinding disproportionateAmount(FraudSignals signals, FraudThresholds thresholds) {
        Substance substance = signals.substance();
        Suspicion suspicion =
                new Suspicion(FraudRule.DISPROPORTIONATE_AMOUNT, thresholds).input("amountFen", signals.amountFen());
        if (substance == null || substance.revenueFen() == null && substance.staffCount() == null) {
            return suspicion.unjudged();
        }
        suspicion
                .input("revenueFen", substance.revenueFen())
                .input("amountOfRevenueBasisPoints", thresholds.amountOfRevenueBasisPoints())
                .input("staffCount", substance.staffCount())
                .input("amountPerHeadFen", thresholds.amountPerHeadFen());
        BigInteger amount = BigInteger.valueOf(signals.amountFen());
        if (substance.revenueFen() != null
                && exceedsShare(amount, thresholds.amountOfRevenueBasisPoints(), substance.revenueFen())) {
            suspicion.raise(
                    FraudDisposition.HOLD_FOR_REVIEW,
                    "fraud-amount-beyond-revenue",
                    yuan(signals.amountFen()),
                    yuan(substance.revenueFen()));
        }
        if (substance.staffCount() != null
                && amount.compareTo(BigInteger.valueOf(thresholds.amountPerHeadFen())
                                .multiply(BigInteger.valueOf(substance.staffCount())))
                        > 0) {
            suspicion.raise(
                    FraudDisposition.FLAG,
                    "fraud-amount-beyond-staff",
                    yuan(signals.amountFen()),
                    substance.staffCount());
        }
        return suspicion.finding();
    }

    /**
     * One sign alone is a young or small enterprise; two or more are a shell to look at, and so is an enterprise that
     * is deregistered. Nobody is cleared of whom a part is not known.
     */
    private static FraudFinding shell(Substance substance, FraudThresholds thresholds) {
        Suspicion suspicion = new Suspicion(FraudRule.SHELL, thresholds);
        if (substance == null) {
            return suspicion.unjudged();
        }
        Long age = substance.registeredOn() == null || substance.day() == null
                ? null
                : ChronoUnit.DAYS.between(substance.registeredOn(), substance.day());
        boolean isDeregistered = substance.deregisteredOn() != null
                && substance.judgedOn() != null
                && !substance.deregisteredOn().isAfter(substance.judgedOn());
        suspicion
                .input("ageDays", age)
                .input("youngDays", thresholds.youngDays())
                .input("deregisteredOn", substance.deregisteredOn())
                .input("revenueFen", substance.revenueFen())
                .input("staffCount", substance.staffCount());
        List<String> signs = new ArrayList<>();
        if (age != null && age < thresholds.youngDays()) {
            signs.add("ageDays");
        }
        if (substance.revenueFen() != null && substance.revenueFen() <= 0) {
            signs.add("revenueFen");
        }
        if (substance.staffCount() != null && substance.staffCount() <= 0) {
            signs.add("staffCount");
        }
        if (!signs.isEmpty()) {
            FraudDisposition disposition = signs.size() > 1 ? FraudDisposition.HOLD_FOR_REVIEW : FraudDisposition.FLAG;
            suspicion.raise(disposition, "fraud-signs-of-shell", String.join(", ", signs));
        }
        if (isDeregistered) {
            suspicion.raise(FraudDisposition.HOLD_FOR_REVIEW, "fraud-deregistered", substance.deregisteredOn());
        }
        boolean isAllKnown = age != null && substance.revenueFen() != null && substance.staffCount() != null;
        return isAllKnown ? suspicion.finding() : suspicion.findingOrUnjudged();
    }

    private static FraudFinding declaredIndustry(Substance substance, FraudThresholds thresholds) {
        Suspicion suspicion = new Suspicion(FraudRule.DECLARED_INDUSTRY, thresholds);
        if (substance == null || substance.declaredIndustry() == null || substance.registeredIndustry() == null) {
            return suspicion.unjudged();
        }
        String declared = substance.declaredIndustry();
        String registered = substance.registeredIndustry();
        EnterpriseSize declaredSize = size(substance, declared);
        EnterpriseSize registeredSize = size(substance, registered);
        suspicion
                .input("declaredIndustry", declared)
                .input("declaredSize", declaredSize)
                .input("registeredIndustry", registered)
                .input("registeredSize", registeredSize);
        if (IndustryTree.isWithin(List.of(registered), declared)
                || IndustryTree.isWithin(List.of(declared), registered)) {
            return suspicion.finding();
        }
        if (isSmaller(declaredSize, registeredSize)) {
            suspicion.raise(
                    FraudDisposition.HOLD_FOR_REVIEW,
                    "fraud-smaller-by-industry",
                    declared,
                    declaredSize,
                    registered,
                    registeredSize);
            return suspicion.finding();
        }
        suspicion.raise(FraudDisposition.FLAG, "fraud-other-industry", declared, registered);
        return suspicion.finding();
    }

    private static FraudFinding providerConcentration(Concentration concentration, FraudThresholds thresholds) {
        Suspicion suspicion = new Suspicion(FraudRule.PROVIDER_CONCENTRATION, thresholds);
        if (concentration == null) {
            return suspicion.unjudged();
        }
        suspicion
                .input("vouchers", concentration.vouchers())
                .input("concentrationFrom", thresholds.concentrationFrom())
                .input("concentrationBasisPoints", thresholds.concentrationBasisPoints())
                .input("ofSameCity", concentration.ofSameCity())
                .input("ofSameWeek", concentration.ofSameWeek())
                .input("throughSameAgent", concentration.throughSameAgent());
        if (concentration.vouchers() < thresholds.concentrationFrom()) {
            return suspicion.finding();
        }
        concentrated(suspicion, FraudDisposition.FLAG, "city", concentration.ofSameCity(), concentration, thresholds);
        concentrated(suspicion, FraudDisposition.FLAG, "week", concentration.ofSameWeek(), concentration, thresholds);
        if (concentration.throughSameAgent() != null) {
            concentrated(
                    suspicion,
                    FraudDisposition.HOLD_FOR_REVIEW,
                    "agent",
                    concentration.throughSameAgent(),
                    concentration,
                    thresholds);
        }
        return suspicion.finding();
    }

    private static void concentrated(
            Suspicion suspicion,
            FraudDisposition disposition,
            String what,
            long count,
            Concentration concentration,
            FraudThresholds thresholds) {
        if (exceedsShare(BigInteger.valueOf(count), thresholds.concentrationBasisPoints(), concentration.vouchers())) {
            suspicion.raise(disposition, "fraud-vouchers-from-one", count, concentration.vouchers(), what);
        }
    }

    private static FraudFinding splitContracts(FraudSignals signals, FraudThresholds thresholds) {
        Long threshold = signals.splitThresholdFen();
        Suspicion suspicion = new Suspicion(FraudRule.SPLIT_CONTRACTS, thresholds)
                .input("amountFen", signals.amountFen())
                .input("splitThresholdFen", threshold)
                .input("justBelowBasisPoints", thresholds.justBelowBasisPoints())
                .input("recentAmountsFen", signals.recentAmountsFen());
        if (threshold == null || threshold <= 0 || signals.amountFen() >= threshold) {
            return suspicion.finding();
        }
        BigInteger amount = BigInteger.valueOf(signals.amountFen());
        List<Long> recent = signals.recentAmountsFen() == null ? List.of() : signals.recentAmountsFen();
        BigInteger together = recent.stream()
                .filter(each -> each > 0 && each < threshold)
                .map(BigInteger::valueOf)
                .reduce(amount, BigInteger::add);
        if (!together.equals(amount) && together.compareTo(BigInteger.valueOf(threshold)) >= 0) {
            suspicion.raise(
                    FraudDisposition.HOLD_FOR_REVIEW,
                    "fraud-together-over-threshold",
                    yuan(together),
                    yuan(BigInteger.valueOf(threshold)));
        }
        BigInteger near = BigInteger.valueOf(threshold).multiply(BigInteger.valueOf(thresholds.justBelowBasisPoints()));
        if (amount.multiply(WHOLE).compareTo(near) >= 0) {
            suspicion.raise(
                    FraudDisposition.FLAG, "fraud-just-below-threshold", yuan(signals.amountFen()), yuan(threshold));
        }
        return signals.recentAmountsFen() == null ? suspicion.findingOrUnjudged() : suspicion.finding();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private static void put(Map<String, Integer> places, String place, Integer count) {
        if (count != null) {
            places.put(place, count);
        }
    }

    private static EnterpriseSize size(Substance substance, String industry) {
        return EnterpriseSize.of(industry, substance.staffCount(), substance.revenueFen(), substance.assetsFen());
    }

    /** Larger classes come first. */
    private static boolean isSmaller(EnterpriseSize size, EnterpriseSize other) {
        return size != EnterpriseSize.UNCLASSIFIED && other != EnterpriseSize.UNCLASSIFIED && size.compareTo(other) > 0;
    }

    private static boolean exceedsShare(BigInteger part, int basisPoints, long whole) {
        return part.multiply(WHOLE).compareTo(BigInteger.valueOf(whole).multiply(BigInteger.valueOf(basisPoints))) > 0;
    }

    private static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    private static String yuan(BigInteger fen) {
        return new BigDecimal(fen, 2).toPlainString();
    }

    /** One rule while it is being judged. */
    private static final class Suspicion {

        private final FraudRule rule;
        private final FraudThresholds thresholds;
        private final List<RuleResult.Input> inputs = new ArrayList<>();
        private final List<RuleFailure> reasons = new ArrayList<>();
        private FraudDisposition disposition = FraudDisposition.CLEAR;

        Suspicion(FraudRule rule, FraudThresholds thresholds) {
            this.rule = rule;
            this.thresholds = thresholds;
        }

        Suspicion input(String name, Object value) {
            inputs.add(new RuleResult.Input(name, text(value)));
            return this;
        }

        void raise(FraudDisposition severity, String code, Object... arguments) {
            disposition = disposition.or(severity);
            reasons.add(new RuleFailure(
                    code, List.of(arguments).stream().map(String::valueOf).toList()));
        }

        FraudFinding finding() {
            return new FraudFinding(rule, VERSION, thresholds.version(), disposition, inputs, reasons);
        }

        FraudFinding unjudged() {
            disposition = FraudDisposition.UNJUDGED;
            return finding();
        }

        /** Where a part of the facts is not known: what was found counts, but nothing found does not clear. */
        FraudFinding findingOrUnjudged() {
            return disposition.isHit() ? finding() : unjudged();
        }

        private static String text(Object value) {
            if (value instanceof List<?> many) {
                return many.stream().map(String::valueOf).collect(Collectors.joining(","));
            }
            return value == null ? null : value.toString();
        }
    }
}
