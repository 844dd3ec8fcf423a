package cn.dengyun.application.domain;

import cn.dengyun.policy.domain.DecisionRecord;
import java.time.Instant;
import java.util.UUID;

/**
 * A decision of the rule engine about an application.
 *
 * @param occasion SUBMISSION, SERVING, CORRECTION, APPROVAL or PRICE_CUT
 */
public record RuleDecision(UUID applicationId, String occasion, DecisionRecord record, Instant decidedAt) {}
