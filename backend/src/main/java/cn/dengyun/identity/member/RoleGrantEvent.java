package cn.dengyun.identity.member;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of role grants. */
@Events(family = "cn.dengyun.identity.role-grant.", subject = "/api/v1/role-grants/{roleGrantId}")
enum RoleGrantEvent implements EventType<RoleGrantEvent.Data> {
    PROPOSED,
    APPROVED,
    REJECTED;

    @Schema(name = "RoleGrantEventData", description = "Which role grant it is.")
    record Data(@Schema(description = "The role grant.") UUID roleGrantId) {}

    @Singleton
    static final class Declared extends EventTypes.Of<RoleGrantEvent> {}
}
