package cn.dengyun.publishing.article;

/** Where an edition of an article stands. */
enum ArticleStatus {
    DRAFT,
    REVIEW,
    SCHEDULED,
    LIVE,
    SUPERSEDED,
    WITHDRAWN,
    EXPIRED;

    /** Whether everybody may look at it; of what was withdrawn, at the explanation. */
    boolean isShown() {
        return this == LIVE || this == SUPERSEDED || this == WITHDRAWN;
    }
}
