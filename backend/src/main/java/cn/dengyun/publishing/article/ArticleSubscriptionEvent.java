package cn.dengyun.publishing.article;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody is told of the articles that he has subscribed to; the business of no organisation. */
@Events(family = "cn.dengyun.publishing.article-subscriptions.", subject = "/api/v1/articles/{articleId}")
enum ArticleSubscriptionEvent implements EventType<ArticleSubscriptionEvent.Data> {
    PUBLISHED,
    WITHDRAWN;

    @Schema(name = "ArticleSubscriptionEventData", description = "Who is told of which article.")
    record Data(
            @Schema(description = "The account.") UUID accountId,

            @Schema(description = "The edition.") UUID articleId,

            @Schema(description = "What it is.") ArticleKind kind,

            @Schema(description = "What it is called.", examples = "关于组织申报“皖企登云”试点企业的通知")
            String title,

            @Schema(description = "The office that has written it.", examples = "合肥市主管部门（演示）")
            String officeName,

            @Schema(
                    nullable = true,
                    description = "Why it was withdrawn; null where it was not.",
                    examples = "文本有误，更正后另行发布。")
            String explanation) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ArticleSubscriptionEvent> {}
}
