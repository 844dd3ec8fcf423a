package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The door of adoption for slices that hold against it what an enterprise says of itself. */
@ApplicationScoped
public class KnownUses {

    private static final RowMapper<UseOf> USES = RowMapper.of(UseOf.class);
    private static final Statement OF = Statement.of("""
            SELECT c.code AS credit_code, count(r.id) FILTER (WHERE r.source = 'ORDER') AS ordered_services,
                count(DISTINCT r.category_code) AS service_kinds,
                EXISTS (SELECT 1 FROM adopted_enterprise e WHERE e.credit_code = c.code AND e.status = 'ADOPTED'
                    AND e.valid_until > $2) AS is_adopted,
                EXISTS (SELECT 1 FROM adopted_enterprise e WHERE e.credit_code = c.code AND e.status = 'ADOPTED'
                    AND e.valid_until > $2 AND e.level = 'DEEP') AS is_deep
            FROM unnest($1::text[]) AS c (code) LEFT JOIN adoption_record r ON r.credit_code = c.code
                AND r.status = 'COUNTED'
                AND (r.ends_on IS NULL OR r.ends_on >= ($2::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)
            GROUP BY c.code
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
}
