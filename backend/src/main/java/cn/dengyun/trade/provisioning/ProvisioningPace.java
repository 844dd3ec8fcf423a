package cn.dengyun.trade.provisioning;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * How fast an endpoint is called: four calls at once and 120 a minute. One that does not work is asked by one call at a
 * time after five failures in a row, with pauses that double. Checks are counted apart, in the same row.
 *
 * @param failures in a row
 * @param openUntil until when it is not called at all; null where it is
 * @param windowAt when the minute began that calls are counted in
 */
record ProvisioningPace(UUID endpointId, int failures, Instant openUntil, Instant windowAt, int windowCalls) {

    static final int AT_ONCE = 4;
    static final int A_MINUTE = 120;
    static final int CAUTION = 5;

    /** Each is two calls, whatever stands at the address. */
    static final int CHECKS_AN_HOUR = 30;

    static final Duration CHECK_WINDOW = Duration.ofHours(1);

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final int MAX_DOUBLINGS = 10;

    /** How many calls may begin now. */
    int room(int underWay, Instant now) {
        if (openUntil != null && now.isBefore(openUntil)) {
            return 0;
        }
        int atOnce = failures >= CAUTION ? 1 : AT_ONCE;
        int left = isInWindow(now) ? A_MINUTE - windowCalls : A_MINUTE;
        return Math.max(0, Math.min(atOnce - underWay, left));
    }

    private boolean isInWindow(Instant now) {
        return now.isBefore(windowAt.plus(WINDOW)) && !now.isBefore(windowAt);
    }

    ProvisioningPace called(int begun, Instant now) {
        return isInWindow(now)
                ? new ProvisioningPace(endpointId, failures, openUntil, windowAt, windowCalls + begun)
                : new ProvisioningPace(endpointId, failures, openUntil, now, begun);
    }

    ProvisioningPace answered(boolean isWorking, Instant now) {
        if (isWorking) {
            return new ProvisioningPace(endpointId, 0, null, windowAt, windowCalls);
        }
        int more = failures + 1;
        Instant until = more < CAUTION ? null : now.plus(pause(more - CAUTION));
        return new ProvisioningPace(endpointId, more, until, windowAt, windowCalls);
    }

    private static Duration pause(int doublings) {
        long millis = FIRST_PAUSE.toMillis() << Math.min(doublings, MAX_DOUBLINGS);
        return Duration.ofMillis(Math.min(millis, LONGEST_PAUSE.toMillis()));
    }
}
