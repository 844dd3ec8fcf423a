package cn.dengyun.publishing.article;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is told of articles: to the authorities of the region, and to everybody from the moment on at which it is live.
 */
@Events(family = "cn.dengyun.publishing.articles.", subject = "/api/v1/articles/{articleId}")
enum ArticleEvent implements EventType<ArticleEvent.Data> {
    DRAFTED,
    EDITED,
    SUBMITTED,
    RECALLED,
    RETURNED,
    SCHEDULED,
    PUBLISHED,
    SUPERSEDED,
    EXPIRED,
    WITHDRAWN;

    @Schema(name = "ArticleEventData", description = "How an edition of an article stands afterwards.")
    record Data(
            @Schema(description = "The edition.") UUID articleId,

            @Schema(description = "The first edition of the same article.")
            UUID firstEditionId,

            @Schema(description = "1 at first.", examples = "1")
            int edition,

            @Schema(description = "What it is.") ArticleKind kind,

            @Schema(description = "What it is called.", examples = "关于组织申报“皖企登云”试点企业的通知")
            String title,

            @Schema(description = "Where it stands.") ArticleStatus status,

            @Schema(nullable = true, description = "From when on it is live; null before that is decided.")
            Instant publishAt,

            @Schema(nullable = true, description = "Until when it is; null where no end is known.")
            Instant expiresAt,

            @Schema(
                    nullable = true,
                    description = "What whoever acted has said; null where nobody did.",
                    examples = "内容属实，同意发布")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ArticleEvent> {}
}
