package cn.dengyun.platform.clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The clocks that everything is told the time by, as precisely as the database keeps it. */
public final class ClockProducer {

    /** Business days and year ends are those of Anhui; instants stay UTC. */
    public static final ZoneId BUSINESS_ZONE = ZoneId.of("Asia/Shanghai");

    @Produces
    @Singleton
    PlatformClock clock() {
        return new PlatformClock(wall());
    }

    @Produces
    @Singleton
    @WallClock
    Clock wallClock() {
        return wall();
    }

    private static Clock wall() {
        return Clock.tick(Clock.system(BUSINESS_ZONE), ChronoUnit.MICROS.getDuration());
    }
}
