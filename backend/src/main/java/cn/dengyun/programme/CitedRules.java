package cn.dengyun.programme;

import cn.dengyun.platform.citation.ClauseLink;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.domain.RuleVersion;
import java.util.Map;

/**
 * A version of rules with the clauses of the policy that it rests on.
 *
 * @param links by what the clauses are called; without those that everybody cannot read
 */
public record CitedRules(RuleVersion version, RuleSet rules, Map<String, ClauseLink> links) {}
