package cn.dengyun.trade.witness.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.trade.usage.domain.UsageMeter;
import cn.dengyun.trade.usage.domain.UsagePeriod;
import cn.dengyun.trade.witness.domain.UsageWitness;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which appointments are in force, and of which meters. */
@ApplicationScoped
public class WitnessRows {

    private static final RowMapper<UsageWitness> WITNESSES = RowMapper.of(UsageWitness.class);
    private static final RowMapper<UsageMeter> METERS = RowMapper.of(UsageMeter.class);

    /** Whether an appointment is in force, and is of a meter. */
    private static final String OF_METER = """
            w.status = 'IN_FORCE' AND w.provider_id = m.provider_id
                AND (w.offering_id IS NULL OR w.offering_id = m.offering_id) AND (w.meter_id IS NULL OR w.meter_id = m.id)""";

    private static final Statement METERS_OF = Statement.of("""
            SELECT %s FROM usage_meter m WHERE m.id = ANY($2) AND m.organization_id <> $1
                AND EXISTS (SELECT FROM usage_witness w WHERE w.organization_id = $1 AND %s)
            """.formatted(METERS.columns("m"), OF_METER));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM usage_meter m WHERE m.id < $2 AND m.organization_id <> $1
                AND ($4::timestamptz IS NULL OR m.ends_at > $4) AND ($5::timestamptz IS NULL OR m.begins_at < $5)
                AND EXISTS (SELECT FROM usage_witness w WHERE w.organization_id = $1 AND %s)
            ORDER BY m.id DESC LIMIT $3
            """.formatted(METERS.columns("m"), OF_METER));
    private static final Statement OF_A_METER = Statement.of("""
            SELECT %s FROM usage_meter m JOIN usage_witness w ON %s
            WHERE m.id = $1 AND w.from_month <= $2 AND w.organization_id <> m.organization_id
            ORDER BY w.meter_id IS NULL, w.offering_id IS NULL, w.id LIMIT 1
            """.formatted(WITNESSES.columns("w"), OF_METER));
    private static final Statement HOLD = Statement.of("""
            SELECT witness_provider_id FROM usage_witness WHERE organization_id = $1 AND status = 'IN_FORCE'
            ORDER BY id FOR NO KEY UPDATE
            """);
    private static final Statement ANY_IN_FORCE =
            Statement.of("SELECT EXISTS (SELECT FROM usage_witness WHERE status = 'IN_FORCE')");

    private final Pool pool;

    WitnessRows(Pool pool) {
        this.pool = pool;
    }

    /** Those of the meters that an organisation witnesses now. */
    public Uni<List<UsageMeter>> metersOf(SqlClient client, UUID organization, Collection<UUID> ids) {
        return METERS_OF.execute(client, organization, Parameters.ids(ids)).map(METERS::list);
    }

    /**
     * Meters that an organisation witnesses now, newest first.
     *
     * @param period only those that ran in it; null for all
     */
    public Uni<List<UsageMeter>> page(UUID organization, UUID before, int rows, UsagePeriod period) {
        return PAGE.execute(
                        pool,
                        organization,
                        before,
                        rows,
                        period == null ? null : period.from(),
                        period == null ? null : period.end())
                .map(METERS::list);
    }

    /** By which a meter is witnessed in a month; the appointment of the meter goes before that of its offering. */
    public Uni<Optional<UsageWitness>> ofMeter(SqlClient client, UUID meterId, LocalDate month) {
        return OF_A_METER.execute(client, meterId, month).map(WITNESSES::optional);
    }

    /**
     * The provider that an organisation is as a witness; it is not ended until the unit of work does, and reports of
     * one witness take turns, for each marks many comparisons. Empty where it is none.
     */
    public Uni<Optional<UUID>> hold(SqlConnection connection, UUID organization) {
        return HOLD.execute(connection, organization).map(found -> {
            Set<UUID> ids = Rows.ids(found);
            return ids.stream().findFirst();
        });
    }

    /** Whether anything is witnessed at all. */
    public Uni<Boolean> isAnyInForce(SqlClient client) {
        return ANY_IN_FORCE.execute(client).map(Rows::truth);
    }
}
