package cn.dengyun.events.notification;

import cn.dengyun.platform.web.Language;
import java.util.EnumMap;
import java.util.Map;
import java.util.ResourceBundle;

/** What people read, in their language. */
final class NotificationTexts {

    private static final Map<Language, ResourceBundle> TEXTS = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            TEXTS.put(
                    language,
                    ResourceBundle.getBundle(
                            "notifications",
                            language.locale(),
                            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        }
    }

    private NotificationTexts() {}

    static String title(NotificationOccasion occasion, Language language) {
        return TEXTS.get(language).getString(occasion.name() + ".title");
    }

    static String text(NotificationOccasion occasion, Language language) {
        return TEXTS.get(language).getString(occasion.name() + ".text");
    }

    /** What stands below every mail. */
    static String foot(Language language) {
        return TEXTS.get(language).getString("foot");
    }

    /** What stands before the title in the subject of every mail. */
    static String platform(Language language) {
        return TEXTS.get(language).getString("platform");
    }
}
