package cn.dengyun.identity;

import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Organisations in the database. Callers bring the unit of work. */
@ApplicationScoped
class OrganizationStore {

    /** Above every UUIDv7: where a list that begins with the newest starts. */
    static final UUID NEWEST = Ids.NEWEST;

    private static final String INSERT = """
            INSERT INTO organization (id, credit_code, kind, name_zh, name_en, region_code, industry_code,
                contact_name, contact_phone, contact_email, version, created_at, created_by, updated_at, updated_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $12, $13)
            """;

    private static final String PAGE = """
            FROM Organization WHERE id < :before
                AND (:isEverything = true OR id = :own
                    OR (regionCode LIKE :pattern AND regionCode NOT IN (:exceptions)))
                AND (:anyKind = true OR kind = :kind)
            ORDER BY id DESC
            """;

    /**
     * Writes a new organisation.
     *
     * <p>Rejects with {@code credit-code-taken} (409).
     */
    Uni<Void> insert(SqlConnection connection, Organization organization, UUID createdBy) {
        OrganizationDetails details = organization.details();
        Object[] row = {
            organization.id(),
            organization.creditCode(),
            organization.kind().name(),
            details.nameZh(),
            details.nameEn(),
            organization.regionCode(),
            details.industryCode(),
            details.contactName(),
            details.contactPhone(),
            details.contactEmail(),
            organization.version(),
            organization.createdAt().atOffset(ZoneOffset.UTC),
            createdBy
        };
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(row))
                .onFailure(OrganizationStore::isCreditCodeTaken)
                .transform(failure -> Rejection.conflict("credit-code-taken", organization.creditCode()))
                .replaceWithVoid();
    }

    /** The kind of the organisation. Rejects with {@code organization-not-found} (404). */
    Uni<OrganizationKind> kindOf(SqlConnection connection, UUID organizationId) {
        return connection
                .preparedQuery("SELECT kind FROM organization WHERE id = $1")
                .execute(Tuple.of(organizationId))
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        throw Rejection.notFound("organization-not-found");
                    }
                    return OrganizationKind.valueOf(rows.iterator().next().getString("kind"));
                });
    }

    private static boolean isCreditCodeTaken(Throwable failure) {
        return failure instanceof PgException refusal
                && "organization_credit_code_unique".equals(refusal.getConstraint());
    }

    /**
     * The organisation, to be read or changed in the session.
     *
     * <p>Rejects with {@code organization-not-found} (404) when there is none or none that may be known of.
     */
    Uni<OrganizationEntity> get(Mutiny.Session session, UUID id, Visibility visibility) {
        return session.find(OrganizationEntity.class, id).map(found -> {
            if (found == null || !visibility.includes(found.id, found.regionCode)) {
                throw Rejection.notFound("organization-not-found");
            }
            return found;
        });
    }

    /** Newest first. */
    Uni<List<OrganizationEntity>> page(
            Mutiny.Session session, Visibility visibility, OrganizationKind kind, UUID before, int rows) {
        return session.createQuery(PAGE, OrganizationEntity.class)
                .setParameter("before", before)
                .setParameter("isEverything", visibility.isEverything())
                .setParameter("own", visibility.ownOrganization() == null ? NEWEST : visibility.ownOrganization())
                .setParameter("pattern", visibility.regionPattern())
                .setParameter("exceptions", visibility.regionExceptions())
                .setParameter("anyKind", kind == null)
                .setParameter("kind", kind == null ? OrganizationKind.ENTERPRISE : kind)
                .setReadOnly(true)
                .setMaxResults(rows)
                .getResultList();
    }
}
