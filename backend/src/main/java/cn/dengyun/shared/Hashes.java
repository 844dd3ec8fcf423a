package cn.dengyun.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), the platform's one digest for content, fingerprints and stored secrets. */
public final class Hashes {

    /** What {@link #sha256Hex} looks like. */
    public static final String HEX_PATTERN = "^[0-9a-f]{64}$";

    private Hashes() {}

    public static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest of the UTF-8 bytes in lower-case hexadecimal digits. */
    public static String sha256Hex(String content) {
        return HexFormat.of().formatHex(sha256(content.getBytes(StandardCharsets.UTF_8)));
    }
}
