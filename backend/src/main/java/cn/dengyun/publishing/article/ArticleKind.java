package cn.dengyun.publishing.article;

/** What an article is. */
enum ArticleKind {
    NOTICE,
    /** Its clauses have anchors that stay from edition to edition. */
    POLICY,
    CASE,
    STANDARD,
    GUIDE
}
