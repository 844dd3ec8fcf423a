package cn.dengyun.settlement.claim.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a rule said of a claim in one of its rounds.
 *
 * @param finding which of the rule's findings it is
 * @param arguments what fills the sentence of the finding, in its order: amounts in fen, days as in RFC 3339
 */
public record CheckResult(
        UUID claimId,
        int round,
        ClaimCheck code,
        CheckVerdict verdict,
        CheckFinding finding,
        List<String> arguments,
        Instant checkedAt) {}
