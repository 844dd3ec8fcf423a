package cn.dengyun.activity.contest;

import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Entries, and contests for those who know which one it is. Whoever changes an entry holds its contest. */
@ApplicationScoped
class ContestEntryStore {

    /** The constraint that an enterprise breaks which nominates itself twice. */
    static final String ONCE = "contest_entry_once";

    private static final RowMapper<Contest> CONTESTS = RowMapper.of(Contest.class);
    private static final RowMapper<ContestEntry> ENTRIES = RowMapper.of(ContestEntry.class);

    private static final Statement CONTEST =
            Statement.of("SELECT %s FROM contest WHERE id = $1".formatted(CONTESTS.columns()));
    private static final Statement INSERT = Statement.of("INSERT INTO contest_entry " + ENTRIES.values());
    private static final Statement FIND =
            Statement.of("SELECT %s FROM contest_entry WHERE id = $1".formatted(ENTRIES.columns()));
    private static final Statement STANDING = Statement.of("""
            SELECT %s FROM contest_entry WHERE contest_id = $1 AND status = 'NOMINATED' ORDER BY id
            """.formatted(ENTRIES.columns()));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM contest_entry WHERE id < $1 AND contest_id = $3
                AND ($4::uuid IS NULL OR organization_id = $4::uuid) AND ($5::text IS NULL OR status = $5::text)
                AND (NOT $6 OR status <> 'WITHDRAWN')
            ORDER BY id DESC LIMIT $2
            """.formatted(ENTRIES.columns()));
    private static final Statement MOVE =
            Statement.of("UPDATE contest_entry SET status = $2, ended_at = $3 WHERE id = $1 AND status = 'NOMINATED'");

    private final Pool pool;
    private final Cursors cursors;

    ContestEntryStore(Pool pool, Cursors cursors) {
        this.pool = pool;
        this.cursors = cursors;
    }

    /** One as it stands, whoever may know of it; null where there is none. */
    Uni<Contest> contest(SqlClient client, UUID id) {
        return CONTEST.execute(client, id).map(CONTESTS::first);
    }

    Uni<Void> insert(SqlConnection connection, ContestEntry entry) {
        return INSERT.execute(connection, entry).replaceWithVoid();
    }

    /** One as it stands; null where there is none. */
    Uni<ContestEntry> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(ENTRIES::first);
    }

    /** Those of a contest that are neither withdrawn nor struck, nor have a title. */
    Uni<List<ContestEntry>> standing(SqlClient client, UUID contest) {
        return STANDING.execute(client, contest).map(ENTRIES::list);
    }

    /**
     * Those of a contest, newest first. Rejects with {@code cursor-invalid} (400).
     *
     * @param organization null for all, as the status
     * @param isWithoutWithdrawn whether those that were withdrawn are left out
     */
    Uni<Page<ContestEntry>> page(
            UUID contest,
            UUID organization,
            ContestEntryStatus status,
            boolean isWithoutWithdrawn,
            String cursor,
            int limit) {
        String query = "contest_entry&" + contest + "&" + organization + "&" + status + "&" + isWithoutWithdrawn;
        return PAGE.execute(
                        pool,
                        cursors.idBehind(query, cursor, Ids.NEWEST),
                        limit + 1,
                        contest,
                        organization,
                        status == null ? null : status.name(),
                        isWithoutWithdrawn)
                .map(found -> cursors.pageById(query, ENTRIES.list(found), limit, ContestEntry::id));
    }

    Uni<Void> move(SqlConnection connection, ContestEntry after) {
        return MOVE.execute(connection, after.id(), after.status().name(), after.endedAt())
                .invoke(Rows.exactly(1, "the entry stands no more"))
                .replaceWithVoid();
    }
}
