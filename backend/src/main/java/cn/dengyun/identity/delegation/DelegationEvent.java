package cn.dengyun.identity.delegation;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of delegations, to the principal; the agent finds it in its list. */
enum DelegationEvent implements EventType<DelegationEvent.Data> {
    GRANTED,
    REVOKED;

    @Override
    public String family() {
        return "cn.dengyun.identity.delegation.";
    }

    @Override
    public String subject() {
        return "/api/v1/delegations/{delegationId}";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Schema(name = "DelegationEventData", description = "Who lets whom act.")
    record Data(
            @Schema(description = "The delegation.") UUID delegationId,

            @Schema(description = "The enterprise that lets the agent act.")
            UUID principalOrganizationId,

            @Schema(description = "The agent.") UUID agentOrganizationId) {}

    @Singleton
    static final class Declared implements EventTypes {
        @Override
        public List<EventType<?>> all() {
            return List.of(values());
        }
    }
}
