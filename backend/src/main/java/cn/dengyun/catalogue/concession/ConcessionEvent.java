package cn.dengyun.catalogue.concession;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of concessions: to the provider and the province, and to everybody once they are published. */
@Events(family = "cn.dengyun.catalogue.concession.", subject = "/api/v1/concessions/{concessionId}")
enum ConcessionEvent implements EventType<ConcessionEvent.Data> {
    PROPOSED,
    EDITED,
    CONFIRMED,
    WITHDRAWN,
    PUBLISHED,
    ENDED;

    @Schema(name = "ConcessionEventData", description = "Whose concession it is, and on which days it holds.")
    record Data(
            @Schema(description = "The concession.") UUID concessionId,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "What is conceded.") ConcessionKind kind,

            @Schema(description = "Its first day.", examples = "2018-10-01")
            LocalDate fromOn,

            @Schema(description = "Its last day, earlier than agreed when it was ended.", examples = "2018-12-31")
            LocalDate lastOn) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ConcessionEvent> {}
}
