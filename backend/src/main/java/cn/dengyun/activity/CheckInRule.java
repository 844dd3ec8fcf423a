package cn.dengyun.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When somebody can have come in. */
final class CheckInRule {

    /** Doors open so long before the beginning. */
    private static final Duration BEFORE = Duration.ofHours(2);

    private CheckInRule() {}

    static Instant opensAt(ActivityForm says) {
        return says.startsAt().minus(BEFORE);
    }

    /** Why a moment of a device is no moment to come in; empty where it is one. */
    static Optional<CheckInRefusal> refusal(ActivityForm says, Instant at, Instant now) {
        if (at.isAfter(now)) {
            return Optional.of(CheckInRefusal.IN_FUTURE);
        }
        if (at.isBefore(opensAt(says))) {
            return Optional.of(CheckInRefusal.TOO_EARLY);
        }
        return at.isAfter(says.endsAt()) ? Optional.of(CheckInRefusal.TOO_LATE) : Optional.empty();
    }
}
