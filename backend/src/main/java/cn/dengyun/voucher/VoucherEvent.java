package cn.dengyun.voucher;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.voucher.domain.VoucherStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the enterprise and its authorities are told of a voucher. */
@Events(family = "cn.dengyun.voucher.", subject = "/api/v1/vouchers/{voucherId}")
enum VoucherEvent implements EventType<VoucherEvent.Data> {
    ISSUED,
    ACCEPTED,
    RESERVED,
    CAPTURED,
    RELEASED,
    FREED,
    REFUNDED,
    REDUCED,
    FROZEN,
    UNFROZEN,
    REVOCATION_PROPOSED,
    REVOCATION_REJECTED,
    REVOKED,
    EXPIRED;

    @Schema(name = "VoucherEventData", description = "How a voucher stands afterwards.")
    record Data(
            @Schema(description = "The voucher.") UUID voucherId,

            @Schema(description = "What people read out.", examples = "DY4K-7M2P-9QXT-8")
            String code,

            @Schema(description = "The programme.") UUID programmeId,

            @Schema(description = "The enterprise whose voucher it is.")
            UUID organizationId,

            @Schema(description = "Where it stands.") VoucherStatus status,

            @Schema(description = "Counted up by each change of the voucher.", minimum = "0", examples = "2")
            int revision,

            @Schema(description = "Face value, in fen.", minimum = "0", examples = "5000000")
            long faceFen,

            @Schema(description = "What can still be used, in fen.", minimum = "0", examples = "3000000")
            long availableFen,

            @Schema(description = "What is held for reservations, in fen.", minimum = "0", examples = "2000000")
            long heldFen,

            @Schema(description = "What was captured, in fen.", minimum = "0", examples = "0")
            long capturedFen,

            @Schema(
                    description = "What went back to the budget without having been used, in fen.",
                    minimum = "0",
                    examples = "0")
            long voidFen,

            @Schema(description = "Until when it can be used.")
            Instant validUntil,

            @Schema(
                    nullable = true,
                    description = "Why, in the words of whoever decided; null where nobody did.",
                    examples = "涉嫌虚假合同，核查期间冻结")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<VoucherEvent> {}
}
