package cn.dengyun.provider.qualification;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is asked of qualifications besides one or a page of them. */
@ApplicationScoped
class QualificationStore {

    private static final RowMapper<ProviderQualification> QUALIFICATIONS = RowMapper.of(ProviderQualification.class);
    private static final RowMapper<Count> COUNTS = RowMapper.of(Count.class);

    private static final Statement IN_FORCE = Statement.of("""
            SELECT %s FROM provider_qualification q
            WHERE status = 'QUALIFIED' AND valid_until > $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3
            """.formatted(QUALIFICATIONS.columns()));
    private static final Statement FACTS = Statement.of("""
            SELECT q.id, EXISTS (SELECT 1 FROM provider_qualification n WHERE n.organization_id = q.organization_id
                    AND n.kind = q.kind AND n.year = q.year + 1
                    AND n.status NOT IN ('REJECTED', 'WITHDRAWN', 'REVOKED')) AS has_next,
                EXISTS (SELECT 1 FROM provider_qualification n
                    WHERE n.renews_id = q.id AND n.status = 'QUALIFIED') AS is_renewed,
                EXISTS (SELECT 1 FROM qualification_objection b
                    WHERE b.qualification_id = q.id AND b.status = 'PENDING') AS has_pending,
                q.renews_id IS NULL OR EXISTS (SELECT 1 FROM provider_qualification b WHERE b.id = q.renews_id
                    AND b.status = 'QUALIFIED' AND (q.submitted_at IS NOT NULL OR b.valid_until > $2)) AS is_base_standing
            FROM provider_qualification q WHERE q.id = ANY($1)
            """);
    private static final RowMapper<QualificationFacts> FACT = RowMapper.of(QualificationFacts.class);
    /** The one itself first, then what it renews, back to the first year. */
    private static final Statement LINE = Statement.of("""
            WITH RECURSIVE line AS (SELECT id, renews_id FROM provider_qualification WHERE id = $1
                UNION SELECT b.id, b.renews_id FROM provider_qualification b JOIN line ON b.id = line.renews_id)
            SELECT id FROM line
            """);

    private static final Statement STALE = Statement.of("""
            SELECT p.id FROM provider p JOIN LATERAL (SELECT array_agg(DISTINCT q.kind) AS kinds
                FROM provider_qualification q WHERE q.provider_id = p.id AND q.status = 'QUALIFIED'
                AND q.valid_from <= $1 AND q.valid_until > $1) now_in_force ON true
            WHERE NOT (now_in_force.kinds <@ p.kinds AND now_in_force.kinds @> p.kinds)
            """);
    private static final Statement NEXT_TURN = Statement.of("""
            SELECT min(moment) FROM (SELECT min(valid_from) AS moment FROM provider_qualification
                    WHERE status = 'QUALIFIED' AND valid_from > $1
                UNION ALL SELECT min(valid_until) FROM provider_qualification
                    WHERE status = 'QUALIFIED' AND valid_until > $1) turns
            """);
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

    /** What other records say of these, by id. */
    Uni<Map<UUID, QualificationFacts>> facts(SqlClient client, Collection<UUID> ids, Instant now) {
        return FACTS.execute(client, Parameters.ids(ids), now).map(rows -> FACT.by(QualificationFacts::id, rows));
    }

    /** The same of one that is on record. */
    Uni<QualificationFacts> facts(SqlConnection connection, UUID id, Instant now) {
        return facts(connection, List.of(id), now).map(found -> found.get(id));
    }

    Uni<Map<UUID, QualificationFacts>> facts(Collection<UUID> ids, Instant now) {
        return facts(pool, ids, now);
    }

    /** The one with all that it goes back to, year by year. */
    Uni<Set<UUID>> line(SqlConnection connection, UUID id) {
        return LINE.execute(connection, id).map(Rows::ids);
    }

    /** Providers whose kinds are others at a moment than those that are on their record. */
    Uni<Set<UUID>> stale(Instant now) {
        return STALE.execute(pool, now).map(Rows::ids);
    }

    /** When the next one comes into force or ends. */
    Uni<Optional<Instant>> nextTurn(Instant now) {
        return NEXT_TURN.execute(pool, now).map(Rows::moment);
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
}
