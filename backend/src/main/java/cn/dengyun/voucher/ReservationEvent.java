package cn.dengyun.voucher;

import cn.dengyun.platform.outbox.AddedLater;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.voucher.domain.ReservationStatus;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a provider is told of reservations with it. */
@Events(family = "cn.dengyun.voucher.reservation.", subject = "/api/v1/reservations/{reservationId}")
enum ReservationEvent implements EventType<ReservationEvent.Data> {
    HELD,
    CAPTURED,
    RELEASED,
    EXPIRED,
    SPLIT;

    @Schema(name = "ReservationEventData", description = "How a reservation stands afterwards.")
    record Data(
            @Schema(description = "The reservation.") UUID reservationId,

            @Schema(description = "The voucher.") UUID voucherId,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(
                    nullable = true,
                    description = "The provider's own reference; null when it gave none.",
                    examples = "DD-2018-0701")
            String externalReference,

            @Schema(description = "What it holds or held, in fen.", minimum = "0", examples = "2000000")
            long amountFen,

            @Schema(description = "What was captured of it, in fen.", minimum = "0", examples = "0")
            long capturedFen,

            @Schema(description = "Where it stands.") ReservationStatus status,

            @AddedLater
            @Schema(
                    nullable = true,
                    description = "The order that owns it; null when nobody placed one here, absent from older events.")
            UUID orderId,

            @AddedLater
            @Schema(
                    nullable = true,
                    description = "The hold whose place it took, together with another part: that ended with `SPLIT`."
                            + " Null when it is no part, absent from older events.")
            UUID parentId) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ReservationEvent> {}
}
