package cn.dengyun.activity.contest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.search.SearchSource;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.SearchKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Contests that were announced, for the search over everything. */
@ApplicationScoped
class FoundContests implements SearchSource {

    private final ContestService contests;

    FoundContests(ContestService contests) {
        this.contests = contests;
    }

    @Override
    public SearchKind kind() {
        return SearchKind.CONTEST;
    }

    @Override
    public Uni<Found> find(Asked asked) {
        Filter filter = new Filter().within("region_code", asked.region()).contains("title", asked.text());
        return contests.list(Actor.ANONYMOUS, filter, null, asked.limit())
                .map(page -> new Found(
                        page.data().stream().map(FoundContests::hit).toList(),
                        page.page().hasMore(),
                        asked.list(ContestResource.PATH, "region")));
    }

    private static Hit hit(Contest contest) {
        return new Hit(
                contest.id(), ContestResource.PATH + "/" + contest.id(), contest.title(), contest.organizerName());
    }
}
