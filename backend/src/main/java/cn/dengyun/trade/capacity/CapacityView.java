package cn.dengyun.trade.capacity;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A capacity as its caller sees it. */
@Schema(name = "Capacity", description = "What a provider can design, make or test for others, and when")
record CapacityView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "The organisation of its provider")
        UUID organizationId,

        @Schema(description = "The provider") UUID providerId,

        @Schema(description = "Its name when it was drawn up", examples = "皖云示范云平台")
        String providerName,

        @JsonUnwrapped CapacityForm form,

        @Schema(description = "Where it stands") CapacityStatus status,

        @Schema(description = "Whether it can be booked now", examples = "true")
        boolean bookable,

        @Schema(
                description = "Why it cannot; empty when it can. What is for testing names a qualification of the"
                        + " laboratory that holds",
                examples = "[]")
        List<CapacityHindrance> hindrances,

        @Schema(description = "When it was drawn up") Instant createdAt,

        @Schema(nullable = true, description = "When it was published; null before")
        Instant publishedAt,

        @Schema(nullable = true, description = "When it was retired; null unless it was")
        Instant endedAt,

        @Schema(
                nullable = true,
                description =
                        "Why the last step was taken, for the provider and those who oversee it; null where nobody"
                                + " had to say",
                examples = "设备铭牌与资质证书不符")
        String reason,

        @Schema(description = "What the caller may do now", examples = "[\"REVISE\", \"RETIRE\"]")
        List<String> availableActions)
        implements Tagged {

    /** @param isFit whether its provider may sell now */
    static CapacityView of(Capacity capacity, boolean isFit, Actor actor, Instant now) {
        List<CapacityHindrance> hindrances = capacity.hindrances(isFit, OpenTime.dayOf(now));
        return new CapacityView(
                capacity.id(),
                capacity.version(),
                capacity.organizationId(),
                capacity.providerId(),
                capacity.providerName(),
                capacity.form(),
                capacity.status(),
                hindrances.isEmpty(),
                hindrances,
                capacity.createdAt(),
                capacity.publishedAt(),
                capacity.endedAt(),
                capacity.isSeenWhollyBy(actor) ? capacity.reason() : null,
                capacity.actions(actor));
    }

    /** Providers are judged, and qualifications end, without a new version. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(hindrances, availableActions, reason == null));
    }
}
