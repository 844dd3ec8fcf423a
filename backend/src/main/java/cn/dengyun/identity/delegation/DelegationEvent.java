package cn.dengyun.identity.delegation;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of delegations, to the principal and to the agent. */
@Events(family = "cn.dengyun.identity.delegation.", subject = "/api/v1/delegations/{delegationId}")
enum DelegationEvent implements EventType<DelegationEvent.Data> {
    GRANTED,
    REVOKED;

    @Schema(name = "DelegationEventData", description = "Who lets whom act.")
    record Data(
            @Schema(description = "The delegation.") UUID delegationId,

            @Schema(description = "The enterprise that lets the agent act.")
            UUID principalOrganizationId,

            @Schema(description = "The agent.") UUID agentOrganizationId) {}

    @Singleton
    static final class Declared extends EventTypes.Of<DelegationEvent> {}
}
