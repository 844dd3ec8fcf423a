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

    ConfigurationCheck(Config config) {
        this.config = config;
    }

    @Override
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (isOn("dengyun.demo")) {
            findings.add("dengyun.demo is true: it creates accounts whose password is published. Set it to false.");
        }
        String username = text("quarkus.datasource.username").orElse("");
        if (username.equals("postgres")) {
            findings.add(
                    "quarkus.datasource.username is postgres, a superuser. Use a role that owns its database only.");
        }
        String password = text("quarkus.datasource.password").orElse("");
        if (password.isEmpty()
                || password.equals(username)
                || GUESSED_FIRST.contains(password.toLowerCase(Locale.ROOT))) {
            findings.add("quarkus.datasource.password is missing or is one that is guessed first. Choose a long one.");
        }
        if (isOn("quarkus.http.cors.enabled")
                && text("quarkus.http.cors.origins").filter(EVERYBODY::contains).isPresent()) {
            findings.add("quarkus.http.cors.origins allows every web site. Name the portals that may call.");
        }
        if (isOn("quarkus.http.proxy.proxy-address-forwarding")
                && text("quarkus.http.proxy.trusted-proxies").isEmpty()) {
            findings.add("quarkus.http.proxy.trusted-proxies is missing: any client could forge its address.");
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
