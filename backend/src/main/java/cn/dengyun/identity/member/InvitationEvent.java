package cn.dengyun.identity.member;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of invitations to an organisation. */
enum InvitationEvent implements EventType<InvitationEvent.Data> {
    MADE,
    WITHDRAWN;

    @Override
    public String family() {
        return "cn.dengyun.identity.invitation.";
    }

    @Override
    public String subject() {
        return "/api/v1/invitations/{invitationId}";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Schema(name = "InvitationEventData", description = "Which invitation of which organization it is.")
    record Data(
            @Schema(description = "The invitation.") UUID invitationId,

            @Schema(description = "The organization.") UUID organizationId) {}

    @Singleton
    static final class Declared implements EventTypes {
        @Override
        public List<EventType<?>> all() {
            return List.of(values());
        }
    }
}
