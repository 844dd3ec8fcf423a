package cn.dengyun.settlement.claim.domain;

import cn.dengyun.policy.domain.fraud.FraudFinding;
import cn.dengyun.policy.domain.fraud.FraudRules;
import cn.dengyun.policy.domain.fraud.FraudSignals;
import cn.dengyun.policy.domain.fraud.FraudThresholds;
import cn.dengyun.settlement.claim.domain.ClaimSituation.Raised;
import cn.dengyun.settlement.claim.domain.ClaimSituation.Side;
import cn.dengyun.settlement.claim.domain.ClaimSituation.Sold;
import cn.dengyun.trade.witness.domain.OrderUse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules that a claim is judged by. Pure and total: one result for every {@link ClaimCheck}, in its order. */
public final class ClaimChecks {

    /** Of its own share an enterprise has to have paid all but this part (domain.md §3.4, C2). */
    private static final long WITHOUT_WHICH = 10;

    /** From so many other enterprises on the same amount for one provider is looked at. */
    static final long SAME_AMOUNTS = 3;

    /**
     * Prices rise: what vouchers pay is counted by the lowest of 90 days (ADR 0043), so a rise by no more than this
     * part is none that a person has to look at.
     */
    private static final long LITTLE = 5;

    /** What is in use is used on so many days at the least, or on all on which it ran where those are fewer (C8). */
    static final int USED_DAYS = 3;

    /** What is accepted so soon after the service began was hardly delivered. */
    static final Duration TOO_FAST = Duration.ofMinutes(1);

    private ClaimChecks() {}

    /** What the rules say, at a moment. */
    public static List<CheckResult> judge(ClaimSituation situation, Instant now) {
        List<CheckResult> results = new ArrayList<>();
        for (Found found : all(situation)) {
            results.add(new CheckResult(
                    situation.claim().id(),
                    situation.claim().round(),
                    found.finding().check(),
                    found.finding().verdict(),
                    found.finding(),
                    found.arguments(),
                    now));
        }
        return List.copyOf(results);
    }

    /** What they say altogether: the worst of it. */
    public static ClaimColour colour(List<CheckResult> results) {
        if (results.stream().anyMatch(each -> each.verdict() == CheckVerdict.RED)) {
            return ClaimColour.RED;
        }
        return results.stream().anyMatch(each -> each.verdict() == CheckVerdict.AMBER)
                ? ClaimColour.AMBER
                : ClaimColour.GREEN;
    }

    private record Found(CheckFinding finding, List<String> arguments) {

        static Found of(CheckFinding finding, Object... arguments) {
            return new Found(
                    finding, Arrays.stream(arguments).map(String::valueOf).toList());
        }
    }

    private static List<Found> all(ClaimSituation situation) {
        return List.of(
                invoiced(situation.whole()),
                ownShare(situation.whole()),
                parties(situation),
                dates(situation),
                listed(situation.sold()),
                qualified(situation),
                numbers(situation),
                used(situation.use()),
                price(situation.sold()),
                files(situation),
                readings(situation),
                related(situation),
                sameAmount(situation),
                pace(situation.sold()),
                inBusiness(situation),
                Found.of(situation.sellsBack() ? CheckFinding.SALES_BOTH_WAYS : CheckFinding.SALES_ONE_WAY),
                Found.of(situation.wasDoubted() ? CheckFinding.DOUBTED_BEFORE : CheckFinding.NEVER_DOUBTED),
                Found.of(situation.isStopped() ? CheckFinding.VOUCHER_STOPPED : CheckFinding.VOUCHER_STANDS));
    }

    /** Parts of one order may rest on one invoice, which then has to come to all of them. */
    private static Found invoiced(ClaimWhole whole) {
        boolean isEnough = whole.invoicedFen() >= whole.dueFen();
        if (isEnough && whole.beyondFen() > 0) {
            return Found.of(CheckFinding.WORTH_EXCEEDED, whole.beyondFen());
        }
        return Found.of(
                isEnough ? CheckFinding.INVOICES_SUFFICE : CheckFinding.INVOICES_TOO_LOW,
                whole.invoicedFen(),
                whole.dueFen());
    }

