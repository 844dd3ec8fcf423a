package cn.dengyun.programme;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.programme.domain.ProgrammeMove;
import cn.dengyun.programme.domain.ProgrammeStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of programmes, to everybody once they are announced. */
@Events(family = "cn.dengyun.voucher.programme.", subject = "/api/v1/programmes/{programmeId}")
enum ProgrammeEvent implements EventType<ProgrammeEvent.Data> {
    CREATED,
    EDITED,
    REVISED,
    SIMULATED,
    APPROVED,
    ANNOUNCED,
    SCHEDULED,
    OPENED,
    SUSPENDED,
    RESUMED,
    CLOSED,
    SETTLING,
    ACCOUNTED;

    /** What has happened when a move was made. */
    static ProgrammeEvent of(ProgrammeMove move) {
        return switch (move) {
            case REVISE -> REVISED;
            case SIMULATE -> SIMULATED;
            case APPROVE -> APPROVED;
            case ANNOUNCE -> ANNOUNCED;
            case SCHEDULE -> SCHEDULED;
            case OPEN, OPEN_ON_TIME -> OPENED;
            case SUSPEND -> SUSPENDED;
            case RESUME -> RESUMED;
            case CLOSE, CLOSE_ON_TIME -> CLOSED;
            case SETTLE -> SETTLING;
            case ACCOUNT -> ACCOUNTED;
        };
    }

    @Schema(name = "ProgrammeEventData", description = "How a programme stands afterwards.")
    record Data(
            @Schema(description = "The programme.") UUID programmeId,

            @Schema(description = "Where it stands.") ProgrammeStatus status,

            @Schema(description = "GB/T 2260 code of the region.", examples = "340100")
            String regionCode,

            @Schema(description = "Fiscal year of its budget.", examples = "2018")
            int fiscalYear,

            @Schema(
                    nullable = true,
                    description = "Version of the rules in force; null before any was approved.",
                    minimum = "1",
                    examples = "1")
            Integer ruleVersion,

            @Schema(nullable = true, description = "When it opens or opened; null while that is not known.")
            Instant opensAt,

            @Schema(
                    nullable = true,
                    description = "When it closes or closed; null while that is not known.",
                    examples = "null")
            Instant closesAt) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ProgrammeEvent> {}
}
