package cn.dengyun.programme;

import cn.dengyun.programme.domain.LimitUsage;
import cn.dengyun.programme.store.RoomStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;

/**
 * What enterprises and providers have come to in a programme, for whoever counts against their limits. Locked by id,
 * enterprises before providers, both before budgets.
 */
@ApplicationScoped
public class ProgrammeLimits {

    private final RoomStore store;

    ProgrammeLimits(RoomStore store) {
        this.store = store;
    }

    /** As it stands, without holding anything. */
    public Uni<LimitUsage> look(SqlClient client, UUID programmeId, UUID organizationId, UUID providerId) {
        return store.look(client, programmeId, organizationId, providerId);
    }

    /** What enterprises have come to, in fen, held until the unit of work ends. */
    public Uni<Map<UUID, Long>> lockEntitlements(
            SqlConnection connection, UUID programmeId, SortedSet<UUID> organizations) {
        return store.lockEntitlements(connection, programmeId, organizations);
    }

    /**
     * What is left of the ceilings of providers, in fen, held until the unit of work ends.
     *
     * @param ceilings of each provider by the rules, which counts as long as nobody has set another
     */
    public Uni<Map<UUID, Long>> lockCeilings(
            SqlConnection connection, UUID programmeId, SortedMap<UUID, Long> ceilings) {
        return store.lockCeilings(connection, programmeId, ceilings);
    }

    /** Adds amounts, negative ones too, to what enterprises have come to; they are locked. */
    public Uni<Void> moveEntitlements(SqlConnection connection, UUID programmeId, SortedMap<UUID, Long> moves) {
        return store.moveEntitlements(connection, programmeId, moves);
    }

    /** Adds amounts, negative ones too, to what providers have come to; they are locked. */
    public Uni<Void> moveCeilings(SqlConnection connection, UUID programmeId, SortedMap<UUID, Long> moves) {
        return store.moveCeilings(connection, programmeId, moves);
    }
}
