package cn.dengyun.trade.capacity;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Time that a provider has closed. */
@Schema(name = "CapacityClosure", description = "Time at which a capacity is closed")
record ClosureView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "The capacity") UUID capacityId,

        @Schema(nullable = true, description = "Which of the units; null for all of them")
        Integer unitNumber,

        @Schema(description = "From when") Instant startsAt,

        @Schema(description = "The first moment behind it") Instant endsAt,

        @Schema(description = "Why", examples = "年度检修") String reason,

        @Schema(description = "When it was closed") Instant createdAt,

        @Schema(nullable = true, description = "When it was opened again; null as long as it stands")
        Instant liftedAt) {

    static ClosureView of(CapacityClosure closure) {
        return new ClosureView(
                closure.id(),
                closure.capacityId(),
                closure.unitNumber(),
                closure.startsAt(),
                closure.endsAt(),
                closure.reason(),
                closure.createdAt(),
                closure.liftedAt());
    }
}
