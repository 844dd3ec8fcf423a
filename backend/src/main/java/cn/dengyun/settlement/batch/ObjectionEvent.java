package cn.dengyun.settlement.batch;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.settlement.batch.domain.SettlementObjection;
import cn.dengyun.settlement.batch.domain.SettlementObjectionMove;
import cn.dengyun.settlement.batch.domain.SettlementObjectionStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of objections to settlement lines: to the office that decides, its authorities and whoever objects. */
@Events(family = "cn.dengyun.settlement-objection.", subject = "/api/v1/settlement-objections/{settlementObjectionId}")
enum ObjectionEvent implements EventType<ObjectionEvent.Data> {
    FILED,
    UPHELD,
    DISMISSED;

    static ObjectionEvent of(SettlementObjectionMove move) {
        return move == SettlementObjectionMove.UPHOLD ? UPHELD : DISMISSED;
    }

    DomainEvent told(SettlementObjection objection, Instant now) {
        return about(
                        objection,
                        new Data(
                                objection.id(),
                                objection.batchId(),
                                objection.lineId(),
                                objection.claimId(),
                                objection.status(),
                                objection.dueAt()),
                        now)
                .alsoTo(objection.filerId());
    }

    @Schema(name = "SettlementObjectionEventData", description = "How an objection to a settlement line stands.")
    record Data(
            @Schema(description = "The objection.") UUID settlementObjectionId,

            @Schema(description = "The batch.") UUID settlementBatchId,

            @Schema(description = "The line.") UUID lineId,

            @Schema(description = "The claim.") UUID claimId,

            @Schema(description = "What became of it.") SettlementObjectionStatus status,

            @Schema(nullable = true, description = "By when it has to be decided; null when it was.")
            Instant dueAt) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ObjectionEvent> {}
}
