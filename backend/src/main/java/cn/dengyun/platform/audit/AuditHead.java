package cn.dengyun.platform.audit;

/**
 * A signed end of the chain: the present one, or a checkpoint.
 *
 * @param position of its last link; 0 before there is any
 * @param digest of that link in hexadecimal digits
 * @param keyId names the key of {@code audit_key} that signed; null at position 0
 * @param signature Ed25519 in Base64; null at position 0
 */
public record AuditHead(long position, String digest, String keyId, String signature) {

    /** What the first link hangs on. */
    public static final String BEGINNING = "0".repeat(64);
}
