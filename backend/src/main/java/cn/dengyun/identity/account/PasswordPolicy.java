package cn.dengyun.identity.account;

import cn.dengyun.identity.WellKnownSecrets;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Which passwords may be chosen: long ones that neither name their owner nor are guessed first. There are no rules
 * about kinds of characters, which make passwords alike (NIST SP 800-63B §5.1.1.2). What is guessed first, leaked
 * passwords included, is known to zxcvbn; it takes milliseconds, so this is asked on a password thread.
 */
public final class PasswordPolicy {

    private static final int SHORTEST = 12;

    /** bcrypt looks at the first 72 bytes only; a longer password would promise more than it holds. */
    private static final int MAX_BYTES = 72;

    /** Of 0 to 4: safe against somebody who guesses offline against a slow hash. */
    private static final int MIN_SCORE = 3;

    /** A shorter word is in many good passwords by chance. */
    private static final int SHORTEST_WORD = 3;

    private static final Zxcvbn STRENGTH = new Zxcvbn();

    private PasswordPolicy() {}

    /**
     * Rejects with {@code invalid-request} (400) and {@code password-too-short}, {@code password-too-long},
     * {@code password-unchanged}, {@code password-guessable} or {@code password-common}, all that apply, unless the
     * password may be chosen.
     *
     * @param pointer where it stands in the request
     * @param previous the password that it replaces; null for the first one
     * @param words what everybody knows of its owner: names of the account and of its organisation; may hold nulls
     */
    static void require(String pointer, String password, String previous, List<String> words) {
        List<Defect> defects = defects(pointer, password, previous, words);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /** The same as a list, which is empty when the password may be chosen. */
    static List<Defect> defects(String pointer, String password, String previous, List<String> words) {
        return codes(password, previous, words).stream()
                .map(code -> Defect.at(pointer, code, SHORTEST, MAX_BYTES))
                .toList();
    }

    /** Whether the first password of an account may be this one. */
    public static boolean allowsFirst(String password, String username) {
        return codes(password, null, List.of(username)).isEmpty();
    }

    /** What everybody knows of the owner of an account. */
    public static List<String> words(String username, String displayName, String email, String organizationName) {
        String mailbox = email == null ? null : email.substring(0, email.indexOf('@'));
        return Arrays.asList(username, displayName, mailbox, organizationName);
    }

    private static List<String> codes(String password, String previous, List<String> words) {
        List<String> codes = new ArrayList<>();
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            codes.add("password-too-short");
        }
        boolean isTooLong = password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
        if (isTooLong) {
            codes.add("password-too-long");
        }
        if (password.equals(previous)) {
            codes.add("password-unchanged");
        }
        if (names(password, words) || WellKnownSecrets.isPassword(password)) {
            codes.add("password-guessable");
        }
        // The time it takes grows with the square of the length, and what is too long is refused anyway.
        if (codes.isEmpty() && isGuessedFirst(password, words)) {
            codes.add("password-common");
        }
        return codes;
    }

    private static boolean names(String password, List<String> words) {
        String lower = password.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(word -> word != null && word.length() >= SHORTEST_WORD)
                .anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)));
    }

    private static boolean isGuessedFirst(String password, List<String> words) {
        List<String> known = words.stream().filter(Objects::nonNull).toList();
        return STRENGTH.measure(password, known).getScore() < MIN_SCORE;
    }
}
