package cn.dengyun.identity.organization.store;

import cn.dengyun.identity.organization.domain.Certification;
import cn.dengyun.identity.organization.domain.CertifiedFacts;
import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.identity.organization.domain.OrganizationMeasure;
import cn.dengyun.identity.organization.domain.VisibleOrganizations;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Organisations in the database. Callers bring the unit of work. */
@ApplicationScoped
public class OrganizationStore {

    private static final RowMapper<Organization> ORGANIZATIONS = RowMapper.of(Organization.class)
            .named("profile.contact", "contact_")
            .named("certification.facts", "certified_")
            .named("certification.since", "certified_at")
            .named("freeze.since", "frozen_at")
            .named("freeze.reason", "frozen_reason");

    private static final Statement INSERT = Statement.of("""
            INSERT INTO organization (id, credit_code, kind, name_zh, name_en, region_code, industry_code,
                staff_count, revenue_fen, assets_fen, tags, contact_name, contact_phone, contact_email,
                version, created_at, created_by, updated_at, updated_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $16, $17)
            """);

    private static final String PAGE =
            """
            FROM Organization WHERE id < :before
                AND (:isEverything = true OR id = :own
                    OR %s
                    OR %s)
                AND (:anyKind = true OR kind = :kind)
                AND (:text = '' OR locate(lower(:text), lower(concat(nameZh, '\n', coalesce(nameEn, '')))) > 0)
            ORDER BY id DESC
            """.formatted(Oversight.hql("regionCode"), Oversight.hql("certification.certifiedRegionCode"));

    private static final Statement LOCK =
            Statement.of("SELECT %s FROM organization WHERE id = $1 FOR UPDATE".formatted(ORGANIZATIONS.columns()));

    private static final Statement PUT_IN_FORCE = Statement.of("""
            UPDATE organization SET version = version + 1, updated_at = $2, updated_by = $3,
                certification_id = $4, certified_at = $2, certified_name_zh = $5, certified_name_en = $6,
                certified_region_code = $7, certified_industry_code = $8, certified_staff_count = $9,
                certified_revenue_fen = $10, certified_assets_fen = $11, certified_size = $12, certified_tags = $13
            WHERE id = $1
            """);

    private static final Statement TAKE_OUT_OF_FORCE = Statement.of("""
            UPDATE organization SET version = version + 1, updated_at = $2, updated_by = $3,
                certification_id = NULL, certified_at = NULL, certified_name_zh = NULL, certified_name_en = NULL,
                certified_region_code = NULL, certified_industry_code = NULL, certified_staff_count = NULL,
                certified_revenue_fen = NULL, certified_assets_fen = NULL, certified_size = NULL, certified_tags = NULL
            WHERE id = $1
            """);

    private static final Statement SET_FREEZE = Statement.of("""
            UPDATE organization SET version = version + 1, updated_at = $2, updated_by = $3,
                frozen_at = CASE WHEN $4::text IS NULL THEN NULL ELSE $2::timestamptz END, frozen_reason = $4
            WHERE id = $1
            """);

    private static final Statement INSERT_MEASURE = Statement.of("""
            INSERT INTO organization_measure (id, organization_id, measure, reason, taken_at, taken_by)
            VALUES ($1, $2, $3, $4, $5, $6)
            """);

    /**
     * Writes a new organisation.
     *
     * <p>Rejects with {@code credit-code-taken} (409).
     */
    public Uni<Void> insert(SqlConnection connection, Organization organization, UUID createdBy) {
        return INSERT.execute(
                        connection,
                        organization.id(),
                        organization.creditCode(),
                        organization.kind(),
                        organization.profile(),
                        organization.version(),
                        organization.createdAt(),
                        createdBy)
                .onFailure(Rows.broken("organization_credit_code_unique"))
                .transform(failure -> Rejection.conflict("credit-code-taken", organization.creditCode()))
                .replaceWithVoid();
    }

    /** The kind of the organisation. Rejects with {@code organization-not-found} (404). */
    public Uni<OrganizationKind> kindOf(SqlConnection connection, UUID organizationId) {
        return connection
                .preparedQuery("SELECT kind FROM organization WHERE id = $1")
                .execute(Parameters.of(organizationId))
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        throw Rejection.notFound("organization-not-found");
                    }
                    return OrganizationKind.valueOf(rows.iterator().next().getString("kind"));
                });
    }

    /**
     * The organisation, held until the unit of work ends, so that nothing about it changes meanwhile.
     *
     * <p>Rejects with {@code organization-not-found} (404).
     */
    public Uni<Organization> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(ORGANIZATIONS.orNotFound("organization-not-found"));
    }

    /** The facts of a certification are in force from now on. */
    public Uni<Void> putInForce(SqlConnection connection, Certification certification, Instant now, UUID actor) {
        CertifiedFacts facts = certification.facts();
        return PUT_IN_FORCE
                .execute(
                        connection,
                        certification.organizationId(),
                        now,
                        actor,
                        certification.id(),
                        facts.nameZh(),
                        facts.nameEn(),
                        facts.regionCode(),
                        facts.industryCode(),
                        facts.staffCount(),
                        facts.revenueFen(),
                        facts.assetsFen(),
                        facts.size().name(),
                        Parameters.texts(facts.tags()))
                .replaceWithVoid();
    }

    /** Nothing of the organisation is certified any more. */
    public Uni<Void> takeOutOfForce(SqlConnection connection, UUID id, Instant now, UUID actor) {
        return TAKE_OUT_OF_FORCE.execute(connection, id, now, actor).replaceWithVoid();
    }

    /** @param reason null to end the freeze */
    public Uni<Void> setFreeze(SqlConnection connection, UUID id, String reason, Instant now, UUID actor) {
        return SET_FREEZE.execute(connection, id, now, actor, reason).replaceWithVoid();
    }

    public Uni<Void> insertMeasure(
            SqlConnection connection,
            UUID id,
            UUID organizationId,
            OrganizationMeasure measure,
            String reason,
            Instant now,
            UUID by) {
        return INSERT_MEASURE
                .execute(connection, id, organizationId, measure, reason, now, by)
                .replaceWithVoid();
    }

    /**
     * The organisation, to be read or changed in the session.
     *
     * <p>Rejects with {@code organization-not-found} (404).
     */
    public Uni<OrganizationEntity> get(Mutiny.Session session, UUID id) {
        return session.find(OrganizationEntity.class, id)
                .onItem()
                .ifNull()
                .failWith(() -> Rejection.notFound("organization-not-found"));
    }

    /**
     * Newest first.
     *
     * @param kind null for all
     * @param text a part of the Chinese or the English name, in capitals or not; null for all
     */
    public Uni<List<OrganizationEntity>> page(
            Mutiny.Session session,
            VisibleOrganizations visibility,
            OrganizationKind kind,
            String text,
            UUID before,
            int rows) {
        return session.createQuery(PAGE, OrganizationEntity.class)
                .setParameter("before", before)
                .setParameter("isEverything", visibility.isEverything())
                .setParameter("own", visibility.ownOrganization() == null ? Ids.NEWEST : visibility.ownOrganization())
                .setParameter("pattern", visibility.oversight().pattern())
                .setParameter("exceptions", List.of(visibility.oversight().exceptions()))
                .setParameter("text", text == null ? "" : text)
                .setParameter("anyKind", kind == null)
                .setParameter("kind", kind == null ? OrganizationKind.ENTERPRISE : kind)
                .setReadOnly(true)
                .setMaxResults(rows)
                .getResultList();
    }
}
