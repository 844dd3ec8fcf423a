package cn.dengyun.policy.domain;

import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a voucher for a request is worth, and what bounds it: the least of all limits. Each line is rounded down to fen
 * by itself.
 *
 * @param lines in the order of the request; empty when the request is not sound
 * @param limits all that are known
 * @param leastFen below which nothing is issued; at least 1
 * @param entitledFen the least of all limits but the quota; 0 when that is below {@code leastFen}
 * @param fen what can be granted now: 0, or at least {@code leastFen} and at most every limit
 */
public record FaceValue(List<Line> lines, List<Limit> limits, long leastFen, long entitledFen, long fen) {

    /** What bounds a face. */
    public enum LimitKind {
        /** The sum of the lines. */
        CALCULATED,
        ANNUAL_CAP,
        ORDER_CAP,
        PROVIDER_CEILING,
        QUOTA
    }

    /**
     * @param fen never negative
     * @param binding whether the face would be higher without it; several can be equal
     */
    public record Limit(LimitKind kind, long fen, boolean binding) {}

    /**
     * @param baseFen what the ratio is applied to, as the applicant expects it; orders are paid by published prices
     * @param ratio plain decimal; null when the layer is not subsidised
     * @param fen floor of base × ratio
     */
    public record Line(UUID offeringId, ServiceLayer layer, long baseFen, String ratio, long fen) {}

    public FaceValue {
        lines = List.copyOf(lines);
        limits = List.copyOf(limits);
    }

    /** The sum of the lines. */
    public long calculatedFen() {
        return limit(LimitKind.CALCULATED);
    }

    /** Whether something keeps it below what the ratios give. */
    public boolean isReduced() {
        return fen < calculatedFen();
    }

    /** Whether it would be more, were there more left of the quota. */
    public boolean isQuotaShort() {
        return fen < entitledFen
                && limits.stream().anyMatch(limit -> limit.kind() == LimitKind.QUOTA && limit.fen() < entitledFen);
    }

    /**
     * After a cheaper price, a refund or a partial delivery: by the same rules from what is left of the request, and
     * never more than before. What falls below the least is nothing.
     */
    public FaceValue recompute(RuleSet rules, Ask ask) {
        List<Line> cheaper = lines(rules, ask);
        long sum = Math.min(calculatedFen(), sum(cheaper));
        long entitled = atLeast(leastFen, Math.min(entitledFen, sum));
        long reduced = atLeast(leastFen, Math.min(fen, sum));
        List<Limit> bounds = new ArrayList<>();
        for (Limit limit : limits) {
            long amount = limit.kind() == LimitKind.CALCULATED ? sum : limit.fen();
            bounds.add(new Limit(limit.kind(), amount, amount <= reduced));
        }
        return new FaceValue(cheaper, bounds, leastFen, entitled, reduced);
    }

    /** Nothing is granted, whatever the limits would allow. */
    FaceValue refused() {
        return new FaceValue(lines, limits, leastFen, entitledFen, 0);
    }

    static FaceValue of(RuleSet rules, ApplicantFacts applicant, Ask ask, Situation situation) {
        List<Line> lines = lines(rules, ask);
        long least = least(rules);
        List<Limit> limits = new ArrayList<>();
        add(limits, LimitKind.CALCULATED, sum(lines));
        add(limits, LimitKind.ANNUAL_CAP, annualLeft(rules, applicant));
        add(
                limits,
                LimitKind.ORDER_CAP,
                rules.orderCapFen() == null ? null : rules.orderCapFen().value());
        add(limits, LimitKind.PROVIDER_CEILING, ceiling(rules, ask) == null ? null : situation.providerLeftFen());
        long entitled =
                atLeast(least, limits.stream().mapToLong(Limit::fen).min().orElse(0));
        add(limits, LimitKind.QUOTA, situation.quotaLeftFen());
        long fen = granted(entitled, least, situation.quotaLeftFen(), ask.acceptsLess());
        long bound = limits.stream().mapToLong(Limit::fen).min().orElse(0);
        return new FaceValue(
                lines,
                limits.stream()
                        .map(limit -> new Limit(limit.kind(), limit.fen(), limit.fen() == bound))
                        .toList(),
                least,
                entitled,
                fen);
    }

