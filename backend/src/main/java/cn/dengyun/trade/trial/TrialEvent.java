package cn.dengyun.trade.trial;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of trials: to both sides and the authorities of the enterprise; never how to get at them. */
@Events(family = "cn.dengyun.trade.trial.", subject = "/api/v1/trials/{trialId}")
enum TrialEvent implements EventType<TrialEvent.Data> {
    REQUESTED,
    GRANTED,
    DECLINED,
    WITHDRAWN,
    LAPSED,
    ENDS_SOON,
    ENDED;

    static TrialEvent of(TrialMove move) {
        return switch (move) {
            case GRANT -> GRANTED;
            case DECLINE, BAR -> DECLINED;
            case WITHDRAW -> WITHDRAWN;
            case LAPSE -> LAPSED;
            case END, RUN_OUT, STOP -> ENDED;
        };
    }

    DomainEvent told(ServiceTrial trial) {
        Data data = new Data(
                trial.id(),
                trial.organizationId(),
                trial.organizationName(),
                trial.providerId(),
                trial.providerName(),
                trial.offeringId(),
                trial.offeringName(),
                trial.status(),
                trial.days(),
                trial.nextDueAt(trial.updatedAt()),
                trial.endsAt(),
                trial.reason());
        return about(trial, data, trial.updatedAt()).alsoTo(trial.providerOrganizationId());
    }

    @Schema(name = "TrialEventData", description = "How a trial stands afterwards.")
    record Data(
            @Schema(description = "The trial.") UUID trialId,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "The offering.") UUID offeringId,

            @Schema(description = "Its name.", examples = "云服务器")
            String offeringName,

            @Schema(description = "Where it stands.") TrialStatus status,

            @Schema(description = "For how many days it is.", minimum = "1", maximum = "730", examples = "30")
            int days,

            @Schema(
                    nullable = true,
                    description = "By when the provider answers, or when it ends; null when it is over.")
            Instant dueAt,

            @Schema(nullable = true, description = "When its time is over; null unless it was granted.")
            Instant endsAt,

            @Schema(
                    nullable = true,
                    description = "Why the last step was taken; null where nobody had to say.",
                    examples = "试用名额已满")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<TrialEvent> {}
}
