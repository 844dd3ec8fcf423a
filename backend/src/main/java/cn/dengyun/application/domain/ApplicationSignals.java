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

    /** A hit that somebody looked into. */
    public record Disposed(FraudRule rule, boolean isCleared, String reason, UUID by, Instant at) {}

    /** Hits that stand in the way of approval: held ones until they are cleared, blocking ones for good. */
    public List<FraudRule> open() {
        return findings.stream()
                .filter(finding -> finding.disposition() == FraudDisposition.BLOCK
                        || finding.disposition() == FraudDisposition.HOLD_FOR_REVIEW && !isCleared(finding.rule()))
                .map(FraudFinding::rule)
                .toList();
    }

    /** Whether a hit of this rule waits for somebody to clear or confirm it. */
    public boolean isClearable(FraudRule rule) {
        return findings.stream()
                .anyMatch(
                        finding -> finding.rule() == rule && finding.disposition() == FraudDisposition.HOLD_FOR_REVIEW);
    }

    private boolean isCleared(FraudRule rule) {
        boolean isCleared = false;
        for (Disposed each : disposed) {
            isCleared = each.rule() == rule ? each.isCleared() : isCleared;
        }
        return isCleared;
    }

    public ApplicationSignals with(Disposed another) {
        List<Disposed> all = new ArrayList<>(disposed);
        all.add(another);
        return new ApplicationSignals(findings, all, lookedAt);
    }
}
