package cn.dengyun.policy.domain.fraud;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * When two writings mean the same, as people write names, addresses and numbers: width, case, blanks, invisible
 * characters and punctuation do not matter. What is empty then says nothing, and is the same as nothing.
 */
final class Sameness {

    /** Shorter ones are extensions and typing errors. */
    private static final int MIN_PHONE_DIGITS = 7;
    /** Of a telephone number with the code of the country. */
    private static final int MIN_INTERNATIONAL_DIGITS = 12;

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{C}\\p{M}]+");
    /** What keeps two numbers apart: 1-12 is not 11-2. */
    private static final Pattern BETWEEN_NUMBERS = Pattern.compile("(?<=\\p{N})[^\\p{L}\\p{N}]+(?=\\p{N})");

    private static final Pattern OF_THE_PROVINCE = Pattern.compile("^(中华人民共和国|中国)?(安徽省|安徽(?=\\p{L}{2,3}市))?");
    private static final Pattern NUMBER = Pattern.compile("\\p{N}");
    private static final Pattern EXTENSION = Pattern.compile("(?<=\\d{7})(转|分机|ext\\.?|[x#,*-])\\d{1,6}$");
    private static final Pattern STATE = Pattern.compile("国有资产(监督)?管理|国资委|人民政府|财政[部厅局]");

    /** What people write where they have nothing to write. */
    private static final Set<String> NOBODY = Set.of(
            "无",
            "暂无",
            "没有",
            "不详",
            "未知",
            "不适用",
            "待定",
            "待补充",
            "空",
            "同上",
            "本人",
            "个人",
            "自然人",
            "股东",
            "法人",
            "法定代表人",
            "实际控制人",
            "无控股股东",
            "无实际控制人",
            "na",
            "nil",
            "none",
            "null",
            "unknown",
            "notapplicable",
            "tbd");

    private Sameness() {}

    /** Of a person or an organisation, whatever short or long form of 有限公司 its name has; nothing for 无. */
    static String ofName(String name) {
        String plain = letters(name)
                .replace("有限责任公司", "有限公司")
                .replace("股份有限公司", "股份公司")
                .replace("companylimited", "coltd")
                .replace("colimited", "coltd");
        return NOBODY.contains(plain) || plain.codePoints().noneMatch(Character::isLetter) ? "" : plain;
    }

    /**
     * Whether a name is that of the State as an owner: enterprises are not related because the State controls both
     * (Company Law of the PRC, article 265).
     */
    static boolean isState(String plain) {
        return STATE.matcher(plain).find();
    }

    /** Of an address, with the province or without it, its numbers in figures or in words. */
    static String ofAddress(String address) {
        String closed = BLANKS.matcher(plain(address)).replaceAll("").replace('#', '号');
        String written = HouseNumbers.inFigures(closed);
        String apart = BETWEEN_NUMBERS.matcher(written).replaceAll("之");
        String letters = NO_LETTERS.matcher(apart).replaceAll("");
        String plain = OF_THE_PROVINCE.matcher(letters).replaceFirst("");
        return NOBODY.contains(plain) ? "" : plain;
    }

    /** Whether an address names a house; that of a district or a park is that of many. */
    static boolean isHouse(String plain) {
        return NUMBER.matcher(plain).find();
    }

    /** Of a telephone number, with the code of the country or without it, and without an extension. */
    static String ofPhone(String phone) {
        String written = BLANKS.matcher(plain(phone)).replaceAll("").replaceAll("[()]", "");
        String digits = EXTENSION
                .matcher(written)
                .replaceFirst("")
                .replaceAll("[^0-9]+", "")
                .replaceFirst("^0+", "");
        String national = digits.length() >= MIN_INTERNATIONAL_DIGITS && digits.startsWith("86")
                ? digits.substring(2).replaceFirst("^0+", "")
                : digits;
        boolean isNone = national.length() < MIN_PHONE_DIGITS
                || national.chars().distinct().count() == 1;
        return isNone ? "" : national;
    }

    /** Of the number of a bank account. */
    static String ofAccount(String number) {
        return letters(number);
    }

    private static String letters(String text) {
        return NO_LETTERS.matcher(plain(text)).replaceAll("");
    }

    private static String plain(String text) {
        return text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
