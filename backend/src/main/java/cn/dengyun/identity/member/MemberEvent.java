package cn.dengyun.identity.member;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of the members of an organisation. */
enum MemberEvent implements EventType<MemberEvent.Data> {
    JOINED,
    /** Its roles, or its role within the organisation. */
    CHANGED,
    REMOVED,
    /** By its own wish. */
    LEFT;

    @Override
    public String family() {
        return "cn.dengyun.identity.member.";
    }

    @Override
    public String subject() {
        return "/api/v1/organizations/{organizationId}/members/{accountId}";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Schema(name = "MemberEventData", description = "Which member of which organization it is.")
    record Data(
            @Schema(description = "The organization.") UUID organizationId,

            @Schema(description = "The account.") UUID accountId) {}

    @Singleton
    static final class Declared implements EventTypes {
        @Override
        public List<EventType<?>> all() {
            return List.of(values());
        }
    }
}
