package cn.dengyun.platform.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether the background of this node gets on: at {@code /q/health/well}, with what fails and for how long, and as the
 * gauge {@code dengyun.background.failing}. It takes no node out of service: requests are answered all the same, and
 * every node would meet the same.
 */
@Wellness
@ApplicationScoped
public class BackgroundHealth implements HealthCheck {

    /** What a database that is being restarted, or a short overload, may cost. */
    private static final Duration TOLERATED = Duration.ofMinutes(1);

    private final Duration tolerated;

    BackgroundHealth() {
        this(TOLERATED);
    }

    BackgroundHealth(Duration tolerated) {
        this.tolerated = tolerated;
    }

    void register(@Observes StartupEvent event, MeterRegistry meters) {
        meters.gauge(
                "dengyun.background.failing", this, health -> health.failing().size());
    }

    @Override
    public HealthCheckResponse call() {
        List<Rounds> failing = failing();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("Background work").status(failing.isEmpty());
        failing.forEach(rounds -> response.withData(
                rounds.meanwhile(), "fails for " + rounds.failingFor().truncatedTo(ChronoUnit.SECONDS)));
        return response.build();
    }

    private List<Rounds> failing() {
        return Rounds.started().stream()
                .filter(rounds -> rounds.failingFor().compareTo(tolerated) > 0)
                .toList();
    }
}
