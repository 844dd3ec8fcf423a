package cn.dengyun.policy.domain;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.EnterpriseSize;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What makes rules such that nobody could ever get a voucher under them, or such that the law does not allow them.
 * Rules that are written are refused for it; rules that were stored before stay as they are.
 */
public final class RuleContradictions {

    /** The fewest days that any month has: what a number of months gives at least. */
    private static final int SHORTEST_MONTH = 28;

    private static final Set<DocumentPurpose> OF_A_CONTRACT = EnumSet.of(
            DocumentPurpose.CONTRACT,
            DocumentPurpose.INVOICE,
            DocumentPurpose.PAYMENT_PROOF,
            DocumentPurpose.DELIVERY_PROOF);

    private static final int DIVISIONS = 97;
    private static final int DIGITS_OF_A_CLASS = 4;

    private final String pointer;
    private final List<Defect> found = new ArrayList<>();

    private RuleContradictions(String pointer) {
        this.pointer = pointer;
    }

    /**
     * All of them in rules that are written.
     *
     * @param rules members that could not be read are null
     * @param pointer where the rules stand in the request
     * @param today in Asia/Shanghai
     */
    public static List<Defect> of(RuleSet rules, String pointer, LocalDate today) {
        RuleContradictions all = new RuleContradictions(pointer);
        all.dates(rules, today);
        all.amounts(rules);
        all.applicants(rules);
        all.periods(rules);
        all.documents(rules);
        all.claims(rules);
        return all.found;
    }

    /**
     * Those between rules and the time in which applications are taken, with pointers to {@code /opensAt} and
     * {@code /closesAt}.
     *
     * @param opensAt null: not known
     * @param closesAt null: open until it is closed
     */
    public static List<Defect> ofWindow(RuleSet rules, Instant opensAt, Instant closesAt) {
        RuleContradictions all = new RuleContradictions("");
        all.window(rules, opensAt, closesAt);
        return all.found;
    }

    private void dates(RuleSet rules, LocalDate today) {
        LocalDate from = value(rules.contractsFrom());
        LocalDate until = value(rules.contractsUntil());
        LocalDate last = value(rules.validUntil());
        if (from != null && until != null && until.isBefore(from)) {
            add("contractsUntil/value", "rule-dates-reversed");
        }
        if (last != null && last.isBefore(today.plusDays(RuleSet.HOLD_DAYS))) {
            add("validUntil/value", "rule-validity-too-short", last.toString(), RuleSet.HOLD_DAYS);
        } else if (last != null && from != null && last.isBefore(from)) {
            add("validUntil/value", "rule-validity-before-contracts", last.toString(), from.toString());
        }
        boolean isToCome = value(rules.contractTiming()) == ContractTiming.FORBIDDEN;
        if (isToCome && until != null && until.isBefore(today)) {
            add("contractsUntil/value", "rule-contracts-over", until.toString());
        }
    }

    private void amounts(RuleSet rules) {
        Long least = value(rules.minFaceFen());
        Map<String, RuleParameter<Long>> caps = new TreeMap<>();
        caps.put("annualCapFen", rules.annualCapFen());
        caps.put("orderCapFen", rules.orderCapFen());
        caps.put("platformCeilingFen", rules.platformCeilingFen());
        caps.put("otherCeilingFen", rules.otherCeilingFen());
        caps.forEach((name, cap) -> {
            Long most = value(cap);
            if (most != null && least != null && most < least) {
                add(name + "/value", "rule-cap-below-minimum", most, least);
            }
        });
        Map<ServiceLayer, BigDecimal> ratios = value(rules.ratios());
        if (ratios != null) {
            new TreeMap<>(ratios).forEach((layer, ratio) -> {
                if (ratio.signum() == 0) {
                    add("ratios/value/" + layer, "rule-ratio-zero");
                }
            });
        }
    }

    /** Industries that no size can be told of, for sizes that have to be told. */
    private void applicants(RuleSet rules) {
        List<EnterpriseSize> sizes = value(rules.sizes());
        List<String> industries = value(rules.industries());
        boolean mayBeAny = sizes == null || industries == null || sizes.contains(EnterpriseSize.UNCLASSIFIED);
        if (!mayBeAny && !industries.isEmpty() && industries.stream().noneMatch(RuleContradictions::hasSizes)) {
            add("sizes/value", "rule-sizes-exclude-all", String.join(", ", industries));
        }
    }

