package cn.dengyun.identity.organization;

import cn.dengyun.platform.job.FailureReport;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Which organisations are frozen, held in memory, so that no write has to ask the database; refreshed every few
 * seconds. A refresh that fails leaves what is known.
 */
@ApplicationScoped
class FrozenOrganizations {

    private static final Logger LOG = Logger.getLogger(FrozenOrganizations.class);
    /** Five seconds after a freeze, no node takes a write of the organisation any more. */
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private static final int BEFORE_THE_FIRST_REQUEST = 150;

    private final DataSource database;
    private final Vertx vertx;
    private final Set<UUID> frozen = ConcurrentHashMap.newKeySet();
    private final FailureReport failures = new FailureReport(LOG, "the frozen organisations that are known stay");

    FrozenOrganizations(DataSource database, Vertx vertx) {
        this.database = database;
        this.vertx = vertx;
    }

    void start(@Observes @Priority(BEFORE_THE_FIRST_REQUEST) StartupEvent event) throws SQLException {
        refresh();
        vertx.setPeriodic(REFRESH.toMillis(), timer -> refreshAside());
    }

    boolean contains(UUID organizationId) {
        return organizationId != null && frozen.contains(organizationId);
    }

    void add(UUID organizationId) {
        frozen.add(organizationId);
    }

    void remove(UUID organizationId) {
        frozen.remove(organizationId);
    }

    /** Reads them anew; waits for the database. */
    void refresh() throws SQLException {
        Set<UUID> read = new HashSet<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM organization WHERE frozen_at IS NOT NULL")) {
            while (rows.next()) {
                read.add(rows.getObject(1, UUID.class));
            }
        }
        frozen.addAll(read);
        frozen.retainAll(read);
    }

    private void refreshAside() {
        Uni<Void> done = vertx.executeBlocking(
                () -> {
                    refresh();
                    return null;
                },
                false);
        done.subscribe().with(ignored -> {}, failures);
    }
}
