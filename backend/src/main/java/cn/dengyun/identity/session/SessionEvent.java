package cn.dengyun.identity.session;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of sessions. */
enum SessionEvent implements EventType<SessionEvent.Data> {
    /** Two hold the same token: one of them stole it. */
    REFRESH_TOKEN_REUSED;

    @Override
    public String family() {
        return "cn.dengyun.identity.session.";
    }

    @Override
    public String subject() {
        return "/api/v1/me/sessions/{sessionId}";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Schema(name = "SessionEventData", description = "Which session of which account it is.")
    record Data(
            @Schema(description = "The session, which has ended.")
            UUID sessionId,

            @Schema(description = "The account.") UUID accountId) {}

    @Singleton
    static final class Declared implements EventTypes {
        @Override
        public List<EventType<?>> all() {
            return List.of(values());
        }
    }
}