    private void periods(RuleSet rules) {
        Integer notice = value(rules.noticeWorkingDays());
        if (notice != null && notice < RuleSet.MIN_NOTICE_WORKING_DAYS) {
            add("noticeWorkingDays/value", "rule-notice-too-short", notice, RuleSet.MIN_NOTICE_WORKING_DAYS);
        }
        Integer accept = value(rules.acceptDays());
        Integer months = value(rules.validityMonths());
        if (accept != null && months != null && accept > months * SHORTEST_MONTH) {
            add("acceptDays/value", "rule-acceptance-after-validity", accept, months);
        }
    }

    /** What comes with a contract is not there while none may be. */
    private void documents(RuleSet rules) {
        List<DocumentPurpose> required = value(rules.requiredDocuments());
        if (required == null || value(rules.contractTiming()) != ContractTiming.FORBIDDEN) {
            return;
        }
        List<DocumentPurpose> tooSoon =
                required.stream().filter(OF_A_CONTRACT::contains).toList();
        if (!tooSoon.isEmpty()) {
            String named = tooSoon.stream().map(DocumentPurpose::name).collect(Collectors.joining(", "));
            add("requiredDocuments/value", "rule-documents-before-contract", named);
        }
    }

    /** Some are always looked at by chance, and everybody has the time to claim, which ends. */
    private void claims(RuleSet rules) {
        BigDecimal share = value(rules.claimSampleShare());
        if (share != null && share.compareTo(RuleSet.MIN_CLAIM_SAMPLE_SHARE) < 0) {
            add(
                    "claimSampleShare/value",
                    "rule-claim-sample-too-small",
                    share.toPlainString(),
                    RuleSet.MIN_CLAIM_SAMPLE_SHARE.toPlainString());
        }
        Integer days = value(rules.claimDays());
        if (days != null && (days < RuleSet.MIN_CLAIM_DAYS || days > RuleSet.MAX_CLAIM_DAYS)) {
            add("claimDays/value", "rule-claim-days-unfit", days, RuleSet.MIN_CLAIM_DAYS, RuleSet.MAX_CLAIM_DAYS);
        }
    }

    private void window(RuleSet rules, Instant opensAt, Instant closesAt) {
        LocalDate last = value(rules.validUntil());
        LocalDate first = opensAt == null ? null : BusinessDays.of(opensAt);
        if (first != null && last != null && last.isBefore(first.plusDays(RuleSet.HOLD_DAYS))) {
            add("opensAt", "programme-opening-after-validity", last.toString(), RuleSet.HOLD_DAYS);
        }
        ContractTiming timing = value(rules.contractTiming());
        LocalDate until = value(rules.contractsUntil());
        if (timing == ContractTiming.FORBIDDEN && first != null && until != null && until.isBefore(first)) {
            add("opensAt", "programme-opening-after-contracts", until.toString());
        }
        LocalDate from = value(rules.contractsFrom());
        LocalDate end = closesAt == null ? null : BusinessDays.of(closesAt.minusNanos(1));
        if (timing == ContractTiming.REQUIRED && end != null && from != null && end.isBefore(from)) {
            add("closesAt", "programme-closing-before-contracts", from.toString());
        }
    }

    /** Whether the classes of GB/T 4754 in a code, or some of them, have size classes; what is no code may have any. */
    private static boolean hasSizes(String code) {
        if (!IndustryTree.hasForm(code) || EnterpriseSize.of(code, 0L, 0L, 0L) != EnterpriseSize.UNCLASSIFIED) {
            return true;
        }
        if (code.length() == 1) {
            return IntStream.rangeClosed(1, DIVISIONS)
                    .mapToObj("%02d"::formatted)
                    .anyMatch(division -> IndustryTree.isWithin(List.of(code), division) && hasSizes(division));
        }
        return code.length() < DIGITS_OF_A_CLASS
                && IntStream.rangeClosed(0, 9).anyMatch(digit -> hasSizes(code + digit));
    }

    private void add(String path, String code, Object... arguments) {
        found.add(Defect.at(pointer + "/" + path, code, arguments));
    }

    private static <T> T value(RuleParameter<T> parameter) {
        return parameter == null ? null : parameter.value();
    }
}
