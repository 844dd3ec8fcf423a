package cn.dengyun.voucher.status;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.voucher.domain.VoucherStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an enterprise is told when its voucher was shown somewhere. */
@Events(family = "cn.dengyun.voucher.", subject = "/api/v1/vouchers/{voucherId}")
enum PresentationEvent implements EventType<PresentationEvent.Data> {
    PRESENTED;

    @Schema(name = "PresentationEventData", description = "Which voucher was shown to whom.")
    record Data(
            @Schema(description = "The presentation.") UUID presentationId,

            @Schema(description = "The voucher.") UUID voucherId,

            @Schema(description = "The organization to which it was shown.")
            UUID presentedToOrganizationId,

            @Schema(description = "When it was shown.") Instant presentedAt,

            @Schema(description = "Where the voucher stood then.")
            VoucherStatus status,

            @Schema(description = "Whether a credential was read rather than a code typed.", examples = "true")
            boolean isByCredential) {}

    @Singleton
    static final class Declared extends EventTypes.Of<PresentationEvent> {}
}
