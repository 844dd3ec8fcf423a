package cn.dengyun.catalogue;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of catalogues: one event for a single edit, one for each chunk of a push. */
@Events(family = "cn.dengyun.catalogue.offerings.", subject = "/api/v1/providers/{providerId}")
enum OfferingsEvent implements EventType<OfferingsEvent.Data> {
    CHANGED;

    @Schema(
            name = "OfferingsEventData",
            description = "What the public sees of a change of a catalogue, and what it came with.")
    record Data(
            @Schema(description = "The provider.") UUID providerId,

            @Schema(nullable = true, description = "The offering, when a single one was edited.")
            UUID offeringId,

            @Schema(nullable = true, description = "The push of which a part was carried out.", examples = "null")
            UUID pushId,

            @Schema(
                    description = "How many offerings the public sees that it did not see before.",
                    minimum = "0",
                    examples = "0")
            int published,

            @Schema(description = "How many it sees with new content.", minimum = "0", examples = "0")
            int updated,

            @Schema(description = "How many were taken out for good.", minimum = "0", examples = "0")
            int retired,

            @Schema(description = "How many are hidden for now.", minimum = "0", examples = "1")
            int suspended,

            @Schema(description = "How many are shown again.", minimum = "0", examples = "0")
            int reinstated) {}

    @Singleton
    static final class Declared extends EventTypes.Of<OfferingsEvent> {}
}
