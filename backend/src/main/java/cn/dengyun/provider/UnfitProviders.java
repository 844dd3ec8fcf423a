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
 * How all providers stand, held in memory so that a search has nothing to ask which of them are unfit; refreshed every
 * few seconds. Whether something counts at a moment follows from the clock, so nothing has to happen for it to end. A
 * refresh that fails leaves what is known.
 */
@ApplicationScoped
class UnfitProviders {

    private static final Logger LOG = Logger.getLogger(UnfitProviders.class);
    /** Five seconds after a decision, no node shows anything of the provider any more. */
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private static final Set<ProviderStatus> BARRED = Set.of(ProviderStatus.DISQUALIFIED, ProviderStatus.UNQUALIFIED);

    private static final int BEFORE_THE_FIRST_REQUEST = 150;
    private static final String READ = """
            SELECT id, organization_id, organization_frozen, suspended_by_hand, suspended_until, disqualified_until,
                qualified_from, qualified_until
            FROM provider
            """;

    private final DataSource database;
    private final Vertx vertx;
    private final FailureReport failures = new FailureReport(LOG, "the providers that are known to be unfit stay");
    private volatile Map<UUID, Known> known = Map.of();
    private volatile Judged judged = Judged.at(Map.of(), Instant.EPOCH);

    private record Known(UUID organizationId, ProviderStanding standing) {}

    UnfitProviders(DataSource database, Vertx vertx) {
        this.database = database;
        this.vertx = vertx;
    }

    void start(@Observes @Priority(BEFORE_THE_FIRST_REQUEST) StartupEvent event) throws SQLException {
        refresh();
        vertx.setPeriodic(REFRESH.toMillis(), timer -> refreshAside());
    }

    /**
     * What was found the last time, which is good as long as nothing ends.
     *
     * @param of what it was found in
     */
    private record Judged(
            Map<UUID, Known> of,
            Instant from,
            Instant until,
            Set<UUID> unfit,
            Set<UUID> unfitOrganizations,
            Set<UUID> barred,
            Set<UUID> disqualifiedOrganizations) {

        static Judged at(Map<UUID, Known> of, Instant moment) {
            Instant until = of.values().stream()
                    .map(each -> each.standing().nextChangeAfter(moment))
                    .min(Instant::compareTo)
                    .orElse(Instant.MAX);
            Predicate<ProviderStanding> isUnfit = standing -> !standing.isFitAt(moment);
            Predicate<ProviderStanding> isBarred = standing -> BARRED.contains(standing.statusAt(moment));
            Predicate<ProviderStanding> isDisqualified =
                    standing -> standing.statusAt(moment) == ProviderStatus.DISQUALIFIED;
            return new Judged(
                    of,
                    moment,
                    until,
                    where(of, isUnfit, Map.Entry::getKey),
                    where(of, isUnfit, each -> each.getValue().organizationId()),
                    where(of, isBarred, Map.Entry::getKey),
                    where(of, isDisqualified, each -> each.getValue().organizationId()));
        }

        boolean isGood(Map<UUID, Known> known, Instant moment) {
            return of == known && !moment.isBefore(from) && moment.isBefore(until);
        }

        private static Set<UUID> where(
                Map<UUID, Known> of, Predicate<ProviderStanding> condition, Function<Map.Entry<UUID, Known>, UUID> id) {
            return of.entrySet().stream()
                    .filter(each -> condition.test(each.getValue().standing()))
                    .map(id)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Those that are not fit at a moment. */
    Set<UUID> at(Instant moment) {
        return judged(moment).unfit();
    }

    /** The organisations of those that are not fit at a moment. */
    Set<UUID> organizationsAt(Instant moment) {
        return judged(moment).unfitOrganizations();
    }

    /** Those against which a sanction is in force at a moment, or that are not qualified. */
    Set<UUID> barredAt(Instant moment) {
        return judged(moment).barred();
    }

    /** Whether the organisation is a provider against which a sanction is in force at a moment. */
    boolean isDisqualified(UUID organization, Instant moment) {
        return judged(moment).disqualifiedOrganizations().contains(organization);
    }

    private Judged judged(Instant moment) {
        Map<UUID, Known> now = known;
        Judged last = judged;
        if (last.isGood(now, moment)) {
            return last;
        }
        Judged next = Judged.at(now, moment);
        judged = next;
        return next;
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
                                        rows.getBoolean(3),
                                        rows.getBoolean(4),
                                        moment(rows, 5),
                                        moment(rows, 6),
                                        moment(rows, 7),
                                        moment(rows, 8))));
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
