package cn.dengyun.identity.organization;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whether organisations may enter into contracts, as it is until the caller's unit of work ends. */
@ApplicationScoped
public class ContractParties {

    private static final RowMapper<Party> PARTIES = RowMapper.of(Party.class);

    /** Shared: contracts of the same parties do not wait for each other, measures wait for them. */
    private static final Statement HELD = Statement.of("""
            SELECT id, frozen_at IS NOT NULL AS is_frozen, certification_id IS NOT NULL AS is_certified
            FROM organization WHERE id = ANY($1) ORDER BY id FOR SHARE
            """);

    private static final Statement HELD_ALONE =
            Statement.of("SELECT id FROM organization WHERE id = $1 FOR NO KEY UPDATE");

    /** An organisation that nobody freezes, and whose certification nobody revokes, meanwhile. */
    public record Party(UUID id, boolean isFrozen, boolean isCertified) {}

    /** The same of one, by whoever counts what it has before it gets one more: nobody else does meanwhile. */
    public Uni<Void> heldAlone(SqlConnection connection, UUID organization) {
        return HELD_ALONE.execute(connection, organization).replaceWithVoid();
    }

    /**
     * The same, where another is held as by {@link #held} behind it: whichever of both comes first by id is held first,
     * so that two that enter into contracts with each other at once do not wait for each other.
     */
    public Uni<Void> heldAlone(SqlConnection connection, UUID organization, UUID other) {
        return other.compareTo(organization) < 0
                ? held(connection, List.of(other)).chain(() -> heldAlone(connection, organization))
                : heldAlone(connection, organization);
    }

    /** Those of the organisations that exist, by id. */
    public Uni<Map<UUID, Party>> held(SqlConnection connection, Collection<UUID> organizations) {
        return HELD.execute(connection, Parameters.ids(organizations)).map(rows -> PARTIES.by(Party::id, rows));
    }
}
