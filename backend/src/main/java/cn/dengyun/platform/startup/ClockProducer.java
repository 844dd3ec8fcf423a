package cn.dengyun.platform.startup;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The one clock everything is told the time by, as precisely as the database keeps it; tests replace it. */
public final class ClockProducer {

    /** Business days and year ends are those of Anhui; instants stay UTC. */
    public static final ZoneId BUSINESS_ZONE = ZoneId.of("Asia/Shanghai");

    @Produces
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.system(BUSINESS_ZONE), ChronoUnit.MICROS.getDuration());
    }
}
