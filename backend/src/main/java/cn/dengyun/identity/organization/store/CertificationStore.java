package cn.dengyun.identity.organization.store;

import cn.dengyun.identity.organization.domain.Certification;
import cn.dengyun.identity.organization.domain.CertificationDecision;
import cn.dengyun.identity.organization.domain.CertificationDecision.CertificationDefect;
import cn.dengyun.identity.organization.domain.CertificationFilter;
import cn.dengyun.identity.organization.domain.CreditCodeClaim;
import cn.dengyun.identity.organization.domain.VisibleOrganizations;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Certifications in the database. Who may see one is part of each reading statement. */
@ApplicationScoped
public class CertificationStore {

    private static final RowMapper<Certification> CERTIFICATIONS = RowMapper.of(Certification.class)
            .text(
                    "decision.defects",
                    CertificationStore::defects,
                    defects -> json(defects).encode());
    /** Without an outcome there are no defects either, so that there is no decision. */
    private static final String COLUMNS = CERTIFICATIONS
            .columns()
            .replace("defects", "CASE WHEN outcome IS NOT NULL THEN defects::text END AS defects");

    /** An authority sees what was sent to its region, drafts excepted; $2 to $5 are those of {@link #get}. */
    private static final String VISIBLE =
            " ($2 OR organization_id = $3 OR (is_overseen(region_code, $4, $5) AND status <> 'DRAFT'))";

