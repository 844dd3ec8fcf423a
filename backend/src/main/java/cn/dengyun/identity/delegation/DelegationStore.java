package cn.dengyun.identity.delegation;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Reach;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Delegations and their uses in the database. */
@ApplicationScoped
class DelegationStore {

    private static final RowMapper<Delegation> DELEGATIONS = RowMapper.of(Delegation.class);

    private static final RowMapper<DelegationUse> DELEGATION_USES = RowMapper.of(DelegationUse.class);
    private static final String GET = "SELECT %s FROM delegation WHERE id = $1".formatted(DELEGATIONS.columns());
    private static final Statement BY_ID = Statement.of(GET);
    private static final Statement LOCK = Statement.of("%s FOR UPDATE".formatted(GET));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM delegation WHERE id < $1
                AND ($2 OR principal_organization_id = $3 OR agent_organization_id = $3)
            ORDER BY id DESC LIMIT $4
            """.formatted(DELEGATIONS.columns()));

    private static final Statement INSERT = Statement.of("INSERT INTO delegation " + DELEGATIONS.values("created_by"));
    private static final Statement REVOKE = Statement.of(
            "UPDATE delegation SET revoked_at = $2, revoked_by = $3, revocation_reason = $4 WHERE id = $1");
    private static final Statement REVOKE_ALL = Statement.of("""
            UPDATE delegation SET revoked_at = $2, revoked_by = $3
            WHERE (principal_organization_id = $1 OR agent_organization_id = $1) AND revoked_at IS NULL
            """);
    private static final Statement AGENT = Statement.of("""
            SELECT kind, certification_id IS NOT NULL AS is_certified, frozen_at IS NOT NULL AS is_frozen
            FROM organization WHERE id = $1
            """);

    private static final Statement INSERT_USE = Statement.of("""
            INSERT INTO delegation_use (id, delegation_id, actor_id, operation, method, path, used_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """);
    private static final Statement END_USE = Statement.of("UPDATE delegation_use SET status = $2 WHERE id = $1");
    private static final Statement USES = Statement.of("""
            SELECT %s FROM delegation_use
            WHERE delegation_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(DELEGATION_USES.columns()));

    private final Pool pool;

    DelegationStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Delegation>> byId(UUID id) {
        return BY_ID.execute(pool, id).map(DELEGATIONS::optional);
    }

    /** The same, held until the unit of work ends. */
    Uni<Optional<Delegation>> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(DELEGATIONS::optional);
    }

    /**
     * Newest first.
     *
     * @param concerned principals or agents
     */
    Uni<List<Delegation>> page(Reach concerned, UUID before, int rows) {
        return PAGE.execute(pool, before, concerned.isEverything(), concerned.organizationId(), rows)
                .map(DELEGATIONS::list);
    }

    Uni<Void> insert(SqlConnection connection, Delegation delegation, UUID createdBy) {
        return INSERT.execute(connection, delegation, createdBy).replaceWithVoid();
    }

    Uni<Void> revoke(SqlConnection connection, UUID id, Instant now, UUID by, String reason) {
        return REVOKE.execute(connection, id, now, by, reason).replaceWithVoid();
    }

    /** All that an organisation is a side of. */
    Uni<Void> revokeAll(SqlConnection connection, UUID organizationId, Instant now, UUID by) {
        return REVOKE_ALL.execute(connection, organizationId, now, by).replaceWithVoid();
    }

    /** Whether there is a certified enterprise or provider that is not frozen. */
    Uni<Boolean> isFitAgent(SqlConnection connection, UUID organizationId) {
        return AGENT.execute(connection, organizationId).map(rows -> {
            for (Row row : rows) {
                return row.getBoolean("is_certified") && !row.getBoolean("is_frozen");
            }
            return false;
        });
    }

    Uni<Void> insertUse(UUID delegationId, DelegationUse use) {
        return INSERT_USE
                .execute(
                        pool,
                        use.id(),
                        delegationId,
                        use.actorId(),
                        use.operation(),
                        use.method(),
                        use.path(),
                        use.usedAt())
                .replaceWithVoid();
    }

    Uni<Void> endUse(UUID useId, int status) {
        return END_USE.execute(pool, useId, status).replaceWithVoid();
    }

    /** Newest first. */
    Uni<List<DelegationUse>> uses(UUID delegationId, UUID before, int rows) {
        return USES.execute(pool, delegationId, before, rows).map(DELEGATION_USES::list);
    }
}
