package cn.dengyun.activity;

import cn.dengyun.platform.database.PlatformSecrets;
import cn.dengyun.platform.signing.Hmac;
import cn.dengyun.shared.HumanCode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What people show at the door: the turn of a registration and a signature of it (HMAC-SHA-256, cut to the 75 bits of a
 * {@link HumanCode}), so that neither another turn nor another activity has the same.
 */
@ApplicationScoped
class CheckInCodes {

    private static final String PREFIX = "R";
    private static final int SYMBOLS = 16;
    private static final int MAX_DIGITS = 9;

    private volatile byte[] key;

    void readKey(@Observes StartupEvent event, PlatformSecrets secrets) {
        key = secrets.key("activity-check-in");
    }

    String of(ActivityRegistration registration) {
        String signed = registration.activityId() + " " + registration.id() + " " + registration.turn();
        ByteBuffer signature = ByteBuffer.wrap(Hmac.sign(key, signed.getBytes(StandardCharsets.US_ASCII)));
        UUID cut = new UUID(signature.getLong(), signature.getLong());
        return registration.turn() + "-" + HumanCode.of(PREFIX, SYMBOLS, cut);
    }

    /** Which turn a code claims to be of; empty where it is none at all. */
    static OptionalInt turnOf(String code) {
        int hyphen = code.indexOf('-');
        boolean isNumber = hyphen > 0
                && hyphen <= MAX_DIGITS
                && code.substring(0, hyphen).chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? OptionalInt.of(Integer.parseInt(code.substring(0, hyphen))) : OptionalInt.empty();
    }

    /** Whether a code, as a device has read it or somebody has typed it, is that of the registration. */
    boolean isOf(String code, ActivityRegistration registration) {
        String typed = code.substring(code.indexOf('-') + 1);
        String own = of(registration);
        return HumanCode.parse(typed)
                .map(parsed -> registration.turn() + "-" + parsed)
                .filter(own::equals)
                .isPresent();
    }
}
