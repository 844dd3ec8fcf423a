package cn.dengyun.trade.bill.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillLine;
import cn.dengyun.trade.bill.domain.BilledEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The readings that bills rest on. */
@ApplicationScoped
public class BilledEvents {

    private static final RowMapper<BilledEvent> EVENTS = RowMapper.of(BilledEvent.class);
    private static final UUID FIRST = new UUID(0, 0);
    private static final int KEYS = 4;

    private static final Statement PAGE = Statement.of("""
            SELECT f.* FROM (
                SELECT e.id, e.meter_id, m.line AS order_line, m.plan_code, m.unit, e.event_id, e.occurred_at, e.ends_at, e.quantity,
                    e.value, e.received_at, false AS taken_back
                FROM usage_meter m JOIN usage_event e ON e.meter_id = m.id AND e.bill_id = $2
                WHERE m.order_id = $1 AND ($3::int IS NULL OR m.line = $3) AND e.occurred_at >= $4 AND e.occurred_at < $5
                UNION ALL
                SELECT e.id, e.meter_id, m.line, m.plan_code, m.unit, e.event_id, e.occurred_at, e.ends_at, e.quantity, e.value,
                    e.received_at, true
                FROM usage_meter m JOIN usage_correction c ON c.meter_id = m.id AND c.bill_id = $2
                    JOIN usage_event e ON e.meter_id = m.id AND e.id = c.reversed_id
                WHERE m.order_id = $1 AND ($3::int IS NULL OR m.line = $3) AND e.occurred_at >= $4 AND e.occurred_at < $5) f
            WHERE (f.meter_id, f.occurred_at, f.event_id, f.taken_back) > ($6, $7, $8, $9)
            ORDER BY f.meter_id, f.occurred_at, f.event_id, f.taken_back LIMIT $10
            """);

    private final Pool pool;

    BilledEvents(Pool pool) {
        this.pool = pool;
    }

    /**
     * By meter and time. Rejects with {@code cursor-invalid} (400).
     *
     * @param line of the bill, whose readings are wanted; null: those of all
     * @param behind the key of the last of the page before; null for the first page
     */
    public Uni<List<BilledEvent>> page(Bill bill, BillLine line, List<String> behind, int rows) {
        Instant from = line == null ? Instant.EPOCH : Bill.startOf(line.month());
        Instant end = Bill.endOf(line == null ? bill.month() : line.month());
        Key key = Key.of(behind);
        return PAGE.execute(
                        pool,
                        bill.orderId(),
                        bill.id(),
                        line == null ? null : line.orderLine(),
                        from,
                        end,
                        key.meter(),
                        key.occurredAt(),
                        key.eventId(),
                        key.takenBack(),
                        rows)
                .map(EVENTS::list);
    }

    private record Key(UUID meter, Instant occurredAt, String eventId, boolean takenBack) {

        static Key of(List<String> behind) {
            if (behind == null) {
                return new Key(FIRST, Instant.EPOCH, "", false);
            }
            try {
                if (behind.size() != KEYS) {
                    throw Rejection.invalid("cursor-invalid");
                }
                return new Key(
                        UUID.fromString(behind.get(0)),
                        Instant.parse(behind.get(1)),
                        behind.get(2),
                        Boolean.parseBoolean(behind.get(3)));
            } catch (IllegalArgumentException | DateTimeException e) {
                throw Rejection.invalid("cursor-invalid");
            }
        }
    }
}
