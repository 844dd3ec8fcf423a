package cn.dengyun.platform.outbox;

import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Texts;
import java.util.EnumMap;
import java.util.Map;

/** What types of event are called, and when they are told, in both languages. */
public final class EventTexts {

    private static final Map<Language, Map<String, String>> TEXTS = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            TEXTS.put(language, Texts.of("events", language));
        }
    }

    private EventTexts() {}

    /** A few words, e.g. "Voucher issued". */
    public static String name(EventType<?> type, Language language) {
        return text(type.type(), language);
    }

    /** When it is told, and to whom; a sentence or two. */
    public static String description(EventType<?> type, Language language) {
        return text(type.type() + ".description", language);
    }

    private static String text(String key, Language language) {
        String text = TEXTS.get(language).get(key);
        if (text == null) {
            throw new IllegalStateException("nothing says in " + language + " what " + key + " is");
        }
        return text;
    }
}
