package cn.dengyun.settlement.recovery;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.settlement.recovery.domain.Recovery;
import cn.dengyun.settlement.recovery.domain.RecoveryStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of recoveries: to the office that has paid, the authorities of the enterprise and whoever owes it. */
@Events(family = "cn.dengyun.settlement.recovery.", subject = "/api/v1/recoveries/{recoveryId}")
enum RecoveryEvent implements EventType<RecoveryEvent.Data> {
    DEMANDED,
    RECEIVED,
    RECOVERED,
    RECEIPT_REVERSED,
    PLAN_PROPOSED,
    PLAN_AGREED,
    PLAN_DECLINED,
    WRITE_OFF_PROPOSED,
    WRITE_OFF_REJECTED,
    WRITTEN_OFF,
    OVERDUE;

    /** @param said by whoever acted last; null where nobody had to */
    DomainEvent told(Recovery recovery, String said) {
        DomainEvent event = about(
                recovery,
                new Data(
                        recovery.id(),
                        recovery.number(),
                        recovery.debtorOrganizationId(),
                        recovery.debtorName(),
                        recovery.origin().programmeId(),
                        recovery.origin().orderNumber(),
                        recovery.origin().claimNumber(),
                        recovery.organizationName(),
                        recovery.status(),
                        recovery.amountFen(),
                        recovery.receivedFen(),
                        recovery.writtenOffFen(),
                        recovery.openFen(),
                        recovery.afterAccount(),
                        recovery.dueAt(),
                        said),
                recovery.updatedAt());
        return isOfOffice() ? event : event.alsoTo(recovery.debtorOrganizationId());
    }

    /** Whoever owes it is told what becomes of it, and not what is thought of. */
    private boolean isOfOffice() {
        return this == WRITE_OFF_PROPOSED || this == WRITE_OFF_REJECTED;
    }

    @Schema(name = "RecoveryEventData", description = "How a recovery stands afterwards.")
    record Data(
            @Schema(description = "The recovery.") UUID recoveryId,

            @Schema(description = "Its number.", examples = "RC7M-2P9Q-XT84-K")
            String number,

            @Schema(description = "The organisation that owes it.")
            UUID debtorOrganizationId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String debtorName,

            @Schema(description = "The programme that has paid.")
            UUID programmeId,

            @Schema(
                    nullable = true,
                    description = "The order that was paid too much for; null where there is none.",
                    examples = "D4K7-M2P9-QXT8-V")
            String orderNumber,

            @Schema(description = "The claim that was paid.", examples = "S4K7-M2P9-QXT8-V")
            String claimNumber,

            @Schema(description = "The office that has paid.", examples = "安徽省财政厅")
            String officeName,

            @Schema(description = "Where it stands.") RecoveryStatus status,

            @Schema(description = "What is asked back, in fen.", examples = "400000")
            long amountFen,

            @Schema(description = "What of it has come in, in fen.", examples = "100000")
            long receivedFen,

            @Schema(description = "What of it was given up, in fen.", examples = "0")
            long writtenOffFen,

            @Schema(description = "What is still to be paid back, in fen.", examples = "300000")
            long openFen,

            @Schema(
                    description = "Whether the programme had been accounted before it was demanded.",
                    examples = "false")
            boolean afterAccount,

            @Schema(
                    nullable = true,
                    description = "When it, or the next instalment, is late; null where nothing is open any more.")
            Instant dueAt,

            @Schema(
                    nullable = true,
                    description = "What whoever acted last has said; null where nobody had to.",
                    examples = "经核对开通记录，实际交付 6 台，其余核减。")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<RecoveryEvent> {}
}
