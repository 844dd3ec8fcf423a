package cn.dengyun.settlement.claim;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.settlement.claim.domain.ClaimWindow;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What whoever may claim a capture is told of it. */
@Events(family = "cn.dengyun.settlement.capture.", subject = "/api/v1/redemptions/{redemptionId}")
enum CaptureEvent implements EventType<CaptureEvent.Data> {
    /** It has to be claimed soon. */
    CLAIM_DUE_SOON;

    DomainEvent told(ClaimWindow window, Instant now) {
        return of(
                        window.claimantId(),
                        new Data(
                                window.redemptionId(),
                                window.voucherCode(),
                                window.programmeId(),
                                window.claimantId(),
                                window.amountFen(),
                                window.lastDay(),
                                Duration.between(now, window.untilAt()).toDays()),
                        now)
                .inRegion(window.regionCode());
    }

    @Schema(name = "CaptureClaimEventData", description = "A capture that has to be claimed soon.")
    record Data(
            @Schema(description = "The capture.") UUID redemptionId,

            @Schema(description = "The code of its voucher.", examples = "DY4K-7M2P-9QXT-8")
            String voucherCode,

            @Schema(description = "The programme that pays.")
            UUID programmeId,

            @Schema(description = "Whoever is paid, and may claim it.")
            UUID organizationId,

            @Schema(description = "What was captured and not refunded, in fen.", minimum = "0", examples = "144000")
            long amountFen,

            @Schema(description = "The last day on which it may be claimed, Asia/Shanghai.", examples = "2018-12-28")
            LocalDate lastDay,

            @Schema(description = "Whole days left.", minimum = "0", examples = "30")
            long daysLeft) {}

    @Singleton
    static final class Declared extends EventTypes.Of<CaptureEvent> {}
}
