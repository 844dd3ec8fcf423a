package cn.dengyun.identity.factor;

import cn.dengyun.shared.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Codes for who has lost the device: 80 random bits each, good once, kept as digests. */
final class RecoveryCodes {

    private static final int COUNT = 10;
    private static final int CHARACTERS = 16;
    private static final int GROUP = 4;
    /** Crockford's base 32: nothing that people confuse. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    static List<String> next() {
        return Stream.generate(RecoveryCodes::code).limit(COUNT).toList();
    }

    /** Of the code as people type it: blanks, hyphens and case do not count. */
    static byte[] digest(String code) {
        String plain = code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return Hashes.sha256(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CHARACTERS; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
