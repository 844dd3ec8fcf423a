package cn.dengyun.events.notification;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Fen;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What people read, in their language. */
final class NotificationTexts {

    private static final Pattern MEMBER = Pattern.compile("\\{(\\w+)}");
    /** What is said only where there is something, an amount that is not 0 for example: {@code [member|what it is]}. */
    private static final Pattern IF_ANY = Pattern.compile("\\[(\\w+)\\|([^\\]]*)]");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ClockProducer.BUSINESS_ZONE);
    private static final Pattern END = Pattern.compile("[。.]+$");
    /** Characters of what somebody wrote that are shown. */
    private static final int MAX_WRITTEN = 500;

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

    /**
     * What happened, which it concerns, how much and why, and what can be done; amounts are in yuan.
     *
     * @param details the data of the event, whose members the text names; null when they were not kept, where the title
     *     has to do
     */
    static String text(NotificationOccasion occasion, String details, Language language) {
        String text = TEXTS.get(language).getString(occasion.name() + ".text");
        if (!MEMBER.matcher(text).find()) {
            return text;
        }
        return details == null ? title(occasion, language) : filled(text, new JsonObject(details), language);
    }

    private static String filled(String text, JsonObject details, Language language) {
        String said = IF_ANY.matcher(text)
                .replaceAll(found ->
                        isAny(details.getValue(found.group(1))) ? Matcher.quoteReplacement(found.group(2)) : "");
        return MEMBER.matcher(said).replaceAll(found -> {
            Object value = details.getValue(found.group(1));
            String written = value == null
                    ? TEXTS.get(language).getString("unknown")
                    : value instanceof JsonArray codes
                            ? joined(found.group(1), codes, language)
                            : written(found.group(1), value, language);
            return Matcher.quoteReplacement(written);
        });
    }

    private static boolean isAny(Object value) {
        return value instanceof Number amount ? amount.longValue() > 0 : value != null;
    }

    /** Codes as the words that the member has for them. */
    private static String joined(String member, JsonArray codes, Language language) {
        ResourceBundle texts = TEXTS.get(language);
        return codes.stream()
                .map(code -> texts.getString(member + "." + code))
                .collect(Collectors.joining(texts.getString("comma")));
    }

    private static String written(String member, Object value, Language language) {
        String code = member + "." + value;
        if (TEXTS.get(language).containsKey(code)) {
            return TEXTS.get(language).getString(code);
        }
        if (member.endsWith("Fen")) {
            return String.format(
                    Locale.ROOT, "%,.2f", Fen.of(((Number) value).longValue()).toYuan());
        }
        if (member.endsWith("Until") || member.endsWith("At")) {
            return MINUTE.format(Instant.parse(value.toString()));
        }
        return shortened(END.matcher(value.toString().strip()).replaceFirst(""));
    }

    /** What people wrote may be long; all of it stands with the record. */
    private static String shortened(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= MAX_WRITTEN ? text : text.substring(0, text.offsetByCodePoints(0, MAX_WRITTEN)) + "…";
    }

    /** What stands below every mail. */
    static String foot(Language language) {
        return TEXTS.get(language).getString("foot");
    }

    /** What stands before how to end what the mail came of. */
    static String unsubscribe(Language language) {
        return TEXTS.get(language).getString("unsubscribe");
    }

    /** What stands before the title in the subject of every mail. */
    static String platform(Language language) {
        return TEXTS.get(language).getString("platform");
    }
}
