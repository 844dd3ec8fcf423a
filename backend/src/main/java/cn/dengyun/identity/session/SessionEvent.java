package cn.dengyun.identity.session;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of sessions. */
@Events(family = "cn.dengyun.identity.session.", subject = "/api/v1/me/sessions/{sessionId}")
enum SessionEvent implements EventType<SessionEvent.Data> {
    /** Two hold the same token: one of them stole it. */
    REFRESH_TOKEN_REUSED;

    @Schema(name = "SessionEventData", description = "Which session of which account it is.")
    record Data(
            @Schema(description = "The session, which has ended.")
            UUID sessionId,

            @Schema(description = "The account.") UUID accountId) {}

    @Singleton
    static final class Declared extends EventTypes.Of<SessionEvent> {}
}
