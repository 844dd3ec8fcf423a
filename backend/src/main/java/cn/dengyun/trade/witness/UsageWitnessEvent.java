package cn.dengyun.trade.witness;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.trade.witness.domain.UsageWitness;
import cn.dengyun.trade.witness.domain.UsageWitnessStatus;
import jakarta.inject.Singleton;
import java.time.YearMonth;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of appointments: to the witness, the provider and the province. */
@Events(family = "cn.dengyun.trade.usage-witness.", subject = "/api/v1/usage-witnesses/{usageWitnessId}")
enum UsageWitnessEvent implements EventType<UsageWitnessEvent.Data> {
    PROPOSED,
    APPROVED,
    REJECTED,
    ENDED;

    DomainEvent told(UsageWitness witness) {
        Data data = new Data(
                witness.id(),
                witness.organizationId(),
                witness.organizationName(),
                witness.providerId(),
                witness.providerName(),
                witness.offeringId(),
                witness.offeringName(),
                witness.meterId(),
                YearMonth.from(witness.fromMonth()).toString(),
                witness.status(),
                witness.reason());
        return about(witness, data, witness.updatedAt()).alsoTo(witness.providerOrganizationId());
    }

    @Schema(name = "UsageWitnessEventData", description = "How the appointment of a witness stands afterwards.")
    record Data(
            @Schema(description = "The appointment.") UUID usageWitnessId,

            @Schema(description = "The witness.") UUID organizationId,

            @Schema(description = "Its name.", examples = "示范通信安徽分公司")
            String organizationName,

            @Schema(description = "The provider whose services are witnessed.")
            UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(nullable = true, description = "The offering; null where all are.")
            UUID offeringId,

            @Schema(nullable = true, description = "Its name; null where all are.", examples = "云服务器")
            String offeringName,

            @Schema(nullable = true, description = "The meter; null unless one alone is.")
            UUID meterId,

            @Schema(description = "The first month that is compared.", examples = "2018-09")
            String fromMonth,

            @Schema(description = "Where it stands.") UsageWitnessStatus status,

            @Schema(nullable = true, description = "Why; null where nobody had to say.", examples = "情况属实，同意办理")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<UsageWitnessEvent> {}
}
