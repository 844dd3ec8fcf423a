package cn.dengyun.provider;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.provider.domain.IncidentGrade;
import cn.dengyun.provider.domain.IncidentStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the provider and its authorities are told of a security incident. */
@Events(family = "cn.dengyun.provider.security-incident.", subject = "/api/v1/security-incidents/{securityIncidentId}")
enum IncidentEvent implements EventType<IncidentEvent.Data> {
    RECORDED,
    INVESTIGATED,
    DETERMINED,
    DISMISSED,
    SUSPENDED,
    SUSPENSION_EXTENDED,
    SUSPENSION_LIFTED;

    @Schema(name = "SecurityIncidentEventData", description = "How a security incident stands afterwards.")
    record Data(
            @Schema(description = "The incident.") UUID securityIncidentId,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Name of the provider.", examples = "皖云示范云平台")
            String providerNameZh,

            @Schema(description = "What it is called.", examples = "对象存储服务数据泄露")
            String title,

            @Schema(description = "Where it stands.") IncidentStatus status,

            @Schema(description = "How grave it is.") IncidentGrade grade,

            @Schema(nullable = true, description = "Until when the provider is suspended; null where it never was.")
            Instant suspendedUntil,

            @Schema(
                    nullable = true,
                    description = "Why, in the words of whoever decided; null where nobody did.",
                    examples = "调查期间暂停")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<IncidentEvent> {}
}
