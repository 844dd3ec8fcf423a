package cn.dengyun.identity.account;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of the security of an account. */
@Events(family = "cn.dengyun.identity.account.", subject = "/api/v1/accounts/{accountId}")
public enum AccountEvent implements EventType<AccountEvent.Data> {
    PASSWORD_CHANGED,
    SECOND_FACTOR_ENROLLED,
    SECOND_FACTOR_REMOVED,
    EMAIL_RELEASED;

    @Schema(name = "AccountEventData", description = "Whose account it is.")
    public record Data(@Schema(description = "The account.") UUID accountId) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AccountEvent> {}
}
