package cn.dengyun.platform.startup;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** The part of production readiness that the configuration alone decides. */
@ApplicationScoped
final class ConfigurationCheck implements ProductionCheck {

    private static final Set<String> GUESSED_FIRST =
            Set.of("dengyun", "postgres", "password", "secret", "changeme", "admin", "123456");
    private static final Set<String> EVERYBODY = Set.of("*", "/.*/");

    private final Config config;
    private final SurroundingsConfig surroundings;

    ConfigurationCheck(Config config, SurroundingsConfig surroundings) {
        this.config = config;
        this.surroundings = surroundings;
    }

    @Override
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (isOn("dengyun.demo")) {
            findings.add("dengyun.demo is true: it creates accounts whose password is published. Set it to false.");
        }
        String username = surroundings.database().username().orElse("");
        if (username.equals("postgres")) {
            findings.add("dengyun.database.username is postgres, a superuser. Use a role that owns its database only.");
        }
        String password = surroundings.database().password().orElse("");
        if (password.isEmpty()
                || password.equals(username)
                || GUESSED_FIRST.contains(password.toLowerCase(Locale.ROOT))) {
            findings.add("dengyun.database.password is missing or is one that is guessed first. Choose a long one.");
        }
        if (surroundings.cors().origins().orElse(List.of()).stream().anyMatch(EVERYBODY::contains)) {
            findings.add("dengyun.cors.origins allows every web site. Name the portals that may call.");
        }
        if (text("quarkus.hibernate-orm.jdbc.statement-batch-size").isPresent()) {
            findings.add("quarkus.hibernate-orm.jdbc.statement-batch-size is set: a stale row would be skipped without"
                    + " an error. Remove it.");
        }
        if (text("quarkus.shutdown.timeout").isEmpty()) {
            findings.add("quarkus.shutdown.timeout is missing: a stop would cut off running requests.");
        }
        return findings;
    }

    private boolean isOn(String key) {
        return config.getOptionalValue(key, Boolean.class).orElse(false);
    }

    private Optional<String> text(String key) {
        return config.getOptionalValue(key, String.class);
    }
}
