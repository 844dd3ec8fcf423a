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
                WHERE c.organization_id = ANY($2)) AS of_contact,
                (SELECT greatest(count(*) FILTER (WHERE o.submitted_at <= own.submitted_at),
                    count(*) FILTER (WHERE o.submitted_at >= own.submitted_at))
                FROM application_origin o JOIN voucher_application a ON a.id = o.application_id
                WHERE o.net_address = own.net_address AND a.provider_id = $3
                    AND o.submitted_at BETWEEN own.submitted_at - interval '24 hours'
                        AND own.submitted_at + interval '24 hours') AS address_to_provider,
                (SELECT count(DISTINCT p.organization_id) FROM application_origin p
                    JOIN voucher_application a ON a.id = p.application_id
                WHERE p.submitted_by = own.submitted_by AND a.provider_id = $3) AS person_to_provider,
                (SELECT count(DISTINCT c.organization_id) FROM application_origin c
                    JOIN voucher_application a ON a.id = c.application_id
                WHERE c.organization_id = ANY($2) AND a.provider_id = $3) AS contact_to_provider
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
     * @param addressToProvider those of fromSameAddress that name its provider; null where it names none, as
     *     enterprisesToProvider
     * @param enterprisesToProvider those of enterprises that do
     */
    public record Traffic(
            Integer fromSameAddress, int enterprises, Integer addressToProvider, Integer enterprisesToProvider) {}

    public Uni<Void> add(SqlConnection connection, List<Origin> origins) {
        return ADD.execute(connection, ORIGINS.arrays(origins)).replaceWithVoid();
    }

    /**
     * @param sameContact organisations with the contact of the applicant
     * @param provider that the application names; null for none
     */
    public Uni<Traffic> traffic(SqlClient client, UUID applicationId, Collection<UUID> sameContact, UUID provider) {
        return TRAFFIC.execute(client, applicationId, Parameters.ids(sameContact), provider)
                .map(rows -> Rows.first(rows, row -> traffic(row, provider != null)));
    }

    private static Traffic traffic(Row row, boolean namesProvider) {
        boolean isNowhere = row.getBoolean("is_nowhere");
        return new Traffic(
                isNowhere ? null : row.getInteger("of_address"),
                most(row, "of_person", "of_contact"),
                isNowhere || !namesProvider ? null : row.getInteger("address_to_provider"),
                namesProvider ? Integer.valueOf(most(row, "person_to_provider", "contact_to_provider")) : null);
    }

    private static int most(Row row, String one, String other) {
        return (int) Math.max(row.getLong(one), row.getLong(other));
    }
}
