package cn.dengyun.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A code that people read out and type: Crockford base32 in groups of four with a check character, e.g.
 * {@code DY4K-7M2P-9QXT-8}. It is random, so knowing one tells nothing about another; a single wrong character and two
 * neighbours that changed places are noticed by the check character (ISO 7064, MOD 37,2 over the alphabet of 32).
 */
public final class HumanCode {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String CHECK_ALPHABET = ALPHABET + "*~$=U";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MODULUS = 37;
    private static final int GROUP = 4;
    private static final int LONGEST_PREFIX = 2;

    private HumanCode() {}

    /**
     * A new random code.
     *
     * @param prefix begins the code, characters of the alphabet
     * @param symbols how many characters in all before the check character, the prefix included; 5 bits each
     */
    public static String next(String prefix, int symbols) {
        StringBuilder code = new StringBuilder(prefix);
        while (code.length() < symbols) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        char check = check(code);
        // A few check symbols are signs that neither people nor addresses like.
        return ALPHABET.indexOf(check) < 0
                ? next(prefix, symbols)
                : grouped(code.append(check).toString());
    }

    /**
     * The code of something that has an id: as hard to guess as that, and always the same, so that whoever must not
     * show a new id knows its code as well.
     *
     * @param prefix begins the code, one or two characters of the alphabet
     * @param symbols see {@link #next}
     */
    public static String of(String prefix, int symbols, UUID id) {
        for (int attempt = 0; ; attempt++) {
            byte[] digest = sha256(id + " " + attempt);
            StringBuilder code = new StringBuilder(prefix);
            for (int i = 0; code.length() < symbols; i++) {
                code.append(ALPHABET.charAt(digest[i] & (ALPHABET.length() - 1)));
            }
            char check = check(code);
            if (ALPHABET.indexOf(check) >= 0) {
                return grouped(code.append(check).toString());
            }
        }
    }

    /** Whether a text is the code that {@link #of} makes of an id. */
    public static boolean isOf(String text, UUID id) {
        if (parse(text).filter(text::equals).isEmpty()) {
            return false;
        }
        String bare = text.replace("-", "");
        return bare.length() > LONGEST_PREFIX
                && IntStream.rangeClosed(1, LONGEST_PREFIX)
                        .mapToObj(prefix -> of(bare.substring(0, prefix), bare.length() - 1, id))
                        .anyMatch(text::equals);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads a code as people type it: lower case, without hyphens, {@code O} for 0, {@code I} and {@code L} for 1.
     *
     * @return the code as it was given out; empty when it is none, or a character is wrong
     */
    public static Optional<String> parse(String typed) {
        String bare = typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        if (bare.length() < 2) {
            return Optional.empty();
        }
        String body = bare.substring(0, bare.length() - 1)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        char check = bare.charAt(bare.length() - 1);
        boolean isKnown = body.chars().allMatch(symbol -> ALPHABET.indexOf(symbol) >= 0);
        return isKnown && check(body) == normalizedCheck(check)
                ? Optional.of(grouped(body + check(body)))
                : Optional.empty();
    }

    private static char normalizedCheck(char typed) {
        return switch (typed) {
            case 'O' -> '0';
            case 'I', 'L' -> '1';
            default -> typed;
        };
    }

    /** Crockford's check symbol by the pure system MOD 37,2 of ISO 7064, which also catches transpositions. */
    private static char check(CharSequence body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum = (sum + ALPHABET.indexOf(body.charAt(i))) * 2 % MODULUS;
        }
        return CHECK_ALPHABET.charAt((MODULUS + 1 - sum) % MODULUS);
    }

    private static String grouped(String bare) {
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < bare.length(); i++) {
            if (i > 0 && i % GROUP == 0) {
                grouped.append('-');
            }
            grouped.append(bare.charAt(i));
        }
        return grouped.toString();
    }
}
