package cn.dengyun.shared;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A draw at random that anybody can repeat who knows its seed. Whatever can be drawn has a key, the SHA-256 of the seed
 * followed by its id, and the smallest keys are drawn. Ids are given before there is a seed, so nobody chooses. The
 * rule stands here once, for Java and for SQL.
 */
public final class Draw {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SEED_BYTES = 32;

    private Draw() {}

    /** A seed that nobody has known before: 64 hexadecimal digits. */
    public static String seed() {
        byte[] seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        return HexFormat.of().formatHex(seed);
    }

    /** 64 hexadecimal digits. */
    public static String key(String seed, UUID id) {
        return Hashes.sha256Hex(seed + id);
    }

    /**
     * The same in SQL.
     *
     * @param seed an expression or a parameter, as the other one is
     */
    public static String sql(String seed, String id) {
        return "encode(sha256(convert_to(" + seed + "::text || " + id + "::text, 'UTF8')), 'hex')";
    }
}
