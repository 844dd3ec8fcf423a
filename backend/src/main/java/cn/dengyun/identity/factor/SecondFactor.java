package cn.dengyun.identity.factor;

import java.time.Instant;
import java.util.UUID;

/**
 * What an account shares with an authenticator app.
 *
 * @param confirmedAt null until a first code has proved that the app has the secret
 * @param recoveryCodesLeft how many recovery codes were not used yet
 */
record SecondFactor(UUID accountId, byte[] secret, Instant confirmedAt, int recoveryCodesLeft) {

    boolean isConfirmed() {
        return confirmedAt != null;
    }
}
