package cn.dengyun.programme;

import cn.dengyun.platform.citation.Citation;
import cn.dengyun.platform.citation.CitedClause;
import cn.dengyun.platform.citation.CitedPolicies;
import cn.dengyun.platform.citation.ClauseLink;
import cn.dengyun.policy.domain.RuleParameter;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.domain.RuleVersion;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which clauses of published policies rules rest on. What a clause is called leads to its anchor: one name has one
 * anchor in a set of rules, so that decisions, which keep the name alone, find their clause too.
 */
@ApplicationScoped
public class RuleCitations {

    private final CitedPolicies policies;
    private final RuleVersions versions;

    RuleCitations(CitedPolicies policies, RuleVersions versions) {
        this.policies = policies;
        this.versions = versions;
    }

    /**
     * What is wrong with the citations of rules, all of it: of rules by a published policy each parameter cites a
     * clause that the edition has which is live when they take effect, and that no edition drops which is approved for
     * later. The policy is held until the unit of work ends.
     *
     * @param pointer where the rules stand, e.g. {@code /rules}
     * @param from when they take effect, at the earliest now
     */
    Uni<List<Defect>> defects(SqlConnection connection, RuleSet rules, String pointer, Instant from) {
        UUID policy = rules.document() == null ? null : rules.document().policyId();
        if (policy == null) {
            return Uni.createFrom().item(withoutPolicy(rules, pointer));
        }
        return policies.hold(connection, List.of(policy))
                .chain(() -> policies.find(connection, citations(rules, from)))
                .map(found -> defects(rules, pointer, from, found));
    }

    private static List<Defect> withoutPolicy(RuleSet rules, String pointer) {
        return rules.parameters().entrySet().stream()
                .filter(each -> each.getValue().anchor() != null)
                .map(each -> Defect.at(pointer + "/" + each.getKey() + "/anchor", "rule-anchor-without-policy"))
                .toList();
    }

    private static List<Defect> defects(RuleSet rules, String pointer, Instant from, Map<Citation, CitedClause> found) {
        Map<String, String> anchors = rules.anchors();
        List<Defect> defects = new ArrayList<>();
        rules.parameters().forEach((name, parameter) -> {
            String place = pointer + "/" + name + "/anchor";
            String anchor = parameter.anchor();
            if (anchor == null) {
                defects.add(Defect.at(place, "rule-anchor-missing"));
                return;
            }
            String first = anchors.get(parameter.clause());
            if (!anchor.equals(first)) {
                defects.add(Defect.at(place, "rule-anchor-ambiguous", parameter.clause(), first, anchor));
            }
            CitedClause clause = found.get(new Citation(rules.document().policyId(), anchor, from));
            if (clause == null) {
                defects.add(Defect.at(place, "rule-anchor-unresolved", anchor, from.toString()));
            } else if (clause.droppedAt() != null) {
                defects.add(Defect.at(
                        place, "rule-anchor-dropped", anchor, clause.droppedAt().toString()));
            }
        });
        return defects;
    }

    /**
     * Rejects with {@code rule-version-uncited} (409), and all that is wrong, a version with defects as things stand.
     */
    Uni<Void> require(SqlConnection connection, RuleVersion version, Instant now) {
        Instant from = RuleVersion.effectFrom(version.effectiveFrom(), now);
        return defects(connection, RuleSetJson.read(version.rules()), "/rules", from)
                .invoke(defects -> {
                    if (!defects.isEmpty()) {
                        throw Rejection.conflict("rule-version-uncited", version.version())
                                .because(defects);
                    }
                })
                .replaceWithVoid();
    }

    /** Rules, and the moment whose edition of their policy is meant. */
    public record Dated(RuleSet rules, Instant moment) {}

    /** Rules by their version, and the same. */
    public record DatedVersion(UUID programmeId, int version, Instant moment) {}

    /** As the other, of approved versions. */
    public Uni<List<Map<String, ClauseLink>>> linksOfVersions(SqlClient client, List<DatedVersion> wanted) {
        return Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUniAndConcatenate(each -> versions.get(client, each.programmeId(), each.version())
                        .map(rules -> new Dated(rules, each.moment())))
                .collect()
                .asList()
                .chain(dated -> links(client, dated));
    }

    /** For each set of rules, where its clauses are, by what they are called; without those that are not found. */
    public Uni<List<Map<String, ClauseLink>>> links(SqlClient client, List<Dated> wanted) {
        Set<Citation> citations = new LinkedHashSet<>();
        wanted.forEach(each -> citations.addAll(citations(each.rules(), each.moment())));
        return policies.find(client, citations)
                .map(found -> wanted.stream().map(each -> links(each, found)).toList());
    }

    private static Map<String, ClauseLink> links(Dated dated, Map<Citation, CitedClause> found) {
        UUID policy = dated.rules().document().policyId();
        Map<String, ClauseLink> links = new HashMap<>();
        if (policy != null) {
            dated.rules().anchors().forEach((clause, anchor) -> {
                ClauseLink link = ClauseLink.of(found.get(new Citation(policy, anchor, dated.moment())));
                if (link != null) {
                    links.put(clause, link);
                }
            });
        }
        return links;
    }

    private static Set<Citation> citations(RuleSet rules, Instant moment) {
        UUID policy = rules.document().policyId();
        Set<Citation> citations = new LinkedHashSet<>();
        if (policy != null) {
            for (RuleParameter<?> parameter : rules.parameters().values()) {
                if (parameter.anchor() != null) {
                    citations.add(new Citation(policy, parameter.anchor(), moment));
                }
            }
        }
        return citations;
    }
}
