package cn.dengyun.settlement.batch;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.settlement.batch.domain.BatchStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of settlement batches: to the office that built one and the authorities of its region. */
@Events(family = "cn.dengyun.settlement-batch.", subject = "/api/v1/settlement-batches/{settlementBatchId}")
enum BatchEvent implements EventType<BatchEvent.Data> {
    BUILT,
    APPROVED,
    NOTICED,
    LINE_REMOVED,
    INSTRUCTION_PROPOSED,
    INSTRUCTION_REJECTED,
    INSTRUCTED,
    RESULTS_RECORDED,
    SETTLED,
    CANCELLED;

    @Schema(name = "SettlementBatchEventData", description = "How a settlement batch stands afterwards.")
    record Data(
            @Schema(description = "The batch.") UUID settlementBatchId,

            @Schema(description = "Its number.", examples = "J4K7-M2P9-QXT8-V")
            String number,

            @Schema(description = "The programme.") UUID programmeId,

            @Schema(description = "Where it stands.") BatchStatus status,

            @Schema(description = "Lines in it.", minimum = "0", examples = "120")
            int lines,

            @Schema(description = "What they come to, in fen.", minimum = "0", examples = "72000000")
            long amountFen,

            @Schema(description = "Lines that the bank has paid.", minimum = "0", examples = "118")
            int paidLines,

            @Schema(description = "Lines that the bank could not pay.", minimum = "0", examples = "2")
            int failedLines,

            @Schema(nullable = true, description = "Until when everybody can object; null before its notice.")
            Instant noticeEndsAt,

            @Schema(nullable = true, description = "By when the next step has to be done; null where nothing has.")
            Instant dueAt) {}

    @Singleton
    static final class Declared extends EventTypes.Of<BatchEvent> {}
}
