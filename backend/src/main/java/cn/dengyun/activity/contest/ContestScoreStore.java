package cn.dengyun.activity.contest;

import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Scores, and who of a jury does not give which. Whoever changes any of them holds the contest. */
@ApplicationScoped
class ContestScoreStore {

    /** The constraint that a juror breaks who scores an entry twice. */
    static final String ONCE = "contest_score_once";

    private static final RowMapper<ContestScore> SCORES = RowMapper.of(ContestScore.class);
    private static final RowMapper<ContestConflict> CONFLICTS = RowMapper.of(ContestConflict.class);

    private static final Statement INSERT = Statement.of("INSERT INTO contest_score " + SCORES.values());
    private static final Statement UPDATE = Statement.of("""
            UPDATE contest_score SET version = $2, points = $3, remark = $4, updated_at = $5
            WHERE id = $1 AND version = $2 - 1
            """);
    private static final Statement FIND =
            Statement.of("SELECT %s FROM contest_score WHERE id = $1".formatted(SCORES.columns()));
    private static final Statement OF_ENTRIES =
            Statement.of("SELECT %s FROM contest_score WHERE entry_id = ANY($1)".formatted(SCORES.columns()));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM contest_score WHERE id < $1 AND contest_id = $3
                AND ($4::uuid IS NULL OR account_id = $4::uuid)
            ORDER BY id DESC LIMIT $2
            """.formatted(SCORES.columns()));
    private static final Statement INSERT_CONFLICT = Statement.of(
            "INSERT INTO contest_conflict " + CONFLICTS.values() + " ON CONFLICT (entry_id, account_id) DO NOTHING");
    private static final Statement CONFLICTS_OF =
            Statement.of("SELECT %s FROM contest_conflict WHERE entry_id = ANY($1)".formatted(CONFLICTS.columns()));

    private final Pool pool;
    private final Cursors cursors;

    ContestScoreStore(Pool pool, Cursors cursors) {
        this.pool = pool;
        this.cursors = cursors;
    }

    Uni<Void> insert(SqlConnection connection, ContestScore score) {
        return INSERT.execute(connection, score).replaceWithVoid();
    }

    Uni<Void> update(SqlConnection connection, ContestScore after) {
        return UPDATE.execute(
                        connection, after.id(), after.version(), after.points(), after.remark(), after.updatedAt())
                .invoke(Rows.exactly(1, "the score has changed meanwhile"))
                .replaceWithVoid();
    }

    /** One as it stands; null where there is none. */
    Uni<ContestScore> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(SCORES::first);
    }

    Uni<List<ContestScore>> ofEntries(SqlClient client, Collection<UUID> entries) {
        return OF_ENTRIES.execute(client, Parameters.ids(entries)).map(SCORES::list);
    }

    /**
     * Those of a contest, newest first, by one juror or, for null, by all. Rejects with {@code cursor-invalid} (400).
     */
    Uni<Page<ContestScore>> page(UUID contest, UUID account, String cursor, int limit) {
        String query = "contest_score&" + contest + "&" + account;
        return PAGE.execute(pool, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1, contest, account)
                .map(found -> cursors.pageById(query, SCORES.list(found), limit, ContestScore::id));
    }

    /** Whether it was not on record. */
    Uni<Boolean> insert(SqlConnection connection, ContestConflict conflict) {
        return INSERT_CONFLICT.execute(connection, conflict).map(Rows::any);
    }

    Uni<List<ContestConflict>> conflicts(SqlClient client, Collection<UUID> entries) {
        return CONFLICTS_OF.execute(client, Parameters.ids(entries)).map(CONFLICTS::list);
    }
}
