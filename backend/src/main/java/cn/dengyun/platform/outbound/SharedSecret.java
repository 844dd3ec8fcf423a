package cn.dengyun.platform.outbound;

import cn.dengyun.platform.signing.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** What both ends of a call know and nobody else: calls are signed with it by HMAC-SHA256. */
public record SharedSecret(byte[] bytes) {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static SharedSecret generate() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SharedSecret(bytes);
    }

    /** As the other end gets it. */
    public String shown(String prefix) {
        return prefix + Base64.getEncoder().encodeToString(bytes);
    }

    /** {@code v1,} and the signature in Base64. */
    public String sign(String content) {
        byte[] signature = Hmac.sign(bytes, content.getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(signature);
    }

    /** Without what it holds, in case a log ever asks. */
    @Override
    public String toString() {
        return "SharedSecret";
    }
}
