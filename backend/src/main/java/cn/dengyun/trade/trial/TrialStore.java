package cn.dengyun.trade.trial;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What concerns many trials, and their steps. */
@ApplicationScoped
class TrialStore {

    private static final RowMapper<ServiceTrial> TRIALS = RowMapper.of(ServiceTrial.class);
    private static final RowMapper<TrialStep> STEPS = RowMapper.of(TrialStep.class);

    private static final Statement FIND =
            Statement.of("SELECT %s FROM service_trial WHERE id = $1".formatted(TRIALS.columns()));
    private static final Statement LOCK =
            Statement.of("SELECT %s FROM service_trial WHERE id = $1 FOR UPDATE".formatted(TRIALS.columns()));
    private static final Statement LOCK_EARLIER = Statement.of("""
            SELECT %s FROM service_trial WHERE credit_code = $1 AND offering_id = $2 ORDER BY id FOR UPDATE
            """.formatted(TRIALS.columns()));
    private static final Statement OPEN = Statement.of(
            "SELECT count(*) FROM service_trial WHERE credit_code = $1 AND status = 'REQUESTED' AND due_at > $2");
    private static final Statement LIVING_WITH = Statement.of("""
            SELECT count(*) FROM (SELECT FROM service_trial WHERE provider_id = $1 AND status IN ('REQUESTED', 'GRANTED')
                LIMIT $2) living
            """);
    private static final Statement LOCK_LIVING_WITH = Statement.of("""
            SELECT %s FROM service_trial WHERE provider_id = $1 AND status IN ('REQUESTED', 'GRANTED')
            ORDER BY id FOR UPDATE
            """.formatted(TRIALS.columns()));
    private static final Statement LOCK_RUNNING_OF = Statement.of("""
            SELECT %s FROM service_trial WHERE (organization_id = $1 OR provider_organization_id = $1)
                AND status = 'GRANTED'
            ORDER BY id FOR UPDATE
            """.formatted(TRIALS.columns()));
    private static final Statement COUNT_LIVING_WITH = Statement.of("""
            SELECT count(*) FROM service_trial WHERE provider_id = $1 AND status IN ('REQUESTED', 'GRANTED')
                AND due_at > $2
            """);
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM service_trial WHERE status IN ('REQUESTED', 'GRANTED') AND due_at <= $1 AND id > $2
            ORDER BY id LIMIT $3
            """.formatted(TRIALS.columns()));
    private static final Statement TO_REMIND = Statement.of("""
            SELECT %s FROM service_trial WHERE status = 'GRANTED' AND remind_at <= $1 AND due_at > $1 AND id > $2
            ORDER BY id LIMIT $3
            """.formatted(TRIALS.columns()));
    private static final Statement NEXT_DUE = Statement.of("""
            SELECT least((SELECT min(due_at) FROM service_trial WHERE status IN ('REQUESTED', 'GRANTED') AND due_at > $1),
                (SELECT min(remind_at) FROM service_trial WHERE status = 'GRANTED' AND remind_at > $1))
            """);
    private static final Statement INSERT_STEP = Statement.of("INSERT INTO service_trial_step " + STEPS.values());
    private static final Statement STEPS_OF = Statement.of("""
            SELECT %s FROM service_trial_step WHERE trial_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(STEPS.columns()));

    private final Pool pool;

    TrialStore(Pool pool) {
        this.pool = pool;
    }

    /** One as it is now, whoever may know of it; null where there is none. */
    Uni<ServiceTrial> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(TRIALS::first);
    }

    /** The same, held until the unit of work ends. */
    Uni<ServiceTrial> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(TRIALS::first);
    }

    /** All that a legal entity has ever asked for of an offering, held until the unit of work ends. */
    Uni<List<ServiceTrial>> lockEarlier(SqlConnection connection, String creditCode, UUID offering) {
        return LOCK_EARLIER.execute(connection, creditCode, offering).map(TRIALS::list);
    }

    /** How many requests of a legal entity wait for an answer. */
    Uni<Long> open(SqlConnection connection, String creditCode, Instant now) {
        return OPEN.execute(connection, creditCode, now).map(Rows::number);
    }

    /** How many with a provider are not over; no more than so many are counted. */
    Uni<Long> living(SqlConnection connection, UUID provider, int most) {
        return LIVING_WITH.execute(connection, provider, most).map(Rows::number);
    }

    /** How many with a provider are not over at a moment. */
    Uni<Long> livingAt(SqlConnection connection, UUID provider, Instant now) {
        return COUNT_LIVING_WITH.execute(connection, provider, now).map(Rows::number);
    }

    /** Those with a provider that are not over, by id, held until the unit of work ends. */
    Uni<List<ServiceTrial>> lockLivingWith(SqlConnection connection, UUID provider) {
        return LOCK_LIVING_WITH.execute(connection, provider).map(TRIALS::list);
    }

    /** Those that run and of which an organisation is one side, by id, held until the unit of work ends. */
    Uni<List<ServiceTrial>> lockRunningOf(SqlConnection connection, UUID organization) {
        return LOCK_RUNNING_OF.execute(connection, organization).map(TRIALS::list);
    }

    /** Those whose time is over, by id. */
    Uni<List<ServiceTrial>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(TRIALS::list);
    }

    /** Those of whose end the enterprise is to be told, by id. */
    Uni<List<ServiceTrial>> toRemind(Instant now, UUID after, int rows) {
        return TO_REMIND.execute(pool, now, after, rows).map(TRIALS::list);
    }

    /** When the next will be due or to be told of; empty when none will. */
    Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    Uni<Void> insert(SqlConnection connection, TrialStep step) {
        return INSERT_STEP.execute(connection, step).replaceWithVoid();
    }

    /** Newest first. */
    Uni<List<TrialStep>> steps(UUID trialId, UUID before, int rows) {
        return STEPS_OF.execute(pool, trialId, before, rows).map(STEPS::list);
    }
}
