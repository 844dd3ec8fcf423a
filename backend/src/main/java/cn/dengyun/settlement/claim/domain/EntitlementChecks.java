package cn.dengyun.settlement.claim.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules that the claim of an entitlement is judged by (ADR 0074): those of {@link ClaimChecks} that are not about
 * what an enterprise chose and at which price. Pure and total: one result for each of them, in one order.
 */
public final class EntitlementChecks {

    private EntitlementChecks() {}

    /** What the rules say, at a moment. */
    public static List<CheckResult> judge(EntitlementSituation situation, Instant now) {
        return Stream.of(
                        invoiced(situation),
                        parties(situation),
                        dates(situation),
                        qualified(situation),
                        numbers(situation),
                        inBusiness(situation),
                        Found.of(situation.wasDoubted() ? CheckFinding.DOUBTED_BEFORE : CheckFinding.NEVER_DOUBTED))
                .map(found -> new CheckResult(
                        situation.claim().id(),
                        situation.claim().round(),
                        found.finding().check(),
                        found.finding().verdict(),
                        found.finding(),
                        found.arguments(),
                        now))
                .toList();
    }

    private record Found(CheckFinding finding, List<String> arguments) {

        static Found of(CheckFinding finding, Object... arguments) {
            return new Found(
                    finding, Arrays.stream(arguments).map(String::valueOf).toList());
        }
    }

    private static Found invoiced(EntitlementSituation situation) {
        if (situation.dueFen() == 0) {
            return Found.of(CheckFinding.INVOICES_NOT_ASKED);
        }
        long invoiced = situation.papers().invoicedFen();
        return Found.of(
                invoiced >= situation.dueFen() ? CheckFinding.INVOICES_SUFFICE : CheckFinding.INVOICES_TOO_LOW,
                invoiced,
                situation.dueFen());
    }

    private static Found parties(EntitlementSituation situation) {
        return situation.evidence().stream()
                .flatMap(each -> Stream.of(
                        differing(each.payerName(), situation.buyer()),
                        differing(each.payeeName(), situation.seller())))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> Found.of(CheckFinding.PARTIES_MATCH));
    }

    private static Optional<Found> differing(String name, List<String> names) {
        boolean isOne = name == null
                || names.isEmpty()
                || names.stream().anyMatch(each -> ClaimReadings.plain(each).equals(ClaimReadings.plain(name)));
        return isOne ? Optional.empty() : Optional.of(Found.of(CheckFinding.PARTIES_DIFFER, name, names.get(0)));
    }

    private static Found dates(EntitlementSituation situation) {
        LocalDate contract = situation.contractOn();
        for (ClaimEvidence each : situation.evidence()) {
            if (each.issuedOn() == null) {
                continue;
            }
            if (each.issuedOn().isAfter(situation.claimedOn())) {
                return Found.of(
                        CheckFinding.EVIDENCE_AFTER_CLAIM, each.number(), each.issuedOn(), situation.claimedOn());
            }
            if (contract != null
                    && each.is(ClaimEvidenceKind.INVOICE)
                    && each.issuedOn().isBefore(contract)) {
                return Found.of(CheckFinding.INVOICE_BEFORE_CONTRACT, each.number(), each.issuedOn(), contract);
            }
        }
        return Found.of(CheckFinding.DATES_IN_ORDER);
    }

    private static Found qualified(EntitlementSituation situation) {
        return situation.disqualifiedOn() == null
                ? Found.of(CheckFinding.PROVIDER_QUALIFIED)
                : Found.of(CheckFinding.PROVIDER_DISQUALIFIED, situation.disqualifiedOn());
    }

    /** That their issuer has them for no other business, unless stacking is allowed, is seen to when they are sent. */
    private static Found numbers(EntitlementSituation situation) {
        return situation.numbersElsewhere() > 0
                ? Found.of(CheckFinding.NUMBERS_ELSEWHERE, situation.numbersElsewhere())
                : Found.of(CheckFinding.NUMBERS_UNIQUE, situation.evidence().size());
    }

    private static Found inBusiness(EntitlementSituation situation) {
        LocalDate closed = situation.deregisteredOn();
        if (closed == null || closed.isAfter(situation.day())) {
            return Found.of(CheckFinding.FIRM_IN_BUSINESS);
        }
        return Found.of(
                closed.isAfter(situation.owedOn()) ? CheckFinding.FIRM_CLOSED_SINCE : CheckFinding.FIRM_CLOSED_BEFORE,
                closed);
    }
}
