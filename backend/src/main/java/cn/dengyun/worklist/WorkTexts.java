package cn.dengyun.worklist;

import cn.dengyun.platform.web.EnumTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Texts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is to do, in words: {@code work_zh.properties} and {@code work_en.properties} have a line for each kind.
 */
final class WorkTexts {

    private static final Map<String, String> FACTS = Texts.facts("work");
    private static final Map<Language, Map<String, String>> TEXTS = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            TEXTS.put(language, Texts.of("work", language));
        }
    }

    private WorkTexts() {}

    /** What is to be done, a few words. */
    static String title(String kind, Language language) {
        String text = TEXTS.get(language).get("work." + kind);
        if (text == null) {
            throw new IllegalStateException("nothing says in " + language + " what " + kind + " is");
        }
        return text;
    }

    /** The detail of an item; where it is made of codes, what those are called. Null is null. */
    static String detail(String kind, String detail, Language language) {
        Optional<EnumTexts.Codes> codes =
                Optional.ofNullable(FACTS.get("work." + kind + ".codes")).flatMap(EnumTexts::of);
        if (detail == null || codes.isEmpty()) {
            return detail;
        }
        return Stream.of(detail.split(", ", -1))
                .map(code -> codes.get().codes().contains(code) ? codes.get().name(code, language) : code)
                .collect(Collectors.joining(language == Language.ZH ? "、" : ", "));
    }
}
