package cn.dengyun.trade.rating;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rating as the sides of its order and their authorities see it. */
@Schema(name = "OrderRating", description = "What an enterprise says of a service that it ordered")
record RatingView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The order that it is about")
        UUID orderId,

        @Schema(required = true, description = "Its number", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name when it ordered", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "Its name", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "The offering")
        UUID offeringId,

        @Schema(required = true, description = "What it is called", examples = "云服务器")
        String offeringName,

        @Schema(required = true, description = "From 1, poor, to 5, very good", minimum = "1", maximum = "5")
        int stars,

        @Schema(
                required = true,
                nullable = true,
                description = "In words; null where nothing was said, or where it is concealed from the caller",
                examples = "开通及时，控制台稳定，文档还可以更细")
        String text,

        @Schema(required = true, description = "Whether everybody may read whose rating it is")
        boolean isNamed,

        @Schema(required = true, description = "Where it stands")
        RatingStatus status,

        @Schema(required = true, description = "When the enterprise rated")
        Instant ratedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When it last said something else; null where it never did")
        Instant changedAt,

        @Schema(required = true, description = "The first moment at which it cannot be changed any more")
        Instant changeableUntil,

        @Schema(
                required = true,
                nullable = true,
                description = "What the provider says to it; null where it says nothing",
                examples = "感谢反馈，文档将于本月更新")
        String answer,

        @Schema(required = true, nullable = true, description = "When it last did; null where it never did")
        Instant answeredAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When an authority concealed the text; null where none did")
        Instant concealedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why, in its words; null where none did",
                examples = "含有他人联系方式")
        String concealmentReason,

        @Schema(
                required = true,
                nullable = true,
                description = "When the enterprise took it back; null where it did not")
        Instant withdrawnAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"CHANGE\", \"WITHDRAW\"]")
        List<String> availableActions)
        implements Tagged {

    static RatingView of(OrderRating rating, Actor actor, Instant now) {
        return new RatingView(
                rating.id(),
                rating.version(),
                rating.orderId(),
                rating.orderNumber(),
                rating.organizationId(),
                rating.organizationName(),
                rating.providerId(),
                rating.providerName(),
                rating.offeringId(),
                rating.offeringName(),
                rating.stars(),
                rating.isReadBy(actor) ? rating.text() : null,
                rating.isNamed(),
                rating.status(),
                rating.ratedAt(),
                rating.changedAt(),
                rating.changeableUntil(),
                rating.answer(),
                rating.answeredAt(),
                rating.concealedAt(),
                rating.concealmentReason(),
                rating.withdrawnAt(),
                rating.actionsAt(now, actor));
    }

    /** Who reads the text, and until when it can be changed, is no matter of the version. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(text == null ? "" : "text", availableActions));
    }
}
