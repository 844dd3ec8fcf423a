package cn.dengyun.platform.problem;

import cn.dengyun.platform.web.EnumTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Texts;
import cn.dengyun.shared.Fen;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The catalogue of problem codes: {@code problems.properties} holds the status of each, the two language files its
 * texts; a slice has both in its {@link Texts}. A code that is thrown but not in the catalogue is a defect that a test
 * finds.
 */
public final class ProblemTexts {

    private static final Map<Language, Map<String, String>> TEXTS = new EnumMap<>(Language.class);
    /** {@code {0,fen}}: the argument is an amount in fen. */
    private static final Pattern AMOUNT = Pattern.compile("\\{(\\d+),fen}");
    /** What {@link Long#parseLong} takes. */
    private static final Pattern FEN = Pattern.compile("-?\\d{1,18}");

    private static final Map<String, String> FACTS = Texts.facts("problems");

    static {
        for (Language language : Language.values()) {
            TEXTS.put(language, Texts.of("problems", language));
        }
    }

    private ProblemTexts() {}

    /** Every code that stands for a whole problem or for one defect, in alphabetical order. */
    public static Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        for (String key : TEXTS.get(Language.EN).keySet()) {
            if (key.endsWith(".title") || key.endsWith(".detail")) {
                codes.add(key.substring(0, key.lastIndexOf('.')));
            }
        }
        return codes;
    }

    /** The HTTP status of a whole problem; 0 for a code that only ever stands for one defect of an input. */
    public static int status(String code) {
        return Integer.parseInt(FACTS.getOrDefault(code + ".status", "0"));
    }

    public static boolean isRetryable(String code) {
        return Boolean.parseBoolean(FACTS.get(code + ".retryable"));
    }

    public static String title(String code, Language language) {
        return text(code + ".title", List.of(), language);
    }

    /** The sentence for this occurrence, its placeholders filled with the arguments. */
    public static String detail(String code, List<Object> arguments, Language language) {
        return text(code + ".detail", arguments, language);
    }

    /** What the caller can do about it; empty when the detail says it all. */
    public static String hint(String code, List<Object> arguments, Language language) {
        return text(code + ".hint", arguments, language);
    }

    private static String text(String key, List<Object> arguments, Language language) {
        String text = TEXTS.get(language).get(key);
        if (text == null) {
            return "";
        }
        Object[] plain =
                arguments.stream().map(argument -> plain(argument, language)).toArray();
        return new MessageFormat(inYuan(text, plain), language.locale()).format(plain);
    }

    /** Amounts are kept and sent in fen; where a text says that an argument is one, people read yuan. */
    private static String inYuan(String text, Object... plain) {
        return AMOUNT.matcher(text).replaceAll(amount -> {
            int argument = Integer.parseInt(amount.group(1));
            if (argument < plain.length && FEN.matcher((String) plain[argument]).matches()) {
                plain[argument] = Fen.of(Long.parseLong((String) plain[argument]))
                        .toYuan()
                        .toPlainString();
            }
            return "{" + argument + "}";
        });
    }

    /**
     * A number must not be written with the grouping of a locale, and a state or an action is called by its name where
     * its code list has one.
     */
    private static String plain(Object argument, Language language) {
        if (argument instanceof Enum<?> code) {
            return EnumTexts.of(code.getDeclaringClass().getSimpleName())
                    .map(codes -> "“" + codes.name(code.name(), language) + "”")
                    .orElse(code.name());
        }
        return String.valueOf(argument);
    }
}
