package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.CertificationDecision.CertificationOutcome;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of certifications. */
@Events(family = "cn.dengyun.identity.certification.", subject = "/api/v1/certifications/{certificationId}")
enum CertificationEvent implements EventType<CertificationEvent.Data> {
    DRAFTED,
    SUBMITTED,
    WITHDRAWN,
    CERTIFIED,
    RETURNED,
    REJECTED;

    static CertificationEvent of(CertificationOutcome decision) {
        return switch (decision) {
            case CERTIFY -> CERTIFIED;
            case RETURN -> RETURNED;
            case REJECT -> REJECTED;
        };
    }

    @Schema(name = "CertificationEventData", description = "Which certification of which organization it is.")
    record Data(
            @Schema(description = "The certification.") UUID certificationId,

            @Schema(description = "The organization.") UUID organizationId) {}

    @Singleton
    static final class Declared extends EventTypes.Of<CertificationEvent> {}
}
