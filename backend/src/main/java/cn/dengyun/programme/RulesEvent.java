package cn.dengyun.programme;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of the rules of a programme. */
enum RulesEvent implements EventType<RulesEvent.Data> {
    PROPOSED,
    APPROVED;

    @Override
    public String family() {
        return "cn.dengyun.voucher.rules.";
    }

    @Override
    public String subject() {
        return "/api/v1/programmes/{programmeId}/rule-versions/{version}";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

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
    static final class Declared implements EventTypes {
        @Override
        public List<EventType<?>> all() {
            return List.of(values());
        }
    }
}
