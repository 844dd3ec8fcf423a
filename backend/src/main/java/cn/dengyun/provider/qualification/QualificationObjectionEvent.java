package cn.dengyun.provider.qualification;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an organisation and its authorities are told of objections against its qualification. */
@Events(
        family = "cn.dengyun.provider.qualification-objection.",
        subject = "/api/v1/qualification-objections/{qualificationObjectionId}")
enum QualificationObjectionEvent implements EventType<QualificationObjectionEvent.Data> {
    FILED,
    DECIDED;

    @Schema(name = "QualificationObjectionEventData", description = "Where an objection stands.")
    record Data(
            @Schema(description = "The objection.") UUID qualificationObjectionId,

            @Schema(description = "The qualification.") UUID providerQualificationId,

            @Schema(description = "Name of the organization.", examples = "皖云科技有限公司")
            String organizationName,

            @Schema(description = "Where it stands.") ObjectionStatus status,

            @Schema(nullable = true, description = "Why it was decided so; null before.", examples = "经核查，异议不成立")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<QualificationObjectionEvent> {}
}
