package cn.dengyun.platform.outbox;

import cn.dengyun.platform.web.Language;
import java.util.ResourceBundle;

/** What types of event are called, and when they are told, in both languages. */
public final class EventTexts {

    private EventTexts() {}

    /** A few words, e.g. "Voucher issued". */
    public static String name(EventType<?> type, Language language) {
        return texts(language).getString(type.type());
    }

    /** When it is told, and to whom; a sentence or two. */
    public static String description(EventType<?> type, Language language) {
        return texts(language).getString(type.type() + ".description");
    }

    private static ResourceBundle texts(Language language) {
        // There is no bundle without a language: a missing text is found by a test, not hidden by another language's.
        return ResourceBundle.getBundle(
                "events",
                language.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
