package cn.dengyun.adoption.record;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of batches: to the provider and the authorities of the county. */
@Events(family = "cn.dengyun.adoption.batch.", subject = "/api/v1/adoption-batches/{adoptionBatchId}")
enum AdoptionBatchEvent implements EventType<AdoptionBatchEvent.Data> {
    PREPARED,
    INSPECTED,
    RECHECKED,
    ACCEPTED,
    RETURNED;

    DomainEvent told(AdoptionBatch batch) {
        Data data = new Data(
                batch.id(),
                batch.importId(),
                batch.providerId(),
                batch.providerName(),
                batch.regionCode(),
                batch.recordCount(),
                batch.sampleSize(),
                batch.inspected(),
                batch.unconfirmed(),
                batch.status(),
                batch.nextDueAt(),
                batch.reason());
        return about(batch, data, batch.updatedAt());
    }

    @Schema(name = "AdoptionBatchEventData", description = "How a batch stands afterwards.")
    record Data(
            @Schema(description = "The batch.") UUID adoptionBatchId,

            @Schema(description = "The import that it is a part of.")
            UUID importId,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "The county.", examples = "340123")
            String regionCode,

            @Schema(description = "Records in it.", examples = "240")
            long recordCount,

            @Schema(description = "How many were drawn.", examples = "12")
            int sampleSize,

            @Schema(description = "How many of these were looked at.", examples = "5")
            int inspected,

            @Schema(description = "How many of these were not confirmed.", examples = "0")
            int unconfirmed,

            @Schema(description = "Where it stands.") AdoptionBatchStatus status,

            @Schema(nullable = true, description = "By when the county decides; null once it has.")
            Instant dueAt,

            @Schema(nullable = true, description = "Why it was decided so; null before.", examples = "抽查核实无误")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AdoptionBatchEvent> {}
}
