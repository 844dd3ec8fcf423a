package cn.dengyun.provider;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What everybody is told of providers. */
enum ProviderEvent implements EventType<ProviderEvent.Data> {
    REGISTERED;

    @Override
    public String family() {
        return "cn.dengyun.provider.";
    }

    @Override
    public String subject() {
        return "/api/v1/providers/{providerId}";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Schema(name = "ProviderEventData", description = "Which provider it is.")
    record Data(
            @Schema(description = "The provider; not the id of its organization.")
            UUID providerId,

            @Schema(description = "The organization that offers.")
            UUID organizationId,

            @Schema(description = "Name of the provider.", examples = "羚羊工业互联网")
            String nameZh) {}

    @Singleton
    static final class Declared implements EventTypes {
        @Override
        public List<EventType<?>> all() {
            return List.of(values());
        }
    }
}
