package cn.dengyun.monitoring.issue;

import cn.dengyun.monitoring.plan.StatusSummaryView;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** How many issues of a region stand where, for what else in monitoring shows it. */
@ApplicationScoped
public class IssueCounts {

    /** Of a region, behind which its code follows. */
    public static final String LIST = CoordinationIssueResource.PATH + "?regionCode=";

    private final CoordinationIssueService issues;

    IssueCounts(CoordinationIssueService issues) {
        this.issues = issues;
    }

    /** Those that are open, as {@code /issues/summary} tells the actor. */
    public Uni<StatusSummaryView> open(Actor actor, String region) {
        return issues.count(actor, region)
                .map(found -> StatusSummaryView.of(found.stream()
                        .filter(each ->
                                CoordinationIssueStatus.valueOf(each.status()).isOpen())
                        .toList()));
    }
}
