package cn.dengyun.activity;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Masks;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A registration; who the person is is told to the enterprise and to the organiser alone. */
@Schema(name = "ActivityRegistration", description = "A person whom an enterprise has registered for an activity")
record RegistrationView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The activity")
        UUID activityId,

        @Schema(required = true, description = "What that is called", examples = "企业登云实务培训（合肥站）")
        String activityTitle,

        @Schema(required = true, description = "When that begins")
        Instant startsAt,

        @Schema(required = true, description = "The enterprise, or the provider")
        UUID organizationId,

        @Schema(required = true, description = "Its name", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "Whether that is a provider, who comes to matchmaking")
        boolean isProvider,

        @Schema(
                required = true,
                description = "The person; `张*` but for its enterprise and the organiser",
                examples = "张三")
        String name,

        @Schema(
                required = true,
                description = "The mobile number; its last four digits but for its enterprise and the organiser",
                examples = "13800000000")
        String phone,

        @Schema(required = true, description = "Where it stands")
        RegistrationStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "Which of those who wait, from 1; null where it does not wait",
                minimum = "1",
                examples = "3")
        Long position,

        @Schema(
                required = true,
                nullable = true,
                description = "What the person shows at the door, as the text of a QR code; null but for its enterprise"
                        + " while it has a seat",
                examples = "7-R4K7-M2P9-QXT8-N5V3-D")
        String checkInCode,

        @Schema(required = true, description = "When it was registered")
        Instant registeredAt,

        @Schema(required = true, nullable = true, description = "When it got its seat; null before")
        Instant seatedAt,

        @Schema(required = true, nullable = true, description = "When it was withdrawn; null where it was not")
        Instant withdrawnAt,

        @Schema(required = true, nullable = true, description = "When the person came; null before")
        Instant checkedInAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When the organiser has last taken back that the person came; null where it has not")
        Instant checkInRevokedAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"WITHDRAW\"]")
        List<String> availableActions) {

    static RegistrationView of(RegistrationService.Known known, Actor actor, Instant now, CheckInCodes codes) {
        ActivityRegistration registration = known.registration();
        Activity activity = known.activity();
        boolean isOwn = registration.isOf(actor);
        boolean isPlain = known.isPlainTo(actor);
        boolean mayWithdraw = isOwn
                && !actor.isViewer()
                && RegistrationMove.WITHDRAW.isAllowedFrom(registration.status())
                && registration.checkedInAt() == null
                && activity.status() == ActivityStatus.PUBLISHED
                && now.isBefore(activity.says().startsAt());
        boolean mayRevoke = activity.isOrganizedBy(actor)
                && !actor.isViewer()
                && ActivityMove.REVOKE_CHECK_IN.isAllowedFrom(activity.status())
                && registration.checkedInAt() != null;
        return new RegistrationView(
                registration.id(),
                registration.activityId(),
                activity.says().title(),
                activity.says().startsAt(),
                registration.organizationId(),
                registration.organizationName(),
                registration.isProvider(),
                isPlain ? registration.name() : Masks.personName(registration.name()),
                isPlain ? registration.phone() : Masks.phone(registration.phone()),
                registration.status(),
                known.listed().position(),
                isOwn && registration.status() == RegistrationStatus.SEATED ? codes.of(registration) : null,
                registration.registeredAt(),
                registration.seatedAt(),
                registration.withdrawnAt(),
                registration.checkedInAt(),
                registration.checkInRevokedAt(),
                actions(mayWithdraw, mayRevoke));
    }

    private static List<String> actions(boolean mayWithdraw, boolean mayRevoke) {
        return Stream.of(
                        mayWithdraw ? RegistrationMove.WITHDRAW.name() : null,
                        mayRevoke ? ActivityMove.REVOKE_CHECK_IN.name() : null)
                .filter(Objects::nonNull)
                .toList();
    }
}
