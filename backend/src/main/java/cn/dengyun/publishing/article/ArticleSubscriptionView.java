package cn.dengyun.publishing.article;

import cn.dengyun.platform.web.Language;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Of which articles somebody wants mail. */
@Schema(name = "ArticleSubscription", description = "Of which articles the caller wants mail: those that are all of it")
record ArticleSubscriptionView(
        @Schema(required = true, description = "Of the subscription")
        UUID id,

        @Schema(required = true, nullable = true, description = "Only these; null: any", examples = "POLICY")
        ArticleKind kind,

        @Schema(
                required = true,
                nullable = true,
                description = "Only those that can be found by this; null: any",
                examples = "试点示范")
        String topic,

        @Schema(
                required = true,
                nullable = true,
                description = "GB/T 2260 code: only those that concern this region; null: any",
                examples = "340123")
        String regionCode,

        @Schema(required = true, nullable = true, description = "What that is called", examples = "肥西县")
        String regionName,

        @Schema(required = true, description = "Since when") Instant createdAt) {

    static ArticleSubscriptionView of(ArticleSubscription found, ArticleNames names, Language language) {
        String region = found.regionCode();
        return new ArticleSubscriptionView(
                found.id(),
                found.kind(),
                found.topic(),
                region,
                region == null ? null : names.region(region, language).name(),
                found.createdAt());
    }
}
