package cn.dengyun.voucher;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.voucher.domain.VoucherStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an enterprise is reminded of. */
@Events(family = "cn.dengyun.voucher.", subject = "/api/v1/vouchers/{voucherId}")
enum VoucherReminder implements EventType<VoucherReminder.Data> {
    /** It will be over soon, and something is left. */
    EXPIRING;

    @Schema(name = "VoucherReminderData", description = "How a voucher stands that will be over soon.")
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

            @Schema(description = "Until when it can be used.")
            Instant validUntil,

            @Schema(description = "Whole days left.", minimum = "0", examples = "30")
            long daysLeft) {}

    @Singleton
    static final class Declared extends EventTypes.Of<VoucherReminder> {}
}
