package cn.dengyun.platform.startup;

import io.quarkus.arc.All;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;

/** Refuses to start on an external database while anything unsafe is configured, and names all of it at once. */
@ApplicationScoped
final class ProductionReadiness {

    private final DengyunConfig config;
    private final List<ProductionCheck> checks;

    ProductionReadiness(DengyunConfig config, @All List<ProductionCheck> checks) {
        this.config = config;
        this.checks = checks;
    }

    void requireSafety(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        if (config.embeddedDatabase() || LaunchMode.current() != LaunchMode.NORMAL) {
            return;
        }
        refuse(checks);
    }

    static void refuse(List<ProductionCheck> checks) {
        List<String> findings =
                checks.stream().flatMap(check -> check.findings().stream()).toList();
        if (!findings.isEmpty()) {
            // Of this exception Quarkus prints the message alone, and ends the process with exit code 1.
            throw new ConfigurationException("Dengyun does not start on an external database while this is unsafe:\n  "
                    + String.join("\n  ", findings));
        }
    }
}
