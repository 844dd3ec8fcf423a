package cn.dengyun.publishing.article;

import cn.dengyun.platform.search.SearchSource;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.SearchKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Live articles, for the search over everything. */
@ApplicationScoped
class FoundArticles implements SearchSource {

    private final ArticleService articles;

    FoundArticles(ArticleService articles) {
        this.articles = articles;
    }

    @Override
    public SearchKind kind() {
        return SearchKind.ARTICLE;
    }

    @Override
    public Uni<Found> find(Asked asked) {
        return articles.list(
                        Actor.ANONYMOUS,
                        articles.filter(asked.text(), asked.region()),
                        ArticleStatus.LIVE,
                        null,
                        asked.limit())
                .map(page -> new Found(
                        page.data().stream().map(FoundArticles::hit).toList(),
                        page.page().hasMore(),
                        asked.list(ArticleResource.PATH, "region")));
    }

    private static Hit hit(Article article) {
        return new Hit(
                article.id(),
                ArticleResource.PATH + "/" + article.id(),
                article.says().title(),
                article.says().summary());
    }
}
