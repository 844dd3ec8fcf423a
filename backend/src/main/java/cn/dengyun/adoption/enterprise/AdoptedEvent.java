package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of adopted enterprises: to them and to the authorities of their region. */
@Events(family = "cn.dengyun.adoption.enterprise.", subject = "/api/v1/adopted-enterprises/{adoptedEnterpriseId}")
enum AdoptedEvent implements EventType<AdoptedEvent.Data> {
    ADOPTED,
    DEEPENED,
    LOWERED,
    CONFIRMATION_DUE,
    CONFIRMED,
    DECLINED,
    LAPSED,
    READMITTED;

    DomainEvent told(AdoptedEnterprise enterprise) {
        Data data = new Data(
                enterprise.id(),
                enterprise.name(),
                enterprise.creditCode(),
                enterprise.status(),
                enterprise.level(),
                enterprise.validUntil(),
                enterprise.certificateCode(),
                enterprise.reason());
        return about(enterprise, data, enterprise.updatedAt());
    }

    @Schema(name = "AdoptedEnterpriseEventData", description = "How an adopted enterprise stands afterwards.")
    record Data(
            @Schema(description = "The adopted enterprise.") UUID adoptedEnterpriseId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String name,

            @Schema(description = "Its credit code.", examples = "91340100MA2N0AAA01")
            String creditCode,

            @Schema(description = "Whether it counts.") AdoptedStatus status,

            @Schema(description = "What it counts as, or did last.")
            AdoptionLevel level,

            @Schema(description = "Until when it counts unless something changes; past for one that has lapsed.")
            Instant validUntil,

            @Schema(description = "The code of its certificate.", examples = "Y4K7-M2P9-QXT8-V")
            String certificateCode,

            @Schema(
                    nullable = true,
                    description = "Why, in the words of whoever decided; null where nobody did.",
                    examples = "仍在使用")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AdoptedEvent> {}
}