    private static final Statement GET =
            Statement.of("SELECT %s FROM certification WHERE id = $1 AND%s".formatted(COLUMNS, VISIBLE));
    private static final Statement LOCK = Statement.of("%s FOR UPDATE".formatted(GET));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM certification WHERE id < $1 AND%s AND ($6::text IS NULL OR status = $6)
                AND ($7::uuid IS NULL OR organization_id = $7) AND ($8::timestamptz IS NULL OR created_at >= $8)
                AND ($9::timestamptz IS NULL OR created_at < $9)
                AND ($10::text IS NULL OR strpos(lower(concat_ws(E'\\n', name_zh, name_en)), lower($10)) > 0)
            ORDER BY id DESC LIMIT $11
            """.formatted(COLUMNS, VISIBLE));

    private static final Statement INSERT = Statement.of("""
            INSERT INTO certification (%s, size, created_by, updated_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24, $25, $26, $27, $28, $28)
            """.formatted(CERTIFICATIONS.columns()));

    private static final Statement UPDATE = Statement.of("""
            UPDATE certification SET status = $3, name_zh = $4, name_en = $5, region_code = $6, industry_code = $7,
                staff_count = $8, revenue_fen = $9, assets_fen = $10, tags = $11, legal_representative = $12,
                controller = $13, registered_address = $14, registered_on = $15, registered_industry = $16,
                deregistered_on = $17, submitted_at = $18, outcome = $19, reason = $20, clause = $21, defects = $22,
                decided_at = $23, version = $24, updated_at = $26, size = $27, updated_by = $28,
                decided_by = CASE WHEN $23::timestamptz IS NOT DISTINCT FROM decided_at THEN decided_by ELSE $28 END
            WHERE id = $1 AND organization_id = $2 AND version = $24 - 1 AND created_at = $25
            """);

    private static final Statement SUPERSEDE = Statement.of("""
            UPDATE certification SET status = 'SUPERSEDED', version = version + 1, updated_at = $3, updated_by = $4
            WHERE organization_id = $1 AND id <> $2 AND status = 'CERTIFIED'
            """);

    private static final RowMapper<CreditCodeClaim> CLAIMS = RowMapper.of(CreditCodeClaim.class);
    private static final Statement CLAIM = Statement.of("""
            SELECT coalesce(bool_or(status = 'SUBMITTED'), false) AS is_pending,
                coalesce(bool_or(status IN ('CERTIFIED', 'SUPERSEDED', 'REVOKED')), false) AS was_certified,
                coalesce(bool_or(status = 'REJECTED'), false) AS was_refused
            FROM certification WHERE organization_id = $1
            """);
    private static final Statement WITHDRAW_ALL = Statement.of("""
            UPDATE certification SET status = 'WITHDRAWN', version = version + 1, updated_at = $2, updated_by = $3
            WHERE organization_id = $1 AND status IN ('DRAFT', 'RETURNED') RETURNING id
            """);

    private final Pool pool;

    CertificationStore(Pool pool) {
        this.pool = pool;
    }

    /** Rejects with {@code certification-not-found} (404), also when the reader may not know of it. */
    public Uni<Certification> get(UUID id, VisibleOrganizations visibility) {
        return one(GET, pool, id, visibility);
    }

    /** The same through the connection that holds the caller's unit of work. */
    public Uni<Certification> get(SqlConnection connection, UUID id, VisibleOrganizations visibility) {
        return one(GET, connection, id, visibility);
    }

    /** The same, held until the unit of work ends. */
    public Uni<Certification> lock(SqlConnection connection, UUID id, VisibleOrganizations visibility) {
        return one(LOCK, connection, id, visibility);
    }

    private static Uni<Certification> one(
            Statement statement, SqlClient client, UUID id, VisibleOrganizations visibility) {
        return statement
                .execute(client, id, visibility.isEverything(), visibility.ownOrganization(), visibility.oversight())
                .map(CERTIFICATIONS.orNotFound("certification-not-found"));
    }

    /** Newest first. */
    public Uni<List<Certification>> page(
            VisibleOrganizations visibility, CertificationFilter filter, UUID before, int rows) {
        return PAGE.execute(
                        pool,
                        before,
                        visibility.isEverything(),
                        visibility.ownOrganization(),
                        visibility.oversight(),
                        filter,
                        rows)
                .map(CERTIFICATIONS::list);
    }

    /** Rejects with {@code certification-open} (409) when the organisation has one that is not decided yet. */
    public Uni<Void> insert(SqlConnection connection, Certification certification, UUID actor) {
        return INSERT.execute(connection, row(certification, actor))
                .onFailure(Rows.broken("certification_one_open"))
                .transform(failure -> Rejection.conflict("certification-open"))
                .replaceWithVoid();
    }

    /** Writes a certification that was read under a lock. */
    public Uni<Void> update(SqlConnection connection, Certification certification, UUID actor) {
        return UPDATE.execute(connection, row(certification, actor))
                .invoke(Rows.exactly(1, "a certification that is locked changes for nobody else"))
                .replaceWithVoid();
    }

    /** What the organisation did for its credit code; it is locked. */
    public Uni<CreditCodeClaim> claimOf(SqlConnection connection, UUID organizationId) {
        return CLAIM.execute(connection, organizationId).map(CLAIMS::first);
    }

    /** Takes back what the organisation, which is locked and closed, could still submit; tells what that was. */
    public Uni<Set<UUID>> withdrawAll(SqlConnection connection, UUID organizationId, Instant now, UUID by) {
        return WITHDRAW_ALL.execute(connection, organizationId, now, by).map(Rows::ids);
    }

    /** Whatever was in force before this certification is so no longer. */
    public Uni<Void> supersedeOthers(SqlConnection connection, Certification certification, UUID actor) {
        return SUPERSEDE
                .execute(
                        connection,
                        certification.organizationId(),
                        certification.id(),
                        certification.updatedAt(),
                        actor)
                .replaceWithVoid();
    }

    private static Tuple row(Certification certification, UUID actor) {
        CertificationDecision decision = certification.decision();
        return Parameters.of(
                certification.id(),
                certification.organizationId(),
                certification.status(),
                certification.facts(),
                certification.submittedAt(),
                decision == null ? null : decision.outcome(),
                decision == null ? null : decision.reason(),
                decision == null ? null : decision.clause(),
                json(decision == null ? List.of() : decision.defects()),
                decision == null ? null : decision.decidedAt(),
                certification.version(),
                certification.createdAt(),
                certification.updatedAt(),
                certification.facts().size(),
                actor);
    }

    private static JsonArray json(List<CertificationDefect> defects) {
        JsonArray array = new JsonArray();
        defects.forEach(defect -> array.add(new JsonObject()
                .put("pointer", defect.pointer())
                .put("code", defect.code())
                .put("detail", defect.detail())));
        return array;
    }

    private static List<CertificationDefect> defects(String json) {
        return new JsonArray(json)
                .stream()
                        .map(JsonObject.class::cast)
                        .map(defect -> new CertificationDefect(
                                defect.getString("pointer"), defect.getString("code"), defect.getString("detail")))
                        .toList();
    }
}