    private static Found ownShare(ClaimWhole whole) {
        long share = whole.ownShareFen();
        boolean isPaid = whole.paidFen() >= share - share / WITHOUT_WHICH;
        return Found.of(isPaid ? CheckFinding.OWN_SHARE_PAID : CheckFinding.OWN_SHARE_UNPAID, whole.paidFen(), share);
    }

    private static Found parties(ClaimSituation situation) {
        return situation.evidence().stream()
                .flatMap(each -> Stream.of(
                        differing(each.payerName(), situation.enterprise()),
                        differing(each.payeeName(), situation.provider())))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> Found.of(CheckFinding.PARTIES_MATCH));
    }

    private static Optional<Found> differing(String name, Side side) {
        boolean isOne = name == null
                || side.names().stream()
                        .anyMatch(each -> ClaimReadings.plain(each).equals(ClaimReadings.plain(name)));
        return isOne
                ? Optional.empty()
                : Optional.of(
                        Found.of(CheckFinding.PARTIES_DIFFER, name, side.names().get(0)));
    }

    private static Found dates(ClaimSituation situation) {
        LocalDate contract = situation.contractOn();
        for (ClaimEvidence each : situation.evidence()) {
            if (each.issuedOn() == null) {
                continue;
            }
            if (each.issuedOn().isAfter(situation.claimedOn())) {
                return Found.of(
                        CheckFinding.EVIDENCE_AFTER_CLAIM, each.number(), each.issuedOn(), situation.claimedOn());
            }
            if (each.is(ClaimEvidenceKind.INVOICE) && each.issuedOn().isBefore(contract)) {
                return Found.of(CheckFinding.INVOICE_BEFORE_CONTRACT, each.number(), each.issuedOn(), contract);
            }
        }
        if (contract.isAfter(situation.capturedOn())) {
            return Found.of(CheckFinding.CONTRACT_AFTER_CAPTURE, contract, situation.capturedOn());
        }
        return situation.evidence().stream()
                .filter(each -> each.is(ClaimEvidenceKind.INVOICE)
                        && each.issuedOn() != null
                        && each.issuedOn().isBefore(situation.orderedOn()))
                .findFirst()
                .map(each -> Found.of(
                        CheckFinding.INVOICE_BEFORE_ORDER, each.number(), each.issuedOn(), situation.orderedOn()))
                .orElseGet(() -> Found.of(CheckFinding.DATES_IN_ORDER));
    }

    private static Found listed(Sold sold) {
        return Found.of(
                sold.isListed() ? CheckFinding.OFFERING_LISTED : CheckFinding.OFFERING_NOT_LISTED, sold.version());
    }

    private static Found qualified(ClaimSituation situation) {
        return situation.disqualifiedOn() == null
                ? Found.of(CheckFinding.PROVIDER_QUALIFIED)
                : Found.of(CheckFinding.PROVIDER_DISQUALIFIED, situation.disqualifiedOn());
    }

    /** That their issuer has them for no other business is seen to when they are sent. */
    private static Found numbers(ClaimSituation situation) {
        String agreed = situation.sold().contractNumber();
        return situation.evidence().stream()
                .filter(each -> each.is(ClaimEvidenceKind.CONTRACT) && agreed != null)
                .filter(each -> !ClaimReadings.plain(each.number()).equals(ClaimReadings.plain(agreed)))
                .findFirst()
                .map(each -> Found.of(CheckFinding.CONTRACT_DIFFERS, each.number(), agreed))
                .orElseGet(() -> situation.numbersElsewhere() > 0
                        ? Found.of(CheckFinding.NUMBERS_ELSEWHERE, situation.numbersElsewhere())
                        : Found.of(
                                CheckFinding.NUMBERS_UNIQUE,
                                situation.evidence().size()));
    }

    /**
     * That nothing was used is worse than that two say otherwise of it, and that is worse than that it was used little.
     */
    private static Found used(OrderUse use) {
        if (use == null) {
            return Found.of(CheckFinding.USE_NOT_MEASURED);
        }
        if (use.usedDays() == 0) {
            return Found.of(CheckFinding.USE_NONE, use.servedDays());
        }
        if (!use.differing().isEmpty()) {
            return differing(use.differing().get(0));
        }
        int needed = Math.min(USED_DAYS, use.servedDays());
        if (use.usedDays() < needed) {
            return Found.of(CheckFinding.USE_ON_FEW_DAYS, use.usedDays(), needed);
        }
        return use.confirmed() == 0
                ? Found.of(CheckFinding.USE_REPORTED, use.usedDays())
                : Found.of(CheckFinding.USE_CONFIRMED, use.usedDays(), use.confirmed());
    }

    private static Found differing(OrderUse.Differing differing) {
        return Found.of(
                CheckFinding.USE_DIFFERS,
                YearMonth.from(differing.month()),
                differing.planName(),
                differing.reported().toPlainString(),
                differing.witnessed().toPlainString(),
                differing.unit(),
                BigDecimal.valueOf(differing.tolerancePerMille(), 1)
                        .stripTrailingZeros()
                        .toPlainString());
    }

    private static Found price(Sold sold) {
        if (sold.raised() == null) {
            return Found.of(CheckFinding.PRICE_UNKNOWN);
        }
        return steep(sold.raised())
                .map(raised -> found(CheckFinding.PRICE_RAISED, raised))
                .or(() -> sold.raised().stream()
                        .findFirst()
                        .map(raised -> found(CheckFinding.PRICE_RAISED_LITTLE, raised)))
                .orElseGet(() -> Found.of(CheckFinding.PRICE_STEADY));
    }

    private static Optional<Raised> steep(List<Raised> raised) {
        return raised.stream().filter(ClaimChecks::isSteep).findFirst();
    }

    private static Found found(CheckFinding finding, Raised raised) {
        return Found.of(finding, raised.planCode(), raised.listFen(), raised.lowestFen());
    }

    private static boolean isSteep(Raised raised) {
        return raised.listFen() - raised.lowestFen() > raised.lowestFen() / LITTLE;
    }

    private static Found files(ClaimSituation situation) {
        if (situation.files() == 0) {
            return Found.of(CheckFinding.FILES_NONE);
        }
        return situation.filesElsewhere() == 0
                ? Found.of(CheckFinding.FILES_UNIQUE, situation.files())
                : Found.of(CheckFinding.FILES_REPEATED, situation.filesElsewhere(), situation.files());
    }

    /** The worst that files say against what was typed; then those that nobody could read. */
    private static Found readings(ClaimSituation situation) {
        if (situation.readings().isEmpty()) {
            return Found.of(CheckFinding.READINGS_NONE);
        }
        Optional<Found> differing = Arrays.stream(ReadingDifference.values())
                .flatMap(difference -> situation.readings().stream()
                        .filter(read -> read.differing().contains(difference))
                        .map(read -> differing(situation, read, difference)))
                .findFirst();
        Optional<Found> failed = situation.readings().stream()
                .filter(read -> !read.isRead())
                .findFirst()
                .map(read -> Found.of(CheckFinding.READING_FAILED, read.fileName(), read.fault()));
        return differing
                .filter(found -> found.finding().verdict() == CheckVerdict.RED || failed.isEmpty())
                .or(() -> failed)
                .orElseGet(() -> Found.of(
                        CheckFinding.READINGS_AGREE, situation.readings().size()));
    }

    private static Found differing(ClaimSituation situation, ClaimReading read, ReadingDifference difference) {
        CheckFinding finding = difference.finding();
        Optional<ClaimEvidence> typed =
                situation.evidence().stream().filter(read::isOf).findFirst();
        return switch (difference) {
            case NUMBER -> Found.of(finding, read.fileName(), read.number());
            case AMOUNT ->
                Found.of(
                        finding,
                        read.fileName(),
                        read.amountFen(),
                        typed.map(ClaimEvidence::amountFen).orElseThrow());
            case DAY ->
                Found.of(
                        finding,
                        read.fileName(),
                        read.issuedOn(),
                        typed.map(ClaimEvidence::issuedOn).orElseThrow());
            case PAYER_CODE ->
                Found.of(
                        finding,
                        read.fileName(),
                        read.payerCode(),
                        situation.enterprise().creditCode());
            case PAYEE_CODE ->
                Found.of(
                        finding,
                        read.fileName(),
                        read.payeeCode(),
                        situation.provider().creditCode());
            case PAYER_NAME ->
                Found.of(
                        finding,
                        read.fileName(),
                        read.payerName(),
                        typed.map(ClaimEvidence::payerName).orElseThrow());
            case PAYEE_NAME ->
                Found.of(
                        finding,
                        read.fileName(),
                        read.payeeName(),
                        typed.map(ClaimEvidence::payeeName).orElseThrow());
        };
    }

    private static Found related(ClaimSituation situation) {
        if (situation.enterprise().creditCode().equals(situation.provider().creditCode())) {
            return Found.of(CheckFinding.SIDES_ARE_ONE, "creditCode");
        }
        FraudFinding found = FraudRules.relatedParties(signals(situation), FraudThresholds.standard());
        String shared = found.inputs().stream()
                .filter(input -> input.name().equals("shared"))
                .map(input -> input.value())
                .findFirst()
                .orElse("");
        return switch (found.disposition()) {
            case BLOCK -> Found.of(CheckFinding.SIDES_ARE_ONE, shared);
            case HOLD_FOR_REVIEW, FLAG -> Found.of(CheckFinding.SIDES_MAYBE_RELATED, shared);
            case UNJUDGED -> Found.of(CheckFinding.SIDES_UNKNOWN);
            case CLEAR -> Found.of(CheckFinding.SIDES_UNRELATED);
        };
    }

    private static FraudSignals signals(ClaimSituation situation) {
        return new FraudSignals(
                null,
                situation.enterprise().traits(),
                situation.provider().traits(),
                null,
                situation.linked(),
                false,
                null,
                null,
                null,
                null,
                situation.claim().claimedFen(),
                null,
                null);
    }

    private static Found sameAmount(ClaimSituation situation) {
        CheckFinding finding =
                situation.sameAmounts() >= SAME_AMOUNTS ? CheckFinding.AMOUNT_REPEATED : CheckFinding.AMOUNT_USUAL;
        return Found.of(finding, situation.sameAmounts(), situation.claim().claimedFen());
    }

    private static Found pace(Sold sold) {
        if (sold.begunAt() == null || sold.acceptedAt() == null) {
            return Found.of(CheckFinding.PACE_UNKNOWN);
        }
        Duration took = Duration.between(sold.begunAt(), sold.acceptedAt());
        return Found.of(
                took.compareTo(TOO_FAST) < 0 ? CheckFinding.PACE_IMPLAUSIBLE : CheckFinding.PACE_PLAUSIBLE,
                Math.max(0, took.toSeconds()));
    }

    private static Found inBusiness(ClaimSituation situation) {
        LocalDate closed = Stream.of(
                        situation.enterprise().deregisteredOn(),
                        situation.provider().deregisteredOn())
                .filter(day -> day != null && !day.isAfter(situation.day()))
                .min(LocalDate::compareTo)
                .orElse(null);
        if (closed == null) {
            return Found.of(CheckFinding.FIRM_IN_BUSINESS);
        }
        return Found.of(
                closed.isAfter(situation.capturedOn())
                        ? CheckFinding.FIRM_CLOSED_SINCE
                        : CheckFinding.FIRM_CLOSED_BEFORE,
                closed);
    }
}
