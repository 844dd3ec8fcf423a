package cn.dengyun.publishing.article;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Articles that wait for another person: of the office, or of one above where nobody else works there. */
@ApplicationScoped
class ArticleWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(WorkKind.ofAuthorities("ARTICLE_REVIEW", AuthoritySay.NEAREST));
    }
}
