package cn.dengyun.provider.qualification;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.provider.ProviderKind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an organisation and its authorities are told of a qualification, and everybody of one that is public. */
@Events(
        family = "cn.dengyun.provider.qualification.",
        subject = "/api/v1/provider-qualifications/{providerQualificationId}")
enum QualificationEvent implements EventType<QualificationEvent.Data> {
    DRAFTED,
    CHANGED,
    SUBMITTED,
    PASSED,
    ANNOUNCED,
    CONFIRMED,
    RETURNED,
    REJECTED,
    GRANTED,
    WITHDRAWN,
    REVOKED,
    RENEWAL_DUE,
    CERTIFICATE_DUE;

    @Schema(name = "ProviderQualificationEventData", description = "How a qualification stands afterwards.")
    record Data(
            @Schema(description = "The qualification.") UUID providerQualificationId,

            @Schema(nullable = true, description = "The provider; null before the first one was granted.")
            UUID providerId,

            @Schema(description = "Name of the organization.", examples = "皖云科技有限公司")
            String organizationName,

            @Schema(description = "What it is for.") ProviderKind kind,

            @Schema(description = "The calendar year that it is for.", examples = "2018")
            int year,

            @Schema(description = "Where it stands.") QualificationStatus status,

            @Schema(
                    nullable = true,
                    description = "When something is due or over: the objections, the qualification, a certificate;"
                            + " null where nothing is.")
            Instant until,

            @Schema(nullable = true, description = "Why, in the words of whoever decided.", examples = "材料齐全，符合条件")
            String reason,

            @Schema(
                    nullable = true,
                    description = "Number of the certificate or licence that expires; null where none does.",
                    examples = "0162018ISMS0042")
            String certificate) {}

    @Singleton
    static final class Declared extends EventTypes.Of<QualificationEvent> {}
}
