package cn.dengyun.provider;

import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.provider.domain.EvaluationResult;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the provider and its authorities are told of a security evaluation. */
@Events(
        family = "cn.dengyun.provider.security-evaluation.",
        subject = "/api/v1/security-evaluations/{securityEvaluationId}")
enum EvaluationEvent implements EventType<EvaluationEvent.Data> {
    RECORDED;

    @Schema(name = "SecurityEvaluationEventData", description = "What a security evaluation came to.")
    record Data(
            @Schema(description = "The evaluation.") UUID securityEvaluationId,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "What was evaluated.", examples = "皖云对象存储")
            String subject,

            @Schema(description = "What it came to.") EvaluationResult result) {}

    @Singleton
    static final class Declared extends EventTypes.Of<EvaluationEvent> {}
}
