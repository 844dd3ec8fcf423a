package cn.dengyun.monitoring.bulletin;

import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.feed.FeedSource;
import cn.dengyun.platform.web.Language;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Published errata, for the feeds: whoever has read a bulletin there reads there too what of it was wrong. */
@ApplicationScoped
class ToldErrata implements FeedSource {

    private static final String TAG = "ERRATUM";

    private final BulletinStore store;
    private final PlanRegions regions;

    ToldErrata(BulletinStore store, PlanRegions regions) {
        this.store = store;
        this.regions = regions;
    }

    @Override
    public Uni<List<Entry>> newest(int rows) {
        return store.newestErrata(rows)
                .map(found -> found.stream().map(this::entry).toList());
    }

    private Entry entry(BulletinStore.PublishedErratum erratum) {
        return new Entry(
                erratum.id(),
                BulletinErratumResource.PATH + "/" + erratum.id(),
                BulletinWords.erratum(erratum.title(), erratum.number()),
                erratum.text(),
                regions.name(erratum.regionCode(), Language.ZH),
                erratum.publishedAt(),
                List.of(TAG));
    }
}
