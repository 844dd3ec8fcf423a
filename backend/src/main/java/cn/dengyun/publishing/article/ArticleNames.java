package cn.dengyun.publishing.article;

import cn.dengyun.platform.web.Language;
import cn.dengyun.reference.ReferenceService;
import jakarta.enterprise.context.ApplicationScoped;

/** What the codes of articles are called. */
@ApplicationScoped
class ArticleNames {

    private final ReferenceService reference;

    ArticleNames(ReferenceService reference) {
        this.reference = reference;
    }

    ArticleView.Named region(String code, Language language) {
        return named(ReferenceService.REGIONS, code, language);
    }

    ArticleView.Named industry(String code, Language language) {
        return named(ReferenceService.INDUSTRIES, code, language);
    }

    private ArticleView.Named named(String vocabulary, String code, Language language) {
        return new ArticleView.Named(
                code, reference.name(vocabulary, code, language).orElse(code));
    }
}
