package cn.dengyun.provider.payee;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of payee accounts; never the number. */
@Events(family = "cn.dengyun.provider.payee-account.", subject = "/api/v1/payee-accounts/{payeeAccountId}")
enum PayeeAccountEvent implements EventType<PayeeAccountEvent.Data> {
    PROPOSED,
    VERIFIED,
    REJECTED,
    WITHDRAWN;

    @Schema(name = "PayeeAccountEventData", description = "Which payee account it is, and from when it is used.")
    record Data(
            @Schema(description = "The payee account.") UUID payeeAccountId,

            @Schema(description = "The organisation that is paid to it.")
            UUID organizationId,

            @Schema(
                    nullable = true,
                    description = "From when the organisation is paid to it; null unless it is verified.")
            Instant effectiveFrom) {}

    @Singleton
    static final class Declared extends EventTypes.Of<PayeeAccountEvent> {}
}
