package cn.dengyun.events.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An endpoint, without its secret: that is shown once, when it is made. */
@Schema(name = "WebhookEndpoint", description = "An address of an organisation to which events are delivered")
record WebhookEndpointView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The organisation")
        UUID organizationId,

        @Schema(
                required = true,
                description = "Where the events are delivered",
                examples = "https://hooks.example.cn/dengyun")
        String url,

        @Schema(
                required = true,
                nullable = true,
                description = "What its organisation noted about it",
                examples = "订单系统")
        String description,

        @Schema(
                required = true,
                description = "Beginnings of event types; empty for all that the organisation may see.",
                examples = "[\"cn.dengyun.catalogue.\"]")
        List<String> types,

        @Schema(
                required = true,
                nullable = true,
                description = "Who gets a mail when it is paused.",
                examples = "it@example.cn")
        String contactEmail,

        @Schema(
                required = true,
                description = "Only an `ACTIVE` endpoint is told of events. What happens meanwhile, another is told"
                        + " when it is resumed.")
        WebhookEndpoint.State status,

        @Schema(required = true, nullable = true, description = "Why it is not active.")
        WebhookEndpoint.Reason statusReason,

        @Schema(
                required = true,
                description = "Ed25519 key that `v1a` signatures are checked with.",
                examples = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
        String publicKey,

        @Schema(
                required = true,
                nullable = true,
                description = "The key before the last rotation, while deliveries are signed with it too.",
                examples = "whpk_PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=")
        String previousPublicKey,

        @Schema(
                required = true,
                nullable = true,
                description = "Until when the keys before the last rotation sign too.")
        Instant previousUntil,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt,

        @Schema(
                required = true,
                description = "What the caller may do now.",
                examples = "[\"pause\", \"replay\", \"rotate-secret\", \"test\"]")
        List<String> availableActions) {

    static WebhookEndpointView of(WebhookEndpoint endpoint, boolean isOwner) {
        return new WebhookEndpointView(
                endpoint.id(),
                endpoint.organizationId(),
                endpoint.url(),
                endpoint.description(),
                endpoint.types(),
                endpoint.contactEmail(),
                endpoint.state(),
                endpoint.reason(),
                endpoint.keys().shownPublicKey(),
                endpoint.previousKeys() == null ? null : endpoint.previousKeys().shownPublicKey(),
                endpoint.previousUntil(),
                endpoint.createdAt(),
                endpoint.updatedAt(),
                isOwner ? actions(endpoint) : List.of());
    }

    private static List<String> actions(WebhookEndpoint endpoint) {
        return endpoint.state() == WebhookEndpoint.State.ACTIVE
                ? List.of("pause", "replay", "rotate-secret", "test")
                : List.of("resume", "rotate-secret");
    }
}
