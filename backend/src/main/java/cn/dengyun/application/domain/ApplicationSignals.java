package cn.dengyun.application.domain;

import cn.dengyun.policy.domain.fraud.FraudDisposition;
import cn.dengyun.policy.domain.fraud.FraudFinding;
import cn.dengyun.policy.domain.fraud.FraudRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the fraud rules found about an application when it was taken up, and what became of it. */
public record ApplicationSignals(List<FraudFinding> findings, List<Disposed> disposed, Instant lookedAt) {

    public ApplicationSignals {
        findings = List.copyOf(findings);
        disposed = List.copyOf(disposed);
    }

    /**
     * A hit that somebody looked into.
     *
     * @param uses of evidence that he looked into; null for whatever was found
     */
    public record Disposed(FraudRule rule, boolean isCleared, String reason, UUID by, Instant at, List<String> uses) {}

    /** Hits that stand in the way of approval: held ones until they are cleared, blocking ones for good. */
    public List<FraudRule> open() {
        return findings.stream()
                .filter(finding -> finding.disposition() == FraudDisposition.BLOCK
                        || finding.disposition() == FraudDisposition.HOLD_FOR_REVIEW && !isCleared(finding))
                .map(FraudFinding::rule)
                .toList();
    }

    /** Whether a hit of this rule waits for somebody to clear or confirm it. */
    public boolean isClearable(FraudRule rule) {
        return findings.stream()
                .anyMatch(
                        finding -> finding.rule() == rule && finding.disposition() == FraudDisposition.HOLD_FOR_REVIEW);
    }

    /** The last word counts; what was found since, nobody has looked into. */
    private boolean isCleared(FraudFinding finding) {
        boolean isCleared = false;
        for (Disposed each : disposed) {
            boolean isOfIt = each.rule() == finding.rule();
            boolean isAll = each.uses() == null || each.uses().containsAll(finding.uses());
            isCleared = isOfIt ? each.isCleared() && isAll : isCleared;
        }
        return isCleared;
    }

    /** The same after somebody has looked into the hit of a rule. */
    public ApplicationSignals disposed(FraudRule rule, boolean isCleared, String reason, UUID by, Instant at) {
        List<String> uses = findings.stream()
                .filter(finding -> finding.rule() == rule)
                .flatMap(finding -> finding.uses().stream())
                .toList();
        List<Disposed> all = new ArrayList<>(disposed);
        all.add(new Disposed(rule, isCleared, reason, by, at, uses));
        return new ApplicationSignals(findings, all, lookedAt);
    }

    /** The same with what one rule finds now. */
    public ApplicationSignals renewed(FraudFinding found) {
        return new ApplicationSignals(
                findings.stream()
                        .map(finding -> finding.rule() == found.rule() ? found : finding)
                        .toList(),
                disposed,
                lookedAt);
    }
}
