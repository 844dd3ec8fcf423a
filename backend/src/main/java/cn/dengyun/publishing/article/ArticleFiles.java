package cn.dengyun.publishing.article;

import cn.dengyun.files.AttachmentAccess;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Files belong to an article with all its editions. Whoever oversees it reads them as files; everybody else by the
 * edition that has them.
 */
@ApplicationScoped
class ArticleFiles implements AttachmentAccess {

    static final String KIND = "article";

    private final ArticleService articles;

    ArticleFiles(ArticleService articles) {
        this.articles = articles;
    }

    @Override
    public String recordKind() {
        return KIND;
    }

    /** @param recordId of the first edition */
    @Override
    public Uni<Boolean> mayRead(Actor actor, UUID recordId) {
        return articles.find(actor, recordId)
                .map(found -> found.isOverseenBy(actor))
                .onFailure(Rejection.class)
                .recoverWithItem(false);
    }
}
