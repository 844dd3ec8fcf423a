package cn.dengyun.identity.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** Time-based one-time passwords as every authenticator app makes them: SHA-1, six digits, 30 seconds (RFC 6238). */
final class OneTimeCodes {

    private static final Duration STEP = Duration.ofSeconds(30);

    /** RFC 4226 §4 R6: as long as the digest. */
    private static final int SECRET_BYTES = 20;

    private static final String ISSUER = "Dengyun";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator(STEP);

    private OneTimeCodes() {}

    static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** As people type it into an app. */
    static String base32(byte[] secret) {
        return new Base32().encodeToString(secret);
    }

    /** What the QR code for an app says. */
    static String uri(byte[] secret, String username) {
        String name = URLEncoder.encode(username, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + ISSUER + ":" + name + "?secret=" + base32(secret) + "&issuer=" + ISSUER
                + "&algorithm=SHA1&digits=6&period=" + STEP.toSeconds();
    }

    /** The time step that the code belongs to, if it is the present one or one next to it: clocks differ. */
    static OptionalLong stepOf(byte[] secret, String code, Instant now) {
        for (int offset : new int[] {0, -1, 1}) {
            Instant moment = now.plus(STEP.multipliedBy(offset));
            if (isEqual(at(secret, moment), code)) {
                return OptionalLong.of(moment.getEpochSecond() / STEP.toSeconds());
            }
        }
        return OptionalLong.empty();
    }

    static String at(byte[] secret, Instant moment) {
        try {
            return GENERATOR.generateOneTimePasswordString(new SecretKeySpec(secret, GENERATOR.getAlgorithm()), moment);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("any bytes are a key", e);
        }
    }

    private static boolean isEqual(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
