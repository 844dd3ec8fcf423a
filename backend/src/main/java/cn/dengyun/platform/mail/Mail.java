package cn.dengyun.platform.mail;

import java.util.regex.Pattern;

/**
 * A plain-text e-mail to one person. Who writes it says it in the reader's language.
 *
 * <p>Nothing in it can add a header or a recipient: the address is a single plain one, and line breaks and other
 * control characters of the subject become blanks.
 *
 * @param to an address that {@link #isAddress} accepts
 * @param subject one line, cut after 200 characters
 * @param text 100,000 characters at most
 */
public record Mail(String to, String subject, String text) {

    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 100_000;
    /** The form of an e-mail address in HTML forms: RFC 5321 without quoted and commented ones. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
            + "(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
            + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+");

    /** Refuses, as a fault of the caller, an address that is none, an empty subject and a text that is too long. */
    public Mail {
        if (!isAddress(to)) {
            throw new IllegalArgumentException("a mail needs the address of one person");
        }
        subject = line(subject);
        if (subject.isEmpty() || text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("a mail needs a subject and a text of at most 100,000 characters");
        }
        text = text.replace("\u0000", "");
    }

    /** Whether mail can be sent there; false for null. */
    public static boolean isAddress(String text) {
        return text != null
                && text.length() <= LONGEST_ADDRESS
                && ADDRESS.matcher(text).matches();
    }

    private static String line(String text) {
        String line = CONTROL.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT));
    }

    /** Tells nothing of it: it may hold a one-time token, and logs are read by many. */
    @Override
    public String toString() {
        return "Mail";
    }
}
