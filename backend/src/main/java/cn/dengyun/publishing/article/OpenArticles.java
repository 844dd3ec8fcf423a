package cn.dengyun.publishing.article;

import cn.dengyun.platform.opendata.OpenDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Live articles, as a list and as feeds. */
@ApplicationScoped
class OpenArticles implements OpenDataSource {

    private final ArticleStore articles;
    private final Clock clock;

    OpenArticles(ArticleStore articles, Clock clock) {
        this.articles = articles;
        this.clock = clock;
    }

    @Override
    public Uni<List<Dataset>> datasets() {
        return articles.changedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .map(changed -> List.of(new Dataset(
                        "articles",
                        new Words("信息发布", "Articles"),
                        new Words(
                                "已发布的通知、政策、案例、标准和指南；订阅源有最新的 50 条。",
                                "Notices, policies, cases, standards and guides that are live; feeds have the newest 50."),
                        CONTINUOUS,
                        null,
                        changed.orElse(null),
                        List.of(
                                new Distribution(ArticleResource.PATH, JSON),
                                new Distribution("/api/v1/feeds/articles.atom", AtomFeed.MEDIA_TYPE),
                                new Distribution("/api/v1/feeds/articles.json", JsonFeed.MEDIA_TYPE)))));
    }
}
