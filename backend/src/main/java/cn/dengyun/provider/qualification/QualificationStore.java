package cn.dengyun.provider.qualification;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is asked of qualifications besides one or a page of them. */
@ApplicationScoped
class QualificationStore {

    private static final RowMapper<ProviderQualification> QUALIFICATIONS = RowMapper.of(ProviderQualification.class);
    private static final RowMapper<Count> COUNTS = RowMapper.of(Count.class);

    private static final Statement HAS_PENDING = Statement.of("""
            SELECT EXISTS (SELECT 1 FROM qualification_objection WHERE qualification_id = $1 AND status = 'PENDING')
            """);
    private static final Statement FIND =
            Statement.of("SELECT %s FROM provider_qualification WHERE id = $1".formatted(QUALIFICATIONS.columns()));
    private static final Statement IN_FORCE = Statement.of("""
            SELECT %s FROM provider_qualification q
            WHERE status = 'QUALIFIED' AND valid_until > $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3
            """.formatted(QUALIFICATIONS.columns()));
    private static final Statement HAS_NEXT = Statement.of("""
            SELECT EXISTS (SELECT 1 FROM provider_qualification WHERE organization_id = $1 AND kind = $2 AND year = $3
                AND status NOT IN ('DRAFT', 'REJECTED', 'WITHDRAWN', 'REVOKED'))
            """);
    private static final Statement REMIND = Statement.of("""
            INSERT INTO qualification_reminder (qualification_id, subject, due_at, days, reminded_at)
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
            """);
    private static final Statement COUNT = Statement.of("""
            SELECT kind, qualification_status(status, valid_until, $5) AS status, count(*)::integer AS count
            FROM provider_qualification
            WHERE ($1 OR %s OR organization_id = $2 OR is_overseen(region_code, $3, $4))
                AND ($6::integer IS NULL OR year = $6)
            GROUP BY 1, 2 ORDER BY 1, 2
            """.formatted(ProviderQualification.PUBLIC));

    private final Pool pool;

    QualificationStore(Pool pool) {
        this.pool = pool;
    }

    /** How many there are of a kind in a status. */
    record Count(ProviderKind kind, QualificationStatus status, int count) {}

    /** Of those that the actor may know of. */
    Uni<List<Count>> counts(Actor actor, Integer year, Instant now) {
        return COUNT.execute(pool, Aggregate.seesAll(actor), actor.organizationId(), Oversight.of(actor), now, year)
                .map(COUNTS::list);
    }

    /** The one that a renewal renews. */
    Uni<ProviderQualification> get(SqlConnection connection, UUID id) {
        return FIND.execute(connection, id).map(QUALIFICATIONS::first);
    }

    /** Those granted whose year is not over, in the order of their ids behind one. */
    Uni<List<ProviderQualification>> granted(Instant now, UUID after, int rows) {
        return IN_FORCE.execute(pool, now, after, rows).map(QUALIFICATIONS::list);
    }

    /** Whether its organisation has submitted one of the same kind for the next year. */
    Uni<Boolean> hasNext(ProviderQualification one) {
        return HAS_NEXT.execute(pool, one.organizationId(), one.kind(), one.year() + 1)
                .map(Rows::truth);
    }

    /** Takes down that somebody is reminded; false when he was before. */
    Uni<Boolean> remind(SqlConnection connection, UUID id, String subject, Instant dueAt, int days, Instant now) {
        return REMIND.execute(connection, id, subject, dueAt, days, now).map(rows -> rows.rowCount() == 1);
    }

    /** Whether an objection against a locked one is not decided yet. */
    Uni<Boolean> hasPendingObjections(SqlConnection connection, UUID id) {
        return HAS_PENDING.execute(connection, id).map(Rows::truth);
    }
}
