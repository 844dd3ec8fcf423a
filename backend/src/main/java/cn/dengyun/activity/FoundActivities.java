package cn.dengyun.activity;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.search.SearchSource;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.SearchKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Published activities, for the search over everything. */
@ApplicationScoped
class FoundActivities implements SearchSource {

    private final ActivityService activities;

    FoundActivities(ActivityService activities) {
        this.activities = activities;
    }

    @Override
    public SearchKind kind() {
        return SearchKind.ACTIVITY;
    }

    @Override
    public Uni<Found> find(Asked asked) {
        Filter filter = new Filter().within("region_code", asked.region()).contains("title", asked.text());
        return activities
                .list(Actor.ANONYMOUS, filter, null, asked.limit())
                .map(page -> new Found(
                        page.data().stream().map(shown -> hit(shown.activity())).toList(),
                        page.page().hasMore(),
                        asked.list(ActivityResource.PATH, "region")));
    }

    private static Hit hit(Activity activity) {
        return new Hit(
                activity.id(),
                ActivityResource.PATH + "/" + activity.id(),
                activity.says().title(),
                activity.organizerName());
    }
}
