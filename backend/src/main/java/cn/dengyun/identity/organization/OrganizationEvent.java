package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationMeasure;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of organisations. */
enum OrganizationEvent implements EventType<OrganizationEvent.Data> {
    REGISTERED,
    CHANGED,
    FROZEN,
    UNFROZEN,
    CERTIFICATION_REVOKED;

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

    @Override
    public String family() {
        return "cn.dengyun.identity.organization.";
    }

    @Override
    public String subject() {
        return "/api/v1/organizations/{organizationId}";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Schema(name = "OrganizationEventData", description = "Which organization it is.")
    record Data(
            @Schema(description = "The organization.") UUID organizationId,

            @Schema(description = "Registered name.", examples = "合肥示例制造有限公司")
            String nameZh) {}

    @Singleton
    static final class Declared implements EventTypes {
        @Override
        public List<EventType<?>> all() {
            return List.of(values());
        }
    }
}
