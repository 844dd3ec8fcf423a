package cn.dengyun.application;

import cn.dengyun.application.domain.VoucherRequest;
import cn.dengyun.policy.domain.Evaluation;
import cn.dengyun.policy.domain.RuleOutcome;
import cn.dengyun.policy.domain.RuleResult;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Refuses what the rules refuse, with every rule that does. */
final class EligibilityCheck {

    private EligibilityCheck() {}

    /**
     * Rejects with {@code application-not-eligible} (422), every failed rule in it and everything that the applicant
     * has left out: what he can supply is demanded now, not by the last reviewer (design.md §4).
     */
    static void requireSubmittable(Evaluation evaluation, VoucherRequest request, List<DocumentPurpose> missing) {
        if (!evaluation.maySubmit() || !halfContracts(request).isEmpty() || !missing.isEmpty()) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "application-not-eligible")
                    .because(failures(evaluation, request, missing));
        }
    }

    /**
     * What has to be on an application and is not.
     *
     * @param present purposes of its documents in force
     */
    static List<DocumentPurpose> missing(RuleSet rules, Set<DocumentPurpose> present) {
        return rules.documentsToBring().stream()
                .filter(purpose -> !present.contains(purpose))
                .toList();
    }

    /** A defect for every rule that failed, and for everything that the applicant has left out. */
    static List<Defect> failures(Evaluation evaluation, VoucherRequest request, List<DocumentPurpose> missing) {
        List<Defect> all = new ArrayList<>(defects(evaluation.with(RuleOutcome.FAILED).stream()));
        evaluation
                .unanswered()
                .forEach(result -> result.reason()
                        .arguments()
                        .forEach(input ->
                                all.add(Defect.at("/" + input, result.reason().code(), input))));
        all.addAll(halfContracts(request));
        all.addAll(documents(missing));
        return all;
    }

    private static List<Defect> documents(List<DocumentPurpose> missing) {
        return missing.stream()
                .map(purpose -> Defect.at("/documents", "rule-document-missing", purpose.name()))
                .toList();
    }

    /** Rejects with {@code application-not-approvable} (422), everything in it that has to be on it and is not. */
    static void requireDocuments(List<DocumentPurpose> missing) {
        if (!missing.isEmpty()) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "application-not-approvable")
                    .because(documents(missing));
        }
    }

    /** A contract is its number and its day: with one of them alone nobody can tell whether it was used before. */
    private static List<Defect> halfContracts(VoucherRequest request) {
        List<Defect> missing = new ArrayList<>();
        for (int i = 0; i < request.lines().size(); i++) {
            VoucherRequest.Line line = request.lines().get(i);
            boolean hasNumber = line.contractNumber() != null
                    && !VoucherRequest.Contract.comparable(line.contractNumber())
                            .isEmpty();
            if (!hasNumber && line.contractDate() != null) {
                missing.add(Defect.at("/lines/" + i + "/contractNumber", "rule-contract-number-missing"));
            }
            if (hasNumber && line.contractDate() == null) {
                missing.add(Defect.at("/lines/" + i + "/contractDate", "rule-contract-date-missing"));
            }
        }
        return missing;
    }

    /** Rejects with {@code application-not-approvable} (422), every rule in it that failed or is not known. */
    static void requireApprovable(Evaluation evaluation) {
        if (!evaluation.mayBeApproved()) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "application-not-approvable")
                    .because(defects(Stream.concat(
                            evaluation.with(RuleOutcome.FAILED).stream(),
                            evaluation.with(RuleOutcome.UNKNOWN).stream())));
        }
    }

    private static List<Defect> defects(Stream<RuleResult> results) {
        return results.filter(result -> result.reason() != null)
                .map(result -> new Defect(
                        "", result.reason().code(), List.copyOf(result.reason().arguments())))
                .toList();
    }
}
