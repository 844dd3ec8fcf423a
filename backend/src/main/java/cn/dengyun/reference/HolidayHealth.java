package cn.dengyun.reference;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether the public holidays that deadlines are counted by are on record, a month ahead: at {@code /q/health/well},
 * with the years that are missing. It takes no node out of service.
 */
@Wellness
@ApplicationScoped
class HolidayHealth implements HealthCheck {

    private final WorkingCalendar calendar;

    HolidayHealth(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public HealthCheckResponse call() {
        String missing = calendar.missing().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? HealthCheckResponse.up("Public holidays")
                : HealthCheckResponse.named("Public holidays")
                        .down()
                        .withData("missing", missing)
                        .build();
    }
}
