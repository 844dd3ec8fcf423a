package cn.dengyun.sample;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of suggestions, to everybody once they are published. */
@IfBuildProperty(name = "sample", stringValue = "true")
@Events(family = "cn.dengyun.suggestion.", subject = "/api/v1/suggestions/{suggestionId}")
enum SuggestionEvent implements EventType<SuggestionEvent.Data> {
    CREATED,
    EDITED,
    PUBLISHED,
    CLOSED,
    WITHDRAWN;

    @Schema(name = "SuggestionEventData", description = "How a suggestion stands afterwards.")
    record Data(
            @Schema(description = "The suggestion.") UUID suggestionId,

            @Schema(description = "Where it stands.") SuggestionStatus status,

            @Schema(description = "GB/T 2260 code of the region.", examples = "340100")
            String regionCode) {}

    @Sample
    @Singleton
    static final class Declared extends EventTypes.Of<SuggestionEvent> {}
}
