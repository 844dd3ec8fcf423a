package cn.dengyun.identity.account;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of the security of an account. */
public enum AccountEvent implements EventType<AccountEvent.Data> {
    PASSWORD_CHANGED,
    SECOND_FACTOR_ENROLLED,
    SECOND_FACTOR_REMOVED;

    @Override
    public String family() {
        return "cn.dengyun.identity.account.";
    }

    @Override
    public String subject() {
        return "/api/v1/accounts/{accountId}";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Schema(name = "AccountEventData", description = "Whose account it is.")
    public record Data(@Schema(description = "The account.") UUID accountId) {}

    @Singleton
    static final class Declared implements EventTypes {
        @Override
        public List<EventType<?>> all() {
            return List.of(values());
        }
    }
}
