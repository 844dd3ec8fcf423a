package cn.dengyun.platform.startup;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** The part of production readiness that the configuration alone decides. */
@ApplicationScoped
final class ConfigurationCheck implements ProductionCheck {

    private static final int SHORTEST_PASSWORD = 12;
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
        findings.addAll(ofDatabase());
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

    private List<String> ofDatabase() {
        List<String> findings = new ArrayList<>();
        String username = surroundings.database().username().orElse("");
        String owner = surroundings.database().ownerUsername().orElse("");
        if (username.equals("postgres")) {
            findings.add("dengyun.database.username is postgres, a superuser. Use a role that owns nothing.");
        }
        if (owner.isEmpty() || owner.equals(username)) {
            findings.add("dengyun.database.owner-username is missing or is that of the service: with one role for"
                    + " everything the service could change what has been recorded. Use two.");
        }
        String password = surroundings.database().password().orElse("");
        String ownerPassword = surroundings.database().ownerPassword().orElse("");
        if (isWeak(password, username)) {
            findings.add(
                    "dengyun.database.password is missing, short, or one that is guessed first. Choose a long one.");
        }
        if (!owner.isEmpty() && (isWeak(ownerPassword, owner) || ownerPassword.equals(password))) {
            findings.add("dengyun.database.owner-password is missing, short, one that is guessed first, or that of the"
                    + " service. Choose a long one of its own.");
        }
        return findings;
    }

    private static boolean isWeak(String password, String username) {
        return password.length() < SHORTEST_PASSWORD
                || password.equalsIgnoreCase(username)
                || GuessedSecrets.contain(password);
    }

    private boolean isOn(String key) {
        return config.getOptionalValue(key, Boolean.class).orElse(false);
    }

    private Optional<String> text(String key) {
        return config.getOptionalValue(key, String.class);
    }
}
