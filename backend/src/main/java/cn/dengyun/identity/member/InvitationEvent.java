package cn.dengyun.identity.member;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of invitations to an organisation. */
@Events(family = "cn.dengyun.identity.invitation.", subject = "/api/v1/invitations/{invitationId}")
enum InvitationEvent implements EventType<InvitationEvent.Data> {
    MADE,
    WITHDRAWN;

    @Schema(name = "InvitationEventData", description = "Which invitation of which organization it is.")
    record Data(
            @Schema(description = "The invitation.") UUID invitationId,

            @Schema(description = "The organization.") UUID organizationId) {}

    @Singleton
    static final class Declared extends EventTypes.Of<InvitationEvent> {}
}
