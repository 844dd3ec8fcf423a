package cn.dengyun.voucher.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.voucher.domain.OrderPayment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Orders that vouchers pay for. Whoever makes a hold locks its order first, before any voucher. */
@ApplicationScoped
public class OrderStore {

    private static final RowMapper<OrderPayment> PAYMENTS = RowMapper.of(OrderPayment.class)
            .text("lines", ReservationLines::read, ReservationLines::write)
            .text("refunded", ReservationLines::read, ReservationLines::write);

    private static final Statement LOCK = Statement.of("""
            INSERT INTO paid_order AS o (organization_id, provider_id, external_reference) VALUES ($1, $2, $3)
            ON CONFLICT ON CONSTRAINT paid_order_pk DO UPDATE SET holds = o.holds + 1 RETURNING holds
            """);
    private static final Statement PAID = Statement.of("""
            SELECT v.programme_id, v.rule_version, coalesce(d.lines, r.lines) AS lines, (SELECT jsonb_agg(l)::text
                    FROM refund f CROSS JOIN LATERAL jsonb_array_elements(f.lines::jsonb) l
                    WHERE f.redemption_id = d.id) AS refunded,
                CASE r.status WHEN 'HELD' THEN r.amount_fen ELSE d.amount_fen - d.refunded_fen END AS paid_fen
            FROM reservation r JOIN voucher v ON v.id = r.voucher_id LEFT JOIN redemption d ON d.reservation_id = r.id
            WHERE r.organization_id = $1 AND r.provider_id = $2 AND r.external_reference = $3 AND r.offering_id = $4
                AND r.status IN ('HELD', 'CAPTURED')
            """);

    /** Whose order it is, with whom, and what it is called there. */
    public record Key(UUID organizationId, UUID providerId, String externalReference) {}

    /** How many holds were made for the order, with the one to be made; nobody else makes one meanwhile. */
    public Uni<Integer> lock(SqlConnection connection, Key order) {
        return LOCK.execute(connection, order)
                .map(rows -> rows.iterator().next().getInteger("holds"));
    }

    /** What holds pay of one offering on an order that this unit of work has locked. */
    public Uni<List<OrderPayment>> payments(SqlConnection connection, Key order, UUID offeringId) {
        return PAID.execute(connection, order, offeringId).map(PAYMENTS::list);
    }
}
