package cn.dengyun.provider.site;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What everybody is told of the platforms of providers. */
@Events(family = "cn.dengyun.provider.platform.", subject = "/api/v1/platforms/{platformId}")
enum ProviderPlatformEvent implements EventType<ProviderPlatformEvent.Data> {
    REGISTERED,
    CHANGED,
    CLOSED;

    @Schema(name = "PlatformEventData", description = "Which platform it is, and whose.")
    record Data(
            @Schema(description = "The platform.") UUID platformId,

            @Schema(description = "The provider that runs it.")
            UUID providerId,

            @Schema(description = "Its name in Chinese.", examples = "皖云工业互联网平台")
            String nameZh) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ProviderPlatformEvent> {}
}
