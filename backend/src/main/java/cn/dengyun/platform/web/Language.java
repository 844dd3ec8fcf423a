package cn.dengyun.platform.web;

import java.util.List;
import java.util.Locale;

/** The two languages of problem texts and code-list names. Codes never change with the language. */
public enum Language {
    ZH(Locale.SIMPLIFIED_CHINESE),
    EN(Locale.ENGLISH);

    private static final List<Locale> OFFERED = List.of(Locale.CHINESE, Locale.ENGLISH);

    /**
     * Read of a header, in characters; browsers send less than half. The JDK holds each language against all before it:
     * a header as long as is let in took a third of a second of everybody, before its sender was known.
     */
    static final int MAX_READ = 256;

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** {@code zh} or {@code en}. */
    public String tag() {
        return locale.getLanguage();
    }

    public Locale locale() {
        return locale;
    }

    /**
     * The better match for an {@code Accept-Language} header (RFC 4647 lookup); Chinese when it says nothing usable. Of
     * one that is longer than anybody's languages what stands first is looked at.
     */
    public static Language of(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return ZH;
        }
        for (Language each : values()) {
            // What the door has chosen, each time that somebody asks again.
            if (each.tag().equals(acceptLanguage)) {
                return each;
            }
        }
        try {
            Locale match = Locale.lookup(Locale.LanguageRange.parse(beginning(acceptLanguage)), OFFERED);
            return Locale.ENGLISH.equals(match) ? EN : ZH;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The second is what the JDK makes of "-".
            return ZH;
        }
    }

    private static String beginning(String header) {
        return header.length() <= MAX_READ
                ? header
                : header.substring(0, Math.max(0, header.lastIndexOf(',', MAX_READ)));
    }
}
