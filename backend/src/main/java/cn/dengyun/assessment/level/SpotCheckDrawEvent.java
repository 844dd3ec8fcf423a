package cn.dengyun.assessment.level;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What everybody is told of draws. */
@Events(family = "cn.dengyun.assessment.spot-check-draw.", subject = "/api/v1/spot-check-draws/{spotCheckDrawId}")
enum SpotCheckDrawEvent implements EventType<SpotCheckDrawEvent.Data> {
    MADE;

    @Schema(name = "SpotCheckDrawEventData", description = "What was drawn.")
    record Data(
            @Schema(description = "The draw.") UUID spotCheckDrawId,

            @Schema(description = "Of which office, GB/T 2260.", examples = "340100")
            String regionCode,

            @Schema(description = "The period that it was made for.", examples = "2018-Q3")
            String period,

            @Schema(description = "From how many levels it was drawn.", examples = "120")
            int candidates,

            @Schema(description = "How many were drawn.", examples = "6")
            int drawn,

            @Schema(description = "Why it was made.", examples = "2018年三季度抽查")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<SpotCheckDrawEvent> {}
}
