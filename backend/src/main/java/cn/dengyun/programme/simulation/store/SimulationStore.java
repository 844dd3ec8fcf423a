package cn.dengyun.programme.simulation.store;

import cn.dengyun.programme.simulation.domain.PopulationSource;
import cn.dengyun.programme.simulation.domain.SimulationRun;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Simulations and what they came to; both are only ever added. */
@ApplicationScoped
public class SimulationStore {

    private static final String INSERT =
            "INSERT INTO simulation (id, programme_id, rule_version, population, request, requested_by, created_at)"
                    + " VALUES ($1, $2, $3, $4, $5, $6, $7)";
    private static final String INSERT_RESULT =
            "INSERT INTO simulation_result (simulation_id, summary, result, content_hash, finished_at)"
                    + " VALUES ($1, $2, $3, $4, $5)";
    private static final String FIND = "SELECT s.id, s.programme_id, s.rule_version, s.population, s.request,"
            + " s.requested_by, s.created_at, r.summary, r.result, r.content_hash, r.finished_at FROM simulation s"
            + " LEFT JOIN simulation_result r ON r.simulation_id = s.id WHERE s.id = $1";
    private static final String PAGE = "SELECT s.id, s.programme_id, s.rule_version, s.population,"
            + " NULL::text AS request, s.requested_by, s.created_at, r.summary, NULL::text AS result, r.content_hash,"
            + " r.finished_at FROM simulation s LEFT JOIN simulation_result r ON r.simulation_id = s.id"
            + " WHERE s.programme_id = $1 AND s.id < $2 ORDER BY s.id DESC LIMIT $3";

    public Uni<Void> insert(SqlConnection connection, SimulationRun run) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(new Object[] {
                    run.id(),
                    run.programmeId(),
                    run.ruleVersion(),
                    run.source().name(),
                    run.request(),
                    run.requestedBy(),
                    run.createdAt().atOffset(ZoneOffset.UTC)
                }))
                .replaceWithVoid();
    }

    public Uni<Void> insertResult(SqlConnection connection, UUID id, SimulationRun.Outcome outcome) {
        return connection
                .preparedQuery(INSERT_RESULT)
                .execute(Tuple.of(
                        id,
                        outcome.summary(),
                        outcome.result(),
                        outcome.contentHash(),
                        outcome.finishedAt().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Whole; null when there is none. */
    public Uni<SimulationRun> find(SqlClient client, UUID id) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0 ? null : run(rows.iterator().next()));
    }

    /** Those of a programme behind an id, newest first, without request and result. */
    public Uni<List<SimulationRun>> page(SqlClient client, UUID programmeId, UUID before, int rows) {
        return client.preparedQuery(PAGE)
                .execute(Tuple.of(programmeId, before, rows))
                .map(found -> {
                    List<SimulationRun> runs = new ArrayList<>(found.size());
                    found.forEach(row -> runs.add(run(row)));
                    return runs;
                });
    }

    private static SimulationRun run(Row row) {
        String summary = row.getString("summary");
        return new SimulationRun(
                row.getUUID("id"),
                row.getUUID("programme_id"),
                row.getInteger("rule_version"),
                PopulationSource.valueOf(row.getString("population")),
                row.getString("request"),
                row.getUUID("requested_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                summary == null
                        ? null
                        : new SimulationRun.Outcome(
                                summary,
                                row.getString("result"),
                                row.getString("content_hash"),
                                row.getOffsetDateTime("finished_at").toInstant()));
    }
}
