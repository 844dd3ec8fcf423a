package cn.dengyun.identity.organization.store;

import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.identity.organization.domain.OrganizationMeasure;
import cn.dengyun.identity.organization.domain.VisibleOrganizations;
import cn.dengyun.platform.database.DocumentSessions;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Organisations in the database. Callers bring the unit of work. */
@ApplicationScoped
public class OrganizationStore {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String PAGE =
            """
            FROM Organization WHERE id < :before AND closedAt IS NULL
                AND (:isEverything = true OR id = :own
                    OR %s
                    OR %s)
                AND (:anyKind = true OR kind = :kind)
                AND (:text = '' OR locate(lower(:text), lower(concat(nameZh, '\n', coalesce(nameEn, '')))) > 0)
            ORDER BY id DESC
            """.formatted(Oversight.hql("regionCode"), Oversight.hql("certification.certifiedRegionCode"));

    private static final Statement INSERT_MEASURE = Statement.of("""
            INSERT INTO organization_measure (id, organization_id, measure, reason, taken_at, taken_by)
            VALUES ($1, $2, $3, $4, $5, $6)
            """);

    private static final Statement LOCK_HOLDER =
            Statement.of("SELECT id FROM organization WHERE credit_code = $1 AND closed_at IS NULL FOR UPDATE");

    private final DocumentSessions documents;

    OrganizationStore(DocumentSessions documents) {
        this.documents = documents;
    }

    /** What an organisation was and what it is now. */
    public record Change(Organization before, Organization after) {

        public boolean isReal() {
            return before.version() != after.version();
        }
    }

    /**
     * Writes a new organisation.
     *
     * <p>Rejects with {@code credit-code-taken} (409).
     */
    public Uni<Void> insert(SqlConnection connection, Organization organization, UUID createdBy) {
        return documents
                .in(connection, session -> session.persist(OrganizationEntity.of(organization, createdBy)))
                .onFailure(OrganizationStore::isTaken)
                .transform(failure -> Rejection.conflict("credit-code-taken", organization.creditCode()));
    }

    /** Who has this credit code, held until the unit of work ends; empty when nobody has. */
    public Uni<Optional<UUID>> lockHolder(SqlConnection connection, String creditCode) {
        return LOCK_HOLDER
                .execute(connection, creditCode)
                .map(rows -> Optional.ofNullable(Rows.first(rows, row -> row.getUUID(0))));
    }

    /** The kind of the organisation. Rejects with {@code organization-not-found} (404). */
    public Uni<OrganizationKind> kindOf(SqlConnection connection, UUID organizationId) {
        return connection
                .preparedQuery("SELECT kind FROM organization WHERE id = $1 AND closed_at IS NULL")
                .execute(Parameters.of(organizationId))
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        throw notFound();
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
        return change(connection, id, row -> {}).map(Change::after);
    }

    /**
     * Changes the organisation, which is held until the unit of work ends. What is on record is judged where it is
     * changed; a change that changes nothing keeps the version.
     *
     * <p>Rejects with {@code organization-not-found} (404), and as the change does.
     */
    public Uni<Change> change(SqlConnection connection, UUID id, Consumer<OrganizationEntity> change) {
        AtomicReference<Organization> before = new AtomicReference<>();
        return documents
                .in(
                        connection,
                        session -> session.find(OrganizationEntity.class, id, LockMode.PESSIMISTIC_WRITE)
                                .onItem()
                                .ifNull()
                                .failWith(OrganizationStore::notFound)
                                .invoke(OrganizationStore::requireOpen)
                                .invoke(row -> before.set(row.toOrganization()))
                                .invoke(change))
                .map(row -> new Change(before.get(), row.toOrganization()));
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

    /** Rejects with {@code organization-not-found} (404). */
    public Uni<Organization> find(UUID id) {
        return documents
                .read(session -> session.find(OrganizationEntity.class, id))
                .onItem()
                .ifNull()
                .failWith(OrganizationStore::notFound)
                .invoke(OrganizationStore::requireOpen)
                .map(OrganizationEntity::toOrganization);
    }

    /**
     * Newest first.
     *
     * @param kind null for all
     * @param text a part of the Chinese or the English name, in capitals or not; null for all
     */
    public Uni<List<Organization>> page(
            VisibleOrganizations visibility, OrganizationKind kind, String text, UUID before, int rows) {
        return documents.read(session -> page(session, visibility, kind, text, before, rows));
    }

    /** All that may be seen, on a connection that is there: for jobs, which answer no request. */
    public Uni<List<Organization>> page(
            SqlConnection connection, VisibleOrganizations visibility, UUID before, int rows) {
        return documents.in(connection, session -> page(session, visibility, null, null, before, rows));
    }

    private static Uni<List<Organization>> page(
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
                .setMaxResults(rows)
                .getResultList()
                .map(found ->
                        found.stream().map(OrganizationEntity::toOrganization).toList());
    }

    /** The id is new, so that only the credit code can be somebody else's. */
    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException refusal && UNIQUE_VIOLATION.equals(refusal.getSqlState());
    }

    private static void requireOpen(OrganizationEntity row) {
        if (row.isClosed()) {
            throw notFound();
        }
    }

    private static Rejection notFound() {
        return Rejection.notFound("organization-not-found");
    }
}
