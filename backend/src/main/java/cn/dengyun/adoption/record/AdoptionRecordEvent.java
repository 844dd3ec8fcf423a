package cn.dengyun.adoption.record;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of records: to the enterprise, the provider and the authorities of the enterprise. */
@Events(family = "cn.dengyun.adoption.record.", subject = "/api/v1/adoption-records/{adoptionRecordId}")
enum AdoptionRecordEvent implements EventType<AdoptionRecordEvent.Data> {
    NAMED,
    OBJECTED,
    UPHELD,
    DISMISSED,
    COUNTED,
    SETTLED,
    REFUTED,
    RETURNED,
    WITHDRAWN,
    REMOVED,
    ENDED;

    /** Where the enterprise is not on the platform the provider alone is told. */
    DomainEvent told(AdoptionRecord record) {
        Data data = new Data(
                record.id(),
                record.enterpriseName(),
                record.creditCode(),
                record.origin().providerId(),
                record.origin().providerName(),
                record.origin().reference(),
                record.source(),
                record.status(),
                record.objectionUntil(),
                record.reason());
        UUID provider = record.origin().providerOrganizationId();
        return of(record.organizationId() == null ? provider : record.organizationId(), data, record.updatedAt())
                .inRegion(record.regionCode())
                .alsoTo(provider);
    }

    @Schema(name = "AdoptionRecordEventData", description = "How a record stands afterwards.")
    record Data(
            @Schema(description = "The record.") UUID adoptionRecordId,

            @Schema(description = "The name of the enterprise.", examples = "合肥示范制造有限公司")
            String enterpriseName,

            @Schema(description = "Its credit code.", examples = "91340100MA2N0AAA01")
            String creditCode,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "The number of the contract, or of the order.", examples = "HT20180042")
            String reference,

            @Schema(description = "By what it is known.") AdoptionSource source,

            @Schema(description = "Where it stands.") AdoptionRecordStatus status,

            @Schema(description = "Until when the enterprise could object, or can.")
            Instant objectionUntil,

            @Schema(
                    nullable = true,
                    description = "Why, in the words of whoever decided; null where nobody did.",
                    examples = "经核实，该企业未使用该服务")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AdoptionRecordEvent> {}
}
