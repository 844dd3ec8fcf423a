package cn.dengyun.trade.usage.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.trade.usage.domain.UsageMeter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What concerns several meters, and how they are made and end with their order. */
@ApplicationScoped
public class MeterRows {

    private static final RowMapper<UsageMeter> METERS = RowMapper.of(UsageMeter.class);
    private static final RowMapper<Opened> OPENED = RowMapper.of(Opened.class);

    private static final Statement INSERT = Statement.of("""
            INSERT INTO usage_meter (id, version, order_id, order_number, line, plan_code, plan_name, price_model, unit, aggregation,
                organization_id, organization_name, region_code, provider_id, provider_organization_id, provider_name,
                offering_id, offering_name, begins_at, ends_at, made_at,
                ordered_quantity)
            SELECT t.id, 0, o.id, o.number, t.line, t.plan_code, t.plan_name, t.price_model, t.unit, t.aggregation,
                o.organization_id, o.organization_name, o.region_code, o.provider_id, o.provider_organization_id,
                o.provider_name, o.offering_id, o.offering_name, t.begins_at, t.ends_at, t.made_at,
                t.ordered_quantity
            FROM %s JOIN service_order o ON o.id = t.order_id
            ON CONFLICT ON CONSTRAINT usage_meter_one_of_a_line DO NOTHING
            """.formatted(OPENED.unnested()));
    private static final Statement END_AT = Statement.of("""
            UPDATE usage_meter SET ends_at = $2, barred_end = NULL, version = version + 1
            WHERE order_id = $1 AND (ends_at <> $2 OR barred_end IS NOT NULL)
            """);
    private static final Statement END_BY = Statement.of("""
            UPDATE usage_meter SET ends_at = least(ends_at, $2), barred_end = NULL, version = version + 1
            WHERE order_id = $1 AND (ends_at > $2 OR barred_end IS NOT NULL)
            """);
    private static final Statement BAR = Statement.of("""
            UPDATE usage_meter SET ends_at = $2, barred_end = ends_at, version = version + 1 WHERE order_id = $1 AND ends_at > $2
            """);
    private static final Statement UNBAR = Statement.of("""
            UPDATE usage_meter SET ends_at = barred_end, barred_end = NULL, version = version + 1
            WHERE order_id = $1 AND barred_end IS NOT NULL
            """);
    private static final Statement OF_ORDER =
            Statement.of("SELECT %s FROM usage_meter WHERE order_id = $1 ORDER BY line".formatted(METERS.columns()));
    private static final Statement BY_IDS =
            Statement.of("SELECT %s FROM usage_meter WHERE id = ANY($1)".formatted(METERS.columns()));
    private static final Statement OF_PROVIDER = Statement.of("""
            SELECT %s FROM usage_meter WHERE provider_organization_id = $1 AND (id = ANY($2)
                OR (order_number, plan_code) IN (SELECT * FROM unnest($3::text[], $4::text[])))
            """.formatted(METERS.columns()));

    /** A meter that begins; the rest its order says. */
    public record Opened(
            UUID id,
            UUID orderId,
            int line,
            String planCode,
            String planName,
            String priceModel,
            String unit,
            String aggregation,
            Instant beginsAt,
            Instant endsAt,
            Instant madeAt,
            BigDecimal orderedQuantity) {}

    /** What a meter can be called by, besides its id. */
    public record Name(String orderNumber, String planCode) {}

    /** Makes those that are not there. */
    public Uni<Void> open(SqlConnection connection, List<Opened> meters) {
        return INSERT.execute(connection, OPENED.arrays(meters)).replaceWithVoid();
    }

    /** Those of an order end at that moment for good, whenever they were to end before. */
    public Uni<Void> endAt(SqlConnection connection, UUID orderId, Instant end) {
        return END_AT.execute(connection, orderId, end).replaceWithVoid();
    }

    /** Those of an order end at that moment at the latest, for good: none ends later because no sanction stands. */
    public Uni<Void> endBy(SqlConnection connection, UUID orderId, Instant end) {
        return END_BY.execute(connection, orderId, end).replaceWithVoid();
    }

    /** The same, until it turns out that the order goes on. */
    public Uni<Void> bar(SqlConnection connection, UUID orderId, Instant end) {
        return BAR.execute(connection, orderId, end).replaceWithVoid();
    }

    /** Those that were ended like that end again when they would have. */
    public Uni<Void> unbar(SqlConnection connection, UUID orderId) {
        return UNBAR.execute(connection, orderId).replaceWithVoid();
    }

    /** By line. */
    public Uni<List<UsageMeter>> ofOrder(SqlClient client, UUID orderId) {
        return OF_ORDER.execute(client, orderId).map(METERS::list);
    }

    public Uni<List<UsageMeter>> byIds(SqlClient client, Collection<UUID> ids) {
        return BY_IDS.execute(client, Parameters.ids(ids)).map(METERS::list);
    }

    /** Those of a provider that have one of these ids or names. */
    public Uni<List<UsageMeter>> ofProvider(
            SqlClient client, UUID providerOrganization, Collection<UUID> ids, Collection<Name> names) {
        return OF_PROVIDER
                .execute(
                        client,
                        providerOrganization,
                        Parameters.ids(ids),
                        Parameters.texts(names.stream().map(Name::orderNumber).toList()),
                        Parameters.texts(names.stream().map(Name::planCode).toList()))
                .map(METERS::list);
    }
}
