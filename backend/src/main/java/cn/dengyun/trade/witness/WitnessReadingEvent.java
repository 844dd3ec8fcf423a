package cn.dengyun.trade.witness;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.trade.witness.domain.UsageWitnessReading;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of what a witness has read: to the witness and the authorities of the enterprise. */
@Events(
        family = "cn.dengyun.trade.usage-witness-reading.",
        subject = "/api/v1/usage-witness-readings/{usageWitnessReadingId}")
enum WitnessReadingEvent implements EventType<WitnessReadingEvent.Data> {
    RETRACTED;

    DomainEvent told(UsageWitnessReading reading) {
        return about(
                reading,
                new Data(reading.id(), reading.meterId(), reading.eventId(), reading.reason()),
                reading.retractedAt());
    }

    @Schema(name = "UsageWitnessReadingEventData", description = "What a witness has taken back.")
    record Data(
            @Schema(description = "What it had read.") UUID usageWitnessReadingId,

            @Schema(description = "The meter.") UUID meterId,

            @Schema(description = "The witness's own key.", examples = "link-0042-2018-09-01T08:00")
            String key,

            @Schema(description = "Why.", examples = "采集程序重复计量")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<WitnessReadingEvent> {}
}
