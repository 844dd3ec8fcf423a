package cn.dengyun.events.notification;

import cn.dengyun.platform.web.Language;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that the caller was told. */
@Schema(name = "Notification", description = "Something that the caller was told.")
record NotificationView(
        @Schema(description = "Its id") UUID id,
        NotificationKind kind,

        @Schema(description = "What happened.") NotificationOccasion occasion,

        @Schema(
                description = "What it is about.",
                maxLength = 512,
                examples = "/api/v1/certifications/01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41")
        String subject,

        @Schema(description = "In the language of the request.", maxLength = 200, examples = "认证已通过")
        String title,

        @Schema(description = "In the language of the request.", maxLength = 2_000, examples = "贵单位的认证申请已通过。")
        String text,

        @Schema(description = "When it happened") Instant occurredAt,

        @Schema(required = true, nullable = true, description = "Null while it is new.")
        Instant readAt) {

    static NotificationView of(Notification notification, Language language) {
        NotificationOccasion occasion = notification.occasion();
        return new NotificationView(
                notification.id(),
                occasion.kind(),
                occasion,
                notification.subject(),
                NotificationTexts.title(occasion, language),
                NotificationTexts.text(occasion, notification.details(), language),
                notification.occurredAt(),
                notification.readAt());
    }
}
