package cn.dengyun.settlement.evidence;

import cn.dengyun.platform.form.SentTexts;
import cn.dengyun.settlement.evidence.domain.ReadingFault;
import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes values of the texts of evidence files, and refuses what is none. */
final class Readings {

    private static final Pattern DAY =
            Pattern.compile("(20[0-9]{2})(?:-([0-9]{2})-([0-9]{2})(?:[ T].{0,40})?|年([0-9]{2})月([0-9]{2})日)");
    private static final Pattern AMOUNT = Pattern.compile("[¥￥]?(-?[0-9]{1,15}(?:\\.[0-9]{1,10})?)");
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{15,20}");
    private static final int MAX_NAME = 200;
    private static final int FEN_DIGITS_OF_A_YUAN = 2;

    private Readings() {}

    static String required(String text) throws Unreadable {
        if (text == null) {
            throw new Unreadable(ReadingFault.INCOMPLETE);
        }
        return text;
    }

    static String number(String text, Pattern form) throws Unreadable {
        if (!form.matcher(required(text)).matches() || SentTexts.forbiddenCharacter(text) >= 0) {
            throw new Unreadable(ReadingFault.NUMBER_UNFIT);
        }
        return text;
    }

    /** {@code 2030-08-01}, with or without a time behind it, or {@code 2030年08月01日}. */
    static LocalDate day(String text) throws Unreadable {
        Matcher day = DAY.matcher(required(text));
        if (!day.matches()) {
            throw new Unreadable(ReadingFault.DAY_UNFIT);
        }
        boolean isChinese = day.group(2) == null;
        try {
            return LocalDate.of(
                    Integer.parseInt(day.group(1)),
                    Integer.parseInt(day.group(isChinese ? 4 : 2)),
                    Integer.parseInt(day.group(isChinese ? 5 : 3)));
        } catch (DateTimeException e) {
            throw new Unreadable(ReadingFault.DAY_UNFIT);
        }
    }

    /** Yuan with decimals as fen: what has fractions of a fen is refused, not cut. */
    static long fen(String text) throws Unreadable {
        Matcher amount = AMOUNT.matcher(required(text));
        if (!amount.matches()) {
            throw new Unreadable(ReadingFault.AMOUNT_UNFIT);
        }
        try {
            long fen = new BigDecimal(amount.group(1))
                    .movePointRight(FEN_DIGITS_OF_A_YUAN)
                    .longValueExact();
            if (fen < 0) {
                throw new Unreadable(ReadingFault.REVERSAL);
            }
            return fen;
        } catch (ArithmeticException e) {
            throw new Unreadable(ReadingFault.AMOUNT_UNFIT);
        }
    }

    /** The same of what is paid altogether, which is something. */
    static long total(String text) throws Unreadable {
        return total(fen(text));
    }

    static long total(long fen) throws Unreadable {
        if (fen == 0 || fen > Fen.MAX_AMOUNT) {
            throw new Unreadable(ReadingFault.AMOUNT_UNFIT);
        }
        return fen;
    }

    /** Null where there is none. */
    static String name(String text) throws Unreadable {
        if (text != null
                && (text.codePointCount(0, text.length()) > MAX_NAME
                        || SentTexts.forbiddenCharacter(text) >= 0
                        || SentTexts.isInvisible(text))) {
            throw new Unreadable(ReadingFault.PARTY_UNFIT);
        }
        return text == null ? null : SentTexts.oneLine(text);
    }

    /** Null where there is none: people who are no organisation have none. */
    static String code(String text) throws Unreadable {
        if (text != null && !CODE.matcher(text).matches()) {
            throw new Unreadable(ReadingFault.PARTY_UNFIT);
        }
        return text;
    }
}
