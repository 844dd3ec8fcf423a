package cn.dengyun.policy.domain.fraud;

import java.text.Normalizer;
import java.util.Locale;

/**
 * When two writings mean the same, as people write names, addresses and numbers: width, case, blanks, invisible
 * characters and punctuation do not matter. What is empty then says nothing, and is the same as nothing.
 */
final class Sameness {

    /** Shorter ones are extensions and typing errors. */
    private static final int MIN_PHONE_DIGITS = 7;
    /** Of a telephone number with the code of the country. */
    private static final int MIN_INTERNATIONAL_DIGITS = 12;

    private Sameness() {}

    /** Of a person or an organisation, whatever short or long form of 有限公司 its name ends with. */
    static String ofName(String name) {
        return letters(name)
                .replace("有限责任公司", "有限公司")
                .replace("股份有限公司", "股份公司")
                .replace("companylimited", "coltd")
                .replace("colimited", "coltd");
    }

    /** Of an address, with the province or without it. */
    static String ofAddress(String address) {
        String plain = letters(address == null ? null : address.replaceAll("[#＃]", "号"));
        return plain.replaceFirst("^(中国)?(安徽省)?", "");
    }

    /** Of a telephone number, with the code of the country or without it. */
    static String ofPhone(String phone) {
        String digits = digits(phone).replaceFirst("^0+", "");
        String national = digits.length() >= MIN_INTERNATIONAL_DIGITS && digits.startsWith("86")
                ? digits.substring(2).replaceFirst("^0+", "")
                : digits;
        return national.length() < MIN_PHONE_DIGITS ? "" : national;
    }

    /** Of the number of a bank account. */
    static String ofAccount(String number) {
        return letters(number);
    }

    private static String digits(String text) {
        return text == null ? "" : plain(text).replaceAll("[^0-9]+", "");
    }

    private static String letters(String text) {
        return text == null ? "" : plain(text).replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
