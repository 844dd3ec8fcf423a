package cn.dengyun.platform.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The time on the platform: that on the wall, and as far ahead of it as a sandbox was moved; elsewhere nothing is. */
public final class PlatformClock extends Clock {

    private final Clock wall;
    private volatile Duration ahead = Duration.ZERO;

    PlatformClock(Clock wall) {
        this.wall = wall;
    }

    /** How far it is ahead of the clock on the wall. */
    public Duration ahead() {
        return ahead;
    }

    /** Puts it so far ahead of the clock on the wall; time goes on from there. */
    public void putAhead(Duration difference) {
        ahead = difference;
    }

    @Override
    public Instant instant() {
        return wall.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        PlatformClock other = new PlatformClock(wall.withZone(zone));
        other.ahead = ahead;
        return other;
    }
}
