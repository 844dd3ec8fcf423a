package cn.dengyun.identity.token;

import cn.dengyun.shared.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets that mean nothing and are only recognised: refresh tokens, secrets of API clients, tokens in mails. They are
 * 256 random bits, so one fast digest keeps them as well as a slow one would, and they are stored as that digest only.
 */
public final class OpaqueTokens {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private OpaqueTokens() {}

    /** 43 characters of Base64url. */
    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The SHA-256 that is stored of it. */
    public static byte[] digest(String token) {
        return Hashes.sha256(token.getBytes(StandardCharsets.UTF_8));
    }
}
