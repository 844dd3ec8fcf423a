package cn.dengyun.files;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;

/** Refuses to start when new files are to go where nobody said how to get in, and names all that is missing. */
@ApplicationScoped
class StoreReadiness {

    private final FilesConfig config;

    StoreReadiness(FilesConfig config) {
        this.config = config;
    }

    void requireSettings(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        if (config.store() != FilesConfig.Place.S3) {
            return;
        }
        List<String> defects = S3Connection.defects(config.s3());
        if (!defects.isEmpty()) {
            // Of this exception Quarkus prints the message alone, and ends the process with exit code 1.
            throw new ConfigurationException("Dengyun does not start with dengyun.files.store=S3 while this is so:\n  "
                    + String.join("\n  ", defects));
        }
    }
}
