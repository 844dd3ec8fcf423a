package cn.dengyun.platform.audit;

import cn.dengyun.shared.Hashes;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The part of an entry that may be about a person and can be erased.
 *
 * @param salt 256 random bits, so that nobody can find an erased address or name by trying them all
 */
record AuditPersonal(String salt, String address, String before, String after) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 32;
    private static final String NAME = "dengyun-audit-personal/1";

    static AuditPersonal of(String address, String before, String after) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new AuditPersonal(HexFormat.of().formatHex(salt), address, before, after);
    }

    /** SHA-256 of the part in hexadecimal digits, which tells nothing about it once the salt is gone. */
    String commitment() {
        CanonicalBytes rendering = new CanonicalBytes(NAME)
                .field(salt)
                .field(address)
                .field(before)
                .field(after);
        return HexFormat.of().formatHex(Hashes.sha256(rendering.bytes()));
    }
}
