package cn.dengyun.provider;

import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.provider.domain.ProviderStanding;
import cn.dengyun.provider.domain.ProviderStatus;
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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Which providers have something against them, held in memory so that a search has nothing to ask; refreshed every few
 * seconds. Whether it counts at a moment follows from the clock, so nothing has to happen for it to end. A refresh that
 * fails leaves what is known.
 */
@ApplicationScoped
class UnfitProviders {

    private static final Logger LOG = Logger.getLogger(UnfitProviders.class);
    /** Five seconds after a decision, no node shows anything of the provider any more. */
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private static final int BEFORE_THE_FIRST_REQUEST = 150;
    private static final String READ = """
            SELECT id, organization_id, organization_frozen, suspended_by_hand, suspended_until, disqualified_until
            FROM provider WHERE organization_frozen OR suspended_by_hand OR suspended_until IS NOT NULL
                OR disqualified_until IS NOT NULL
            """;

    private final DataSource database;
    private final Vertx vertx;
    private final FailureReport failures = new FailureReport(LOG, "the providers that are known to be unfit stay");
    private volatile Map<UUID, Known> known = Map.of();

    private record Known(UUID organizationId, ProviderStanding standing) {}

    UnfitProviders(DataSource database, Vertx vertx) {
        this.database = database;
        this.vertx = vertx;
    }

    void start(@Observes @Priority(BEFORE_THE_FIRST_REQUEST) StartupEvent event) throws SQLException {
        refresh();
        vertx.setPeriodic(REFRESH.toMillis(), timer -> refreshAside());
    }

    /** Those that are not fit at a moment. */
    Set<UUID> at(Instant moment) {
        return where(standing -> !standing.isFitAt(moment), Map.Entry::getKey);
    }

    /** The organisations of those that are not fit at a moment. */
    Set<UUID> organizationsAt(Instant moment) {
        return where(
                standing -> !standing.isFitAt(moment), each -> each.getValue().organizationId());
    }

    /** Those against which a sanction is in force at a moment. */
    Set<UUID> disqualifiedAt(Instant moment) {
        return where(standing -> standing.statusAt(moment) == ProviderStatus.DISQUALIFIED, Map.Entry::getKey);
    }

    /** Whether the organisation is a provider against which a sanction is in force at a moment. */
    boolean isDisqualified(UUID organization, Instant moment) {
        return known.values().stream()
                .anyMatch(each -> each.organizationId().equals(organization)
                        && each.standing().statusAt(moment) == ProviderStatus.DISQUALIFIED);
    }

    private Set<UUID> where(Predicate<ProviderStanding> condition, Function<Map.Entry<UUID, Known>, UUID> id) {
        Map<UUID, Known> now = known;
        if (now.isEmpty()) {
            return Set.of();
        }
        return now.entrySet().stream()
                .filter(each -> condition.test(each.getValue().standing()))
                .map(id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What this node has just decided. */
    synchronized void note(UUID provider, UUID organization, ProviderStanding standing) {
        Map<UUID, Known> next = new HashMap<>(known);
        next.put(provider, new Known(organization, standing));
        known = Map.copyOf(next);
    }

    /** Reads them anew; waits for the database. */
    synchronized void refresh() throws SQLException {
        Map<UUID, Known> read = new HashMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                read.put(
                        rows.getObject(1, UUID.class),
                        new Known(
                                rows.getObject(2, UUID.class),
                                new ProviderStanding(
                                        rows.getBoolean(3), rows.getBoolean(4), moment(rows, 5), moment(rows, 6))));
            }
        }
        known = Map.copyOf(read);
    }

    private static Instant moment(ResultSet rows, int column) throws SQLException {
        OffsetDateTime moment = rows.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
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
