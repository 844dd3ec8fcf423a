package cn.dengyun.policy.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * By what requests for a programme are judged: a version of its rules, and whom and when it is for.
 *
 * @param programmeId null in a trial of rules
 * @param region whose applicants it is for; null: any
 * @param opensAt first moment at which an application is taken; null while not announced
 * @param closesAt first moment at which none is taken any more; null: none yet
 */
public record ProgrammeTerms(
        UUID programmeId, int ruleVersion, RuleSet rules, String region, Instant opensAt, Instant closesAt) {}
