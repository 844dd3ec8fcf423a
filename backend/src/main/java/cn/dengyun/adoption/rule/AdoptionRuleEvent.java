package cn.dengyun.adoption.rule;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of rules: to the province, and to everybody once they are approved. */
@Events(family = "cn.dengyun.adoption.rule.", subject = "/api/v1/adoption-rules/{adoptionRuleId}")
enum AdoptionRuleEvent implements EventType<AdoptionRuleEvent.Data> {
    PROPOSED,
    APPROVED,
    WITHDRAWN;

    DomainEvent told(AdoptionRule rule) {
        return about(
                rule, new Data(rule.id(), rule.number(), rule.form().effectiveOn(), rule.status()), rule.updatedAt());
    }

    @Schema(name = "AdoptionRuleEventData", description = "Which rule it is, and how it stands afterwards.")
    record Data(
            @Schema(description = "The rule.") UUID adoptionRuleId,

            @Schema(description = "Its number.", examples = "2")
            int number,

            @Schema(description = "Its first day.", examples = "2018-10-01")
            LocalDate effectiveOn,

            @Schema(description = "Where it stands.") AdoptionRuleStatus status) {}

    @Singleton
    static final class Declared extends EventTypes.Of<AdoptionRuleEvent> {}
}
