package cn.dengyun.identity.member;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of the members of an organisation. */
@Events(family = "cn.dengyun.identity.member.", subject = "/api/v1/organizations/{organizationId}/members/{accountId}")
enum MemberEvent implements EventType<MemberEvent.Data> {
    JOINED,
    /** Its roles, or its role within the organisation. */
    CHANGED,
    REMOVED,
    /** By its own wish. */
    LEFT;

    @Schema(name = "MemberEventData", description = "Which member of which organization it is.")
    record Data(
            @Schema(description = "The organization.") UUID organizationId,

            @Schema(description = "The account.") UUID accountId) {}

    @Singleton
    static final class Declared extends EventTypes.Of<MemberEvent> {}
}
