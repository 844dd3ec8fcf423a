package cn.dengyun.identity.delegation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Delegations and their uses in the database. */
@ApplicationScoped
class DelegationStore {

    private static final String COLUMNS = "id, principal_organization_id, agent_organization_id, scopes, valid_from,"
            + " valid_until, note, created_at, revoked_at";
    private static final String GET = "SELECT " + COLUMNS + " FROM delegation WHERE id = $1";
    private static final String LOCK = GET + " FOR UPDATE";
    /** $2: null to see all. */
    private static final String PAGE = "SELECT " + COLUMNS + " FROM delegation WHERE id < $1"
            + " AND ($2::uuid IS NULL OR principal_organization_id = $2 OR agent_organization_id = $2)"
            + " ORDER BY id DESC LIMIT $3";

    private static final String INSERT = "INSERT INTO delegation (" + COLUMNS + ", created_by)"
            + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    private static final String REVOKE =
            "UPDATE delegation SET revoked_at = $2, revoked_by = $3, revocation_reason = $4 WHERE id = $1";
    private static final String AGENT = "SELECT kind, certification_id IS NOT NULL AS is_certified,"
            + " frozen_at IS NOT NULL AS is_frozen FROM organization WHERE id = $1";

    private static final String INSERT_USE = """
            INSERT INTO delegation_use (id, delegation_id, actor_id, operation, method, path, used_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """;
    private static final String END_USE = "UPDATE delegation_use SET status = $2 WHERE id = $1";
    private static final String USES = """
            SELECT id, actor_id, operation, method, path, used_at, status FROM delegation_use
            WHERE delegation_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """;

    private final Pool pool;

    DelegationStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Delegation>> byId(UUID id) {
        return pool.preparedQuery(GET)
                .execute(Tuple.of(id))
                .map(rows -> list(rows, DelegationStore::toDelegation).stream().findFirst());
    }

    /** The same, held until the unit of work ends. */
    Uni<Optional<Delegation>> lock(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(id))
                .map(rows -> list(rows, DelegationStore::toDelegation).stream().findFirst());
    }

    /**
     * Newest first.
     *
     * @param concerned principal or agent; null for all
     */
    Uni<List<Delegation>> page(UUID concerned, UUID before, int rows) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(before, concerned, rows))
                .map(found -> list(found, DelegationStore::toDelegation));
    }

    Uni<Void> insert(SqlConnection connection, Delegation delegation, UUID createdBy) {
        Object[] row = {
            delegation.id(),
            delegation.principalOrganizationId(),
            delegation.agentOrganizationId(),
            delegation.scopes().toArray(new String[0]),
            moment(delegation.validFrom()),
            moment(delegation.validUntil()),
            delegation.note(),
            moment(delegation.createdAt()),
            moment(delegation.revokedAt()),
            createdBy
        };
        return connection.preparedQuery(INSERT).execute(Tuple.from(row)).replaceWithVoid();
    }

    Uni<Void> revoke(SqlConnection connection, UUID id, Instant now, UUID by, String reason) {
        return connection
                .preparedQuery(REVOKE)
                .execute(Tuple.of(id, moment(now), by, reason))
                .replaceWithVoid();
    }

    /** Whether there is a certified enterprise or provider that is not frozen. */
    Uni<Boolean> isFitAgent(SqlConnection connection, UUID organizationId) {
        return connection.preparedQuery(AGENT).execute(Tuple.of(organizationId)).map(rows -> {
            for (Row row : rows) {
                return row.getBoolean("is_certified") && !row.getBoolean("is_frozen");
            }
            return false;
        });
    }

    Uni<Void> insertUse(UUID delegationId, DelegationUse use) {
        Object[] row = {
            use.id(), delegationId, use.actorId(), use.operation(), use.method(), use.path(), moment(use.usedAt())
        };
        return pool.preparedQuery(INSERT_USE).execute(Tuple.from(row)).replaceWithVoid();
    }

    Uni<Void> endUse(UUID useId, int status) {
        return pool.preparedQuery(END_USE).execute(Tuple.of(useId, status)).replaceWithVoid();
    }

    /** Newest first. */
    Uni<List<DelegationUse>> uses(UUID delegationId, UUID before, int rows) {
        return pool.preparedQuery(USES)
                .execute(Tuple.of(delegationId, before, rows))
                .map(found -> list(found, DelegationStore::toUse));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> items = new ArrayList<>(rows.size());
        rows.forEach(row -> items.add(read.apply(row)));
        return items;
    }

    private static Delegation toDelegation(Row row) {
        return new Delegation(
                row.getUUID("id"),
                row.getUUID("principal_organization_id"),
                row.getUUID("agent_organization_id"),
                List.of(row.getArrayOfStrings("scopes")),
                row.getOffsetDateTime("valid_from").toInstant(),
                row.getOffsetDateTime("valid_until").toInstant(),
                row.getString("note"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("revoked_at")));
    }

    private static DelegationUse toUse(Row row) {
        return new DelegationUse(
                row.getUUID("id"),
                row.getUUID("actor_id"),
                row.getString("operation"),
                row.getString("method"),
                row.getString("path"),
                row.getOffsetDateTime("used_at").toInstant(),
                row.getInteger("status"));
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
