package cn.dengyun.events.notification;

import cn.dengyun.platform.web.Language;
import java.util.Set;

/**
 * What somebody wants to be told, and how.
 *
 * @param language of mail
 * @param notShown kinds that are not shown on the platform
 * @param notMailed kinds of which no mail is sent
 * @param version 0 until something was chosen
 */
record NotificationPreferences(
        Language language, Set<NotificationKind> notShown, Set<NotificationKind> notMailed, int version) {

    /** Whoever has chosen nothing is told everything, in Chinese. */
    static final NotificationPreferences DEFAULT = new NotificationPreferences(Language.ZH, Set.of(), Set.of(), 0);

    boolean shows(NotificationKind kind) {
        return !kind.isOptional() || !notShown.contains(kind);
    }

    boolean mails(NotificationKind kind) {
        return !kind.isOptional() || !notMailed.contains(kind);
    }
}
