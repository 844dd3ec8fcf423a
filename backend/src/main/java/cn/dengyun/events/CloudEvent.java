package cn.dengyun.events;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventReader;
import cn.dengyun.platform.outbox.EventSchema;
import cn.dengyun.platform.outbox.EventType;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An event as a CloudEvent, the same in the feed and in a webhook. */
@Schema(name = "Event", description = "A CloudEvent 1.0 in JSON format.")
public record CloudEvent(
        @Schema(description = "Always 1.0.", maxLength = 8, examples = "1.0")
        String specversion,

        @Schema(description = "The same however often it is told.")
        UUID id,

        @Schema(description = "The part of the platform that tells it.", maxLength = 64, examples = "/dengyun")
        String source,

        @Schema(description = "What happened.", maxLength = 128, examples = "cn.dengyun.catalogue.offerings.changed")
        String type,

        @Schema(
                description = "What it is about.",
                maxLength = 512,
                examples = "/api/v1/providers/01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41")
        String subject,

        @Schema(description = "When it happened") Instant time,

        @Schema(maxLength = 64, description = "The media type of `data`", examples = "application/json")
        String datacontenttype,

        @Schema(
                description =
                        "Number among the events of its subject: 1, 2, 3 without a gap. Who has 5 and gets 7 and may"
                                + " see everything of the subject has missed 6. 0 in a test delivery, which is no event.",
                minimum = "0",
                examples = "7")
        int sequence,

        @Schema(
                description =
                        "Number among all events of the platform; some of them are not for the reader. 0 in a test"
                                + " delivery.",
                minimum = "0",
                examples = "4711")
        long position,

        @Schema(
                type = SchemaType.OBJECT,
                additionalProperties = Schema.True.class,
                description = "Depends on the type; without secrets and personal data.")
        @JsonRawValue
        String data) {

    /** One as it may arrive, the same as in the contract. */
    static CloudEvent example(EventType<?> type) {
        return new CloudEvent(
                "1.0",
                UUID.fromString("01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41"),
                "/dengyun",
                type.type(),
                EventSchema.exampleSubject(type),
                Instant.parse("2018-07-01T01:00:00Z"),
                "application/json",
                7,
                4711,
                EventSchema.example(type.data()).toString());
    }

    public static CloudEvent of(EventReader.Numbered numbered) {
        DomainEvent event = numbered.event();
        return of(event, numbered.sequence(), numbered.position());
    }

    /** An event with its places. */
    public static CloudEvent of(DomainEvent event, int sequence, long position) {
        return new CloudEvent(
                "1.0",
                event.id(),
                "/dengyun",
                event.type(),
                event.subject(),
                event.occurredAt(),
                "application/json",
                sequence,
                position,
                event.data());
    }
}