    /** The least amount that is issued. */
    static long least(RuleSet rules) {
        return rules.minFaceFen() == null ? 1 : Math.max(1, rules.minFaceFen().value());
    }

    /** What is left to the applicant in the programme; null without a cap. */
    static Long annualLeft(RuleSet rules, ApplicantFacts applicant) {
        if (rules.annualCapFen() == null) {
            return null;
        }
        long cap = Math.max(0, rules.annualCapFen().value());
        return Math.max(0, cap - Math.max(0, applicant.committedFen()));
    }

    /** The ceiling of the one provider that is named; null when it has none or there is not one. */
    static RuleParameter<Long> ceiling(RuleSet rules, Ask ask) {
        if (!isOneProvider(ask)) {
            return null;
        }
        return ask.lines().get(0).platformProvider() ? rules.platformCeilingFen() : rules.otherCeilingFen();
    }

    /** Whether all lines name the same provider. */
    static boolean isOneProvider(Ask ask) {
        if (ask.lines().isEmpty() || ask.lines().get(0).providerId() == null) {
            return false;
        }
        Ask.Line first = ask.lines().get(0);
        return ask.lines().stream()
                .allMatch(line -> first.providerId().equals(line.providerId())
                        && first.platformProvider() == line.platformProvider());
    }

    /** The ratio of a layer; null when it is not subsidised or the rules say something impossible. */
    static BigDecimal ratio(RuleSet rules, ServiceLayer layer) {
        if (layer == null || rules.ratios() == null) {
            return null;
        }
        BigDecimal ratio = rules.ratios().value().get(layer);
        boolean isShare = ratio != null && ratio.signum() > 0 && ratio.compareTo(BigDecimal.ONE) <= 0;
        return isShare ? ratio : null;
    }

    private static List<Line> lines(RuleSet rules, Ask ask) {
        if (!ask.isSound()) {
            return List.of();
        }
        boolean isInclTax = rules.subsidyBase() != null && rules.subsidyBase().value() == SubsidyBase.INCL_TAX;
        List<Line> lines = new ArrayList<>(ask.lines().size());
        for (Ask.Line line : ask.lines()) {
            long base = isInclTax ? line.inclTaxFen() : line.exTaxFen();
            BigDecimal ratio = ratio(rules, line.layer());
            long fen = ratio == null ? 0 : Fen.of(base).floorShare(ratio).amount();
            lines.add(new Line(line.offeringId(), line.layer(), base, text(ratio), fen));
        }
        return lines;
    }

    private static String text(BigDecimal ratio) {
        if (ratio == null) {
            return null;
        }
        BigDecimal plain = ratio.stripTrailingZeros();
        // A ratio of 1e-999999999 would take all memory when written out.
        return plain.scale() <= 100 ? plain.toPlainString() : plain.toString();
    }

    private static long sum(List<Line> lines) {
        return lines.stream().mapToLong(Line::fen).sum();
    }

    private static void add(List<Limit> limits, LimitKind kind, Long fen) {
        if (fen != null) {
            limits.add(new Limit(kind, Math.max(0, fen), false));
        }
    }

    private static long atLeast(long least, long fen) {
        return fen < least ? 0 : fen;
    }

    private static long granted(long entitled, long least, Long quota, boolean acceptsLess) {
        if (quota == null || quota >= entitled) {
            return entitled;
        }
        return acceptsLess ? atLeast(least, quota) : 0;
    }

    private long limit(LimitKind kind) {
        return limits.stream()
                .filter(limit -> limit.kind() == kind)
                .mapToLong(Limit::fen)
                .findFirst()
                .orElse(0);
    }
}
