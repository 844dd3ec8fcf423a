package cn.dengyun.application.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Who hands applications in, and from where. */
@ApplicationScoped
public class OriginStore {

    private static final RowMapper<Origin> ORIGINS = RowMapper.of(Origin.class);

    private static final Statement ADD = Statement.of("""
            INSERT INTO application_origin (%s) SELECT * FROM %s
            ON CONFLICT ON CONSTRAINT application_origin_pk DO NOTHING
            """.formatted(ORIGINS.columns(), ORIGINS.unnested()));
    /** Around the one application: whoever comes first of many is one of them too. */
    private static final Statement TRAFFIC = Statement.of("""
            SELECT (SELECT greatest(count(*) FILTER (WHERE o.submitted_at <= own.submitted_at),
                    count(*) FILTER (WHERE o.submitted_at >= own.submitted_at))
                FROM application_origin o WHERE o.net_address = own.net_address
                    AND o.submitted_at BETWEEN own.submitted_at - interval '24 hours'
                        AND own.submitted_at + interval '24 hours') AS of_address,
                own.net_address IS NULL AS is_nowhere,
                (SELECT count(DISTINCT p.organization_id) FROM application_origin p
                WHERE p.submitted_by = own.submitted_by) AS of_person,
                (SELECT count(DISTINCT c.organization_id) FROM application_origin c
                WHERE c.organization_id = ANY($2)) AS of_contact
            FROM application_origin own WHERE own.application_id = $1
            """);

    /** @param netAddress that tells callers apart; may be null */
    public record Origin(
            UUID applicationId, UUID organizationId, UUID submittedBy, String netAddress, Instant submittedAt) {}

    /**
     * What comes the same way as an application, itself included.
     *
     * @param fromSameAddress applications within 24 hours; null when its address is not known
     * @param enterprises that the same person submitted for, or that have the same contact
     */
    public record Traffic(Integer fromSameAddress, int enterprises) {}

    public Uni<Void> add(SqlConnection connection, List<Origin> origins) {
        return ADD.execute(connection, ORIGINS.arrays(origins)).replaceWithVoid();
    }

    /** @param sameContact organisations with the contact of the applicant */
    public Uni<Traffic> traffic(SqlClient client, UUID applicationId, Collection<UUID> sameContact) {
        return TRAFFIC.execute(client, applicationId, Parameters.ids(sameContact))
                .map(rows -> Rows.first(rows, OriginStore::traffic));
    }

    private static Traffic traffic(Row row) {
        return new Traffic(row.getBoolean("is_nowhere") ? null : row.getInteger("of_address"), (int)
                Math.max(row.getLong("of_person"), row.getLong("of_contact")));
    }
}
