package cn.dengyun.monitoring.bulletin;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.opendata.OpenDataSource;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Bulletins that are published, and the figures of each, which never change. */
@ApplicationScoped
class OpenBulletins implements OpenDataSource {

    private final BulletinService bulletins;
    private final BulletinStore store;

    OpenBulletins(BulletinService bulletins, BulletinStore store) {
        this.bulletins = bulletins;
        this.store = store;
    }

    @Override
    public Uni<List<Dataset>> datasets() {
        Filter published = new Filter().is("status", BulletinStatus.PUBLISHED);
        return bulletins
                .list(Actor.ANONYMOUS, published, null, Page.MAX_LIMIT)
                .chain(page -> store.changedAt()
                        .map(changed -> Stream.concat(
                                        Stream.of(list(changed.orElse(null))),
                                        page.data().stream().map(OpenBulletins::figures))
                                .toList()));
    }

    private static Dataset list(Instant changed) {
        return new Dataset(
                "bulletins",
                new Words("工作评估通报", "Bulletins"),
                new Words("已发布的工作评估通报，不含数据。", "The bulletins that are published, without their figures."),
                IRREGULAR,
                null,
                changed,
                List.of(new Distribution(BulletinResource.PATH + "?status=" + BulletinStatus.PUBLISHED, JSON)));
    }

    private static Dataset figures(Bulletin bulletin) {
        String path = BulletinResource.PATH + "/" + bulletin.id() + "/figures";
        LocalDate from = bulletin.fromMonth();
        String months = bulletin.from() + " – " + bulletin.to();
        return new Dataset(
                "bulletin-figures-" + bulletin.id(),
                new Words("工作评估通报数据 " + months, "Figures of the bulletin of " + months),
                new Words(
                        "该通报的全部数据，自起草起不变；更正见勘误。",
                        "All figures of the bulletin, which have not changed since it was drafted; errata correct them."),
                NEVER,
                from,
                bulletin.publishedAt(),
                List.of(new Distribution(path + ".csv", "text/csv"), new Distribution(path + ".json", JSON)));
    }
}
