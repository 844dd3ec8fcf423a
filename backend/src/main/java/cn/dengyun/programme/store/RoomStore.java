package cn.dengyun.programme.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.programme.domain.LimitUsage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;

/** What enterprises and providers have come to in a programme. Locked by id, enterprises before providers. */
@ApplicationScoped
public class RoomStore {

    private static final Statement MAKE_ENTITLEMENTS = Statement.of("""
            INSERT INTO entitlement (programme_id, organization_id) SELECT $1, id
            FROM unnest($2::uuid[]) AS o (id) ORDER BY id ON CONFLICT ON CONSTRAINT entitlement_pk DO NOTHING
            """);
    private static final Statement LOCK_ENTITLEMENTS = Statement.of("""
            SELECT organization_id, committed_fen FROM entitlement WHERE programme_id = $1
                AND organization_id = ANY($2)
            ORDER BY organization_id FOR NO KEY UPDATE
            """);
    private static final Statement MOVE_ENTITLEMENTS = Statement.of("""
            UPDATE entitlement e SET committed_fen = e.committed_fen + m.fen
            FROM unnest($2::uuid[], $3::bigint[]) AS m (id, fen) WHERE e.programme_id = $1
                AND e.organization_id = m.id
            """);
    private static final Statement LOOK = Statement.of("""
            SELECT coalesce((SELECT committed_fen FROM entitlement WHERE programme_id = $1
                AND organization_id = $2), 0),
                (SELECT ceiling_fen - committed_fen FROM provider_ceiling WHERE programme_id = $1
                AND provider_id = $3)
            """);
    private static final Statement MAKE_CEILINGS = Statement.of("""
            INSERT INTO provider_ceiling (programme_id, provider_id, ceiling_fen) SELECT $1, id, fen
            FROM unnest($2::uuid[], $3::bigint[]) AS p (id, fen) ORDER BY id
            ON CONFLICT ON CONSTRAINT provider_ceiling_pk DO NOTHING
            """);
    private static final Statement LOCK_CEILINGS = Statement.of("""
            SELECT provider_id, ceiling_fen, committed_fen FROM provider_ceiling WHERE programme_id = $1
                AND provider_id = ANY($2)
            ORDER BY provider_id FOR NO KEY UPDATE
            """);
    private static final Statement MOVE_CEILINGS = Statement.of("""
            UPDATE provider_ceiling c SET committed_fen = c.committed_fen + m.fen
            FROM unnest($2::uuid[], $3::bigint[]) AS m (id, fen) WHERE c.programme_id = $1
                AND c.provider_id = m.id
            """);

    /** As it stands, without holding anything; null for the provider without a ceiling. */
    public Uni<LimitUsage> look(SqlClient client, UUID programmeId, UUID organizationId, UUID providerId) {
        return LOOK.execute(client, programmeId, organizationId, providerId)
                .map(rows -> rows.iterator().next())
                .map(row -> new LimitUsage(row.getLong(0), row.getLong(1)));
    }

    /** What enterprises have come to, in fen, held until the unit of work ends. */
    public Uni<Map<UUID, Long>> lockEntitlements(
            SqlConnection connection, UUID programmeId, SortedSet<UUID> organizations) {
        UUID[] ids = organizations.toArray(UUID[]::new);
        return together(
                        MAKE_ENTITLEMENTS.execute(connection, programmeId, ids),
                        LOCK_ENTITLEMENTS.execute(connection, programmeId, ids))
                .map(rows -> {
                    Map<UUID, Long> committed = new HashMap<>();
                    rows.forEach(row -> committed.put(row.getUUID(0), row.getLong(1)));
                    return committed;
                });
    }

    /**
     * What is left of the ceilings of providers, in fen, held until the unit of work ends.
     *
     * @param ceilings of each provider by the rules, which counts as long as nobody has set another
     */
    public Uni<Map<UUID, Long>> lockCeilings(
            SqlConnection connection, UUID programmeId, SortedMap<UUID, Long> ceilings) {
        if (ceilings.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        UUID[] ids = ceilings.keySet().toArray(UUID[]::new);
        Long[] amounts = ceilings.values().toArray(Long[]::new);
        return together(
                        MAKE_CEILINGS.execute(connection, programmeId, ids, amounts),
                        LOCK_CEILINGS.execute(connection, programmeId, ids))
                .map(rows -> {
                    Map<UUID, Long> left = new HashMap<>();
                    rows.forEach(row -> left.put(row.getUUID(0), row.getLong(1) - row.getLong(2)));
                    return left;
                });
    }

    /** Both in one round trip, one after the other; what the second finds. */
    private static Uni<RowSet<Row>> together(Uni<RowSet<Row>> first, Uni<RowSet<Row>> second) {
        return Uni.combine().all().unis(first, second).with((made, found) -> found);
    }

    /** Adds amounts, negative ones too, to what enterprises have come to; they are locked. */
    public Uni<Void> moveEntitlements(SqlConnection connection, UUID programmeId, SortedMap<UUID, Long> moves) {
        return move(connection, MOVE_ENTITLEMENTS, programmeId, moves);
    }

    /** Adds amounts, negative ones too, to what providers have come to; they are locked. */
    public Uni<Void> moveCeilings(SqlConnection connection, UUID programmeId, SortedMap<UUID, Long> moves) {
        return move(connection, MOVE_CEILINGS, programmeId, moves);
    }

    private static Uni<Void> move(
            SqlConnection connection, Statement statement, UUID programmeId, SortedMap<UUID, Long> moves) {
        if (moves.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return statement
                .execute(
                        connection,
                        programmeId,
                        Parameters.ids(moves.keySet()),
                        moves.values().toArray(Long[]::new))
                .invoke(Rows.exactly(moves.size(), "not all of them were there to be changed"))
                .replaceWithVoid();
    }
}
