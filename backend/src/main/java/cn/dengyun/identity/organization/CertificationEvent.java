package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.CertificationDecision.CertificationOutcome;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of certifications. */
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

    @Override
    public String family() {
        return "cn.dengyun.identity.certification.";
    }

    @Override
    public String subject() {
        return "/api/v1/certifications/{certificationId}";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Schema(name = "CertificationEventData", description = "Which certification of which organization it is.")
    record Data(
            @Schema(description = "The certification.") UUID certificationId,

            @Schema(description = "The organization.") UUID organizationId) {}

    @Singleton
    static final class Declared implements EventTypes {
        @Override
        public List<EventType<?>> all() {
            return List.of(values());
        }
    }
}
