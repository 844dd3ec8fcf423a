package cn.dengyun.provider;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What everybody is told of providers. */
@Events(family = "cn.dengyun.provider.", subject = "/api/v1/providers/{providerId}")
enum ProviderEvent implements EventType<ProviderEvent.Data> {
    REGISTERED,
    SUSPENSION_LIFTED;

    @Schema(name = "ProviderEventData", description = "Which provider it is.")
    record Data(
            @Schema(description = "The provider; not the id of its organization.")
            UUID providerId,

            @Schema(description = "The organization that offers.")
            UUID organizationId,

            @Schema(description = "Name of the provider.", examples = "羚羊工业互联网")
            String nameZh) {}

    @Singleton
    static final class Declared extends EventTypes.Of<ProviderEvent> {}
}
