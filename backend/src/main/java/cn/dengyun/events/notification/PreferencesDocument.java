package cn.dengyun.events.notification;

import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody wants to be told, and how. */
@Schema(name = "NotificationPreferences", description = "What somebody wants to be told, and how.")
record PreferencesDocument(
        @NotNull @Schema(required = true, description = "Of mail.")
        Language language,

        @NotNull
        @Size(max = 50)
        @Schema(required = true, description = "A kind that is not named is told in both ways.")
        List<@NotNull @Valid Choice> kinds) {

    /** How one kind of notification is told. */
    @Schema(name = "NotificationChoice", description = "How one kind of notification is told.")
    record Choice(
            @NotNull @Schema(required = true, examples = "VOUCHER")
            NotificationKind kind,

            @NotNull @Schema(required = true, description = "Whether it is shown on the platform.")
            Boolean inApp,

            @NotNull @Schema(required = true, description = "Whether mail is sent.")
            Boolean email) {}

    static PreferencesDocument of(NotificationPreferences preferences) {
        return new PreferencesDocument(
                preferences.language(),
                Arrays.stream(NotificationKind.values())
                        .map(kind -> new Choice(kind, preferences.shows(kind), preferences.mails(kind)))
                        .toList());
    }

    /**
     * The choices as they are kept.
     *
     * <p>Rejects with {@code invalid-request} and {@code notification-kind-repeated} or
     * {@code notification-security-fixed}.
     */
    NotificationPreferences toPreferences(int version) {
        List<Defect> defects = new ArrayList<>();
        Set<NotificationKind> seen = EnumSet.noneOf(NotificationKind.class);
        Set<NotificationKind> notShown = EnumSet.noneOf(NotificationKind.class);
        Set<NotificationKind> notMailed = EnumSet.noneOf(NotificationKind.class);
        for (int i = 0; i < kinds.size(); i++) {
            Choice choice = kinds.get(i);
            if (!seen.add(choice.kind())) {
                defects.add(Defect.at("/kinds/" + i + "/kind", "notification-kind-repeated"));
            }
            if (!choice.kind().isOptional() && !(choice.inApp() && choice.email())) {
                defects.add(Defect.at("/kinds/" + i, "notification-security-fixed"));
            }
            if (!choice.inApp()) {
                notShown.add(choice.kind());
            }
            if (!choice.email()) {
                notMailed.add(choice.kind());
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return new NotificationPreferences(language, notShown, notMailed, version);
    }
}
