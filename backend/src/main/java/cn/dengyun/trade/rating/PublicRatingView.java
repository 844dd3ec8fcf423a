package cn.dengyun.trade.rating;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rating as everybody reads it: nothing of it tells which enterprise it is of, unless that agreed. */
@Schema(
        name = "PublicRating",
        description = "What an enterprise says of a service that it ordered, as everybody reads it")
record PublicRatingView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "From 1, poor, to 5, very good", minimum = "1", maximum = "5")
        int stars,

        @Schema(
                required = true,
                nullable = true,
                description = "In words; null where nothing was said or it is concealed",
                examples = "开通及时，控制台稳定，文档还可以更细")
        String text,

        @Schema(required = true, description = "Whether an authority has concealed the text; the stars still count")
        boolean isConcealed,

        @Schema(
                required = true,
                nullable = true,
                description = "The enterprise, where it agreed to be named; null otherwise",
                examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "When the enterprise rated")
        Instant ratedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When it last said something else; null where it never did")
        Instant changedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "What the provider says to it; null where it says nothing or an authority conceals both",
                examples = "感谢反馈，文档将于本月更新")
        String answer,

        @Schema(required = true, nullable = true, description = "When it last did; null where it never did")
        Instant answeredAt) {

    static PublicRatingView of(OrderRating rating) {
        boolean isConcealed = rating.concealedAt() != null;
        return new PublicRatingView(
                rating.id(),
                rating.stars(),
                isConcealed ? null : rating.text(),
                isConcealed,
                rating.isNamed() ? rating.organizationName() : null,
                rating.ratedAt(),
                rating.changedAt(),
                isConcealed ? null : rating.answer(),
                isConcealed ? null : rating.answeredAt());
    }
}
