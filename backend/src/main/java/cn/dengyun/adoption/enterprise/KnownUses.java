package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The door of adoption for slices that hold against it what an enterprise says of itself. */
@ApplicationScoped
public class KnownUses {

    private static final RowMapper<UseOf> USES = RowMapper.of(UseOf.class);
    // What does not count is left out after all records of a code are read: as a condition beside it, it would lead to
    // the index of all that count, for each code, while the table has grown since its statistics.
    private static final Statement OF = Statement.of("""
            SELECT c.code AS credit_code, r.ordered_services, r.service_kinds, e.level IS NOT NULL AS is_adopted,
                e.level IS NOT DISTINCT FROM 'DEEP' AS is_deep
            FROM unnest($1::text[]) AS c (code)
            LEFT JOIN adopted_enterprise e
                ON e.credit_code = c.code AND e.status = 'ADOPTED' AND e.valid_until > $2::timestamptz
            CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE s.counts AND r.source = 'ORDER') AS ordered_services,
                    count(DISTINCT r.category_code) FILTER (WHERE s.counts) AS service_kinds
                FROM adoption_record r CROSS JOIN LATERAL (
                    SELECT r.status = 'COUNTED' AND (r.ends_on IS NULL
                        OR r.ends_on >= ($2::timestamptz AT TIME ZONE 'Asia/Shanghai')::date) AS counts) AS s
                WHERE r.credit_code = c.code) AS r
            """);

    private static final Statement PROVIDERS = Statement.of("""
            SELECT DISTINCT provider_organization_id FROM adoption_record
            WHERE credit_code = $1 AND provider_organization_id = ANY($2) AND status = 'COUNTED'
            """);

    private record UseOf(String creditCode, KnownUse use) {}

    /** What is known at a moment of the legal entity with this credit code; nothing of one that nobody knows. */
    public Uni<KnownUse> of(SqlClient client, String creditCode, Instant now) {
        return of(client, Set.of(creditCode), now).map(known -> known.get(creditCode));
    }

    /** The same of many at once, by credit code, each of which has its own. */
    public Uni<Map<String, KnownUse>> of(SqlClient client, Set<String> creditCodes, Instant now) {
        return OF.execute(client, Parameters.texts(creditCodes), now)
                .map(rows -> USES.list(rows).stream().collect(Collectors.toMap(UseOf::creditCode, UseOf::use)));
    }

    /** Those of these organisations that have provided services to the legal entity with this credit code. */
    public Uni<Set<UUID>> providersOf(SqlClient client, String creditCode, Collection<UUID> organizations) {
        return PROVIDERS
                .execute(client, creditCode, Parameters.ids(organizations))
                .map(Rows::ids);
    }
}
