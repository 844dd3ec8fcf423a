package cn.dengyun.settlement.award.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.settlement.award.domain.Award;
import cn.dengyun.settlement.award.domain.AwardList;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The awards of lists, and lists as everybody sees them. */
@ApplicationScoped
public class AwardRows {

    private static final RowMapper<Award> AWARDS = RowMapper.of(Award.class);
    private static final RowMapper<AwardList> LISTS = RowMapper.of(AwardList.class);
    private static final RowMapper<AwardedBefore> BEFORE = RowMapper.of(AwardedBefore.class);
    private static final RowMapper<Sum> SUMS = RowMapper.of(Sum.class);

    private static final Statement INSERT =
            Statement.of("INSERT INTO award (%s) SELECT * FROM %s".formatted(AWARDS.columns(), AWARDS.unnested()));
    private static final Statement LOCK_ALL = Statement.of(
            "SELECT %s FROM award WHERE list_id = $1 ORDER BY line FOR UPDATE".formatted(AWARDS.columns()));
    private static final Statement PAGE = Statement.of(
            "SELECT %s FROM award WHERE list_id = $1 AND line > $2 ORDER BY line LIMIT $3".formatted(AWARDS.columns()));
    private static final Statement UPDATE = Statement.of("""
            UPDATE award a SET status = t.status, budget_id = t.budget_id, struck_reason = t.struck_reason,
                entitlement_id = t.entitlement_id, moved_at = t.moved_at
            FROM %s WHERE a.id = t.id
            """.formatted(AWARDS.unnested()));
    private static final Statement SUM_OF_PROGRAMME = Statement.of("""
            SELECT a.organization_id, sum(a.amount_fen)::bigint AS fen FROM award a JOIN award_list l ON l.id = a.list_id
            WHERE l.programme_id = $1 AND l.status IN ('GRANTED', 'NOTICED', 'FINAL') AND a.status <> 'STRUCK'
                AND a.organization_id = ANY($2) GROUP BY 1
            """);
    // The proofs as award_fact_once compares them.
    private static final Statement AWARDED_BEFORE = Statement.of("""
            SELECT b.organization_name, l.number, l.programme_id FROM award a
                JOIN award b ON b.organization_id = a.organization_id AND b.list_id <> a.list_id AND b.budget_id IS NOT NULL
                    AND b.status <> 'STRUCK' AND lower(regexp_replace(b.proof, '[[:space:]]+', '', 'g'))
                        = lower(regexp_replace(a.proof, '[[:space:]]+', '', 'g'))
                JOIN award_list l ON l.id = b.list_id
            WHERE a.list_id = $1 AND a.status = 'LISTED' ORDER BY a.line, l.id
            """);
    private static final Statement FIND =
            Statement.of("SELECT %s FROM award_list WHERE id = $1".formatted(LISTS.columns()));
    private static final Statement NOTICES = Statement.of("""
            SELECT %s FROM award_list WHERE noticed_at IS NOT NULL AND status <> 'CANCELLED' AND id < $1
                AND ($2::uuid IS NULL OR programme_id = $2)
            ORDER BY id DESC LIMIT $3
            """.formatted(LISTS.columns()));

    private final Pool pool;

    AwardRows(Pool pool) {
        this.pool = pool;
    }

    /** What an organisation was granted, in fen. */
    public record Sum(UUID organizationId, long fen) {}

    /** An award for the same proof, by the list of that number. */
    public record AwardedBefore(String organizationName, String number, UUID programmeId) {}

    public Uni<Void> insert(SqlConnection connection, List<Award> awards) {
        return INSERT.execute(connection, AWARDS.arrays(awards)).replaceWithVoid();
    }

    /** All awards of a list in their order, held until the unit of work ends. */
    public Uni<List<Award>> lockAll(SqlConnection connection, UUID list) {
        return LOCK_ALL.execute(connection, list).map(AWARDS::list);
    }

    /** Awards behind one of them, in their order. */
    public Uni<List<Award>> page(UUID list, int after, int rows) {
        return PAGE.execute(pool, list, after, rows).map(AWARDS::list);
    }

    /** Writes awards that this unit of work has locked. */
    public Uni<Void> update(SqlConnection connection, List<Award> moved) {
        return moved.isEmpty()
                ? Uni.createFrom().voidItem()
                : UPDATE.execute(connection, AWARDS.arrays(moved))
                        .invoke(Rows.exactly(moved.size(), "awards of a list went while they were locked"))
                        .replaceWithVoid();
    }

    /** What organisations of a list were granted for the same proofs by other lists, in the order of the list. */
    public Uni<List<AwardedBefore>> awardedBefore(SqlConnection connection, UUID list) {
        return AWARDED_BEFORE.execute(connection, list).map(BEFORE::list);
    }

    /** What organisations are granted under a programme, in fen; those that are granted nothing are missing. */
    public Uni<Map<UUID, Long>> granted(SqlConnection connection, UUID programme, Collection<UUID> organizations) {
        return SUM_OF_PROGRAMME
                .execute(connection, programme, Parameters.ids(organizations))
                .map(rows -> SUMS.list(rows).stream().collect(Collectors.toMap(Sum::organizationId, Sum::fen)));
    }

    /** A list, whoever may know of it; null where there is none. */
    public Uni<AwardList> find(SqlClient client, UUID id) {
        return FIND.execute(client, id).map(LISTS::first);
    }

    /** The same outside any unit of work. */
    public Uni<AwardList> find(UUID id) {
        return find(pool, id);
    }

    /** Lists that were put on public notice, newest first, of one programme unless that is null. */
    public Uni<List<AwardList>> notices(UUID programme, UUID before, int rows) {
        return NOTICES.execute(pool, before, programme, rows).map(LISTS::list);
    }
}
