package cn.dengyun.programme;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of the rules of a programme. */
@Events(family = "cn.dengyun.voucher.rules.", subject = "/api/v1/programmes/{programmeId}/rule-versions/{version}")
enum RulesEvent implements EventType<RulesEvent.Data> {
    PROPOSED,
    APPROVED;

    @Schema(name = "RulesEventData", description = "Which version of the rules it is.")
    record Data(
            @Schema(description = "The programme.") UUID programmeId,

            @Schema(description = "Version of the rules, counted from 1.", minimum = "1", examples = "2")
            int version,

            @Schema(nullable = true, description = "From when it is in force; null for from its approval on.")
            Instant effectiveFrom,

            @Schema(
                    description = "SHA-256 of the rules in canonical form.",
                    examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            String contentHash) {}

    @Singleton
    static final class Declared extends EventTypes.Of<RulesEvent> {}
}
