package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationMeasure;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of organisations. */
@Events(family = "cn.dengyun.identity.organization.", subject = "/api/v1/organizations/{organizationId}")
enum OrganizationEvent implements EventType<OrganizationEvent.Data> {
    REGISTERED,
    CHANGED,
    FROZEN,
    UNFROZEN,
    CERTIFICATION_REVOKED,
    CLOSED;

    static OrganizationEvent of(OrganizationMeasure measure) {
        return switch (measure) {
            case FREEZE -> FROZEN;
            case UNFREEZE -> UNFROZEN;
            case REVOKE -> CERTIFICATION_REVOKED;
        };
    }

    static Data of(Organization organization) {
        return new Data(organization.id(), organization.profile().nameZh());
    }

    @Schema(name = "OrganizationEventData", description = "Which organization it is.")
    record Data(
            @Schema(description = "The organization.") UUID organizationId,

            @Schema(description = "Registered name.", examples = "合肥示例制造有限公司")
            String nameZh) {}

    @Singleton
    static final class Declared extends EventTypes.Of<OrganizationEvent> {}
}
