package cn.dengyun.monitoring.bulletin;

import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.feed.FeedSource;
import cn.dengyun.platform.search.SearchSource;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.SearchKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Published bulletins, for the feeds and for the search over everything. They are of the whole province. */
@ApplicationScoped
class ToldBulletins implements FeedSource, SearchSource {

    private static final String TAG = "BULLETIN";

    private final BulletinService bulletins;
    private final PlanRegions regions;

    ToldBulletins(BulletinService bulletins, PlanRegions regions) {
        this.bulletins = bulletins;
        this.regions = regions;
    }

    @Override
    public Uni<List<Entry>> newest(int rows) {
        return bulletins
                .newest(rows)
                .map(found -> found.stream().map(this::entry).toList());
    }

    private Entry entry(BulletinStore.Published bulletin) {
        return new Entry(
                bulletin.id(),
                BulletinResource.PATH + "/" + bulletin.id(),
                bulletin.title(),
                BulletinWords.of(bulletin.fromMonth(), bulletin.toMonth(), bulletin.asOf()),
                regions.name(bulletin.regionCode(), Language.ZH),
                bulletin.publishedAt(),
                List.of(TAG));
    }

    @Override
    public SearchKind kind() {
        return SearchKind.BULLETIN;
    }

    @Override
    public Uni<Found> find(Asked asked) {
        Asked anywhere = new Asked(asked.text(), null, asked.limit(), asked.language());
        Filter filter = new Filter().is("status", BulletinStatus.PUBLISHED).contains("title", asked.text());
        return bulletins
                .list(Actor.ANONYMOUS, filter, null, asked.limit())
                .map(page -> new Found(
                        page.data().stream().map(ToldBulletins::hit).toList(),
                        page.page().hasMore(),
                        anywhere.list(BulletinResource.PATH, "region")));
    }

    private static Hit hit(Bulletin bulletin) {
        return new Hit(
                bulletin.id(),
                BulletinResource.PATH + "/" + bulletin.id(),
                bulletin.says().title(),
                BulletinWords.of(bulletin.fromMonth(), bulletin.toMonth(), bulletin.asOf()));
    }
}
