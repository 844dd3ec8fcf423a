package cn.dengyun.programme.simulation.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.programme.simulation.domain.SimulationRun;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Simulations and what they came to; both are only ever added. */
@ApplicationScoped
public class SimulationStore {

    private static final RowMapper<SimulationRun> RUNS =
            RowMapper.of(SimulationRun.class).named("source", "population");

    private static final Statement INSERT = Statement.of("""
            INSERT INTO simulation (id, programme_id, rule_version, population, request, requested_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """);
    private static final Statement INSERT_RESULT = Statement.of("""
            INSERT INTO simulation_result (simulation_id, summary, result, content_hash, is_sufficient, finished_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """);
    private static final Statement FIND = Statement.of("""
            SELECT s.id, s.programme_id, s.rule_version, s.population, s.request, s.requested_by, s.created_at,
                r.summary, r.result, r.content_hash, r.is_sufficient, r.finished_at
            FROM simulation s LEFT JOIN simulation_result r ON r.simulation_id = s.id WHERE s.id = $1
            """);
    private static final Statement PAGE = Statement.of("""
            SELECT s.id, s.programme_id, s.rule_version, s.population, NULL::text AS request, s.requested_by,
                s.created_at, r.summary, NULL::text AS result, r.content_hash, r.is_sufficient, r.finished_at
            FROM simulation s LEFT JOIN simulation_result r ON r.simulation_id = s.id WHERE s.programme_id = $1
                AND s.id < $2
            ORDER BY s.id DESC LIMIT $3
            """);

    public Uni<Void> insert(SqlConnection connection, SimulationRun run) {
        return INSERT.execute(
                        connection,
                        run.id(),
                        run.programmeId(),
                        run.ruleVersion(),
                        run.source().name(),
                        run.request(),
                        run.requestedBy(),
                        run.createdAt())
                .replaceWithVoid();
    }

    public Uni<Void> insertResult(SqlConnection connection, UUID id, SimulationRun.Outcome outcome) {
        return INSERT_RESULT.execute(connection, id, outcome).replaceWithVoid();
    }

    /** Whole; null when there is none. */
    public Uni<SimulationRun> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(RUNS::first);
    }

    /** Those of a programme behind an id, newest first, without request and result. */
    public Uni<List<SimulationRun>> page(SqlClient client, UUID programmeId, UUID before, int rows) {
        return PAGE.execute(client, programmeId, before, rows).map(RUNS::list);
    }
}
