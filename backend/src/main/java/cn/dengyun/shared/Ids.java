package cn.dengyun.shared;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes UUIDv7 keys (RFC 9562 §5.7) in the application: ordered by time, so that new rows land together in an index,
 * and needing no sequence, so that the tables can be spread over several databases.
 */
public final class Ids {

    /** Above every UUIDv7: where a list that begins with the newest starts. */
    public static final UUID NEWEST = new UUID(-1L, -1L);

    /** Below every UUIDv7: where a list that begins with the oldest starts. */
    public static final UUID OLDEST = new UUID(0, 0);

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static long lastStamp;

    private Ids() {}

    /** A new id, greater than every id made before in this process even when the clock stands still or goes back. */
    public static UUID next() {
        long random = RANDOM.nextLong();
        // Milliseconds and a 12-bit counter in one number (RFC 9562 §6.2, method 1).
        return new UUID(mostSignificant(nextStamp()), (random & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    /** Whether it is a UUID written in full: Java takes shorter groups too. */
    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    private static synchronized long nextStamp() {
        long now = System.currentTimeMillis() << 12;
        lastStamp = Math.max(now, lastStamp + 1);
        return lastStamp;
    }

    private static long mostSignificant(long stamp) {
        return ((stamp >>> 12) << 16) | 0x7000L | (stamp & 0xFFFL);
    }
}
