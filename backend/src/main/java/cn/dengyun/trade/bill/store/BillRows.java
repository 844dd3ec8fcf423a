package cn.dengyun.trade.bill.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillCredits;
import cn.dengyun.trade.bill.domain.BillLine;
import cn.dengyun.trade.bill.domain.BillLineKind;
import cn.dengyun.trade.bill.domain.BillStatus;
import cn.dengyun.trade.bill.domain.CreditNote;
import cn.dengyun.trade.bill.domain.CreditNoteLine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The lines and credit notes of bills, and which bills are due. */
@ApplicationScoped
public class BillRows {

    private static final RowMapper<Bill> BILLS = RowMapper.of(Bill.class);
    private static final RowMapper<Line> LINES = RowMapper.of(Line.class);
    private static final RowMapper<Note> NOTES = RowMapper.of(Note.class);
    private static final RowMapper<NoteLine> NOTE_LINES = RowMapper.of(NoteLine.class);
    private static final RowMapper<Wanting> WANTING = RowMapper.of(Wanting.class);
    private static final RowMapper<WantingOwnWords> WANTING_OWN_WORDS = RowMapper.of(WantingOwnWords.class);

    private static final Statement INSERT =
            Statement.of("INSERT INTO bill " + BILLS.values() + " ON CONFLICT DO NOTHING");
    private static final Statement LOCK =
            Statement.of("SELECT %s FROM bill WHERE id = $1 FOR UPDATE".formatted(BILLS.columns()));
    private static final Statement OF_ORDER =
            Statement.of("SELECT %s FROM bill WHERE order_id = $1 ORDER BY month".formatted(BILLS.columns()));
    private static final Statement INSERT_LINES =
            Statement.of("INSERT INTO bill_line (%s) SELECT * FROM %s".formatted(LINES.columns(), LINES.unnested()));
    private static final Statement LINES_OF = Statement.of(
            "SELECT %s FROM bill_line WHERE bill_id = ANY($1) ORDER BY bill_id, number".formatted(LINES.columns()));
    private static final Statement LINES_OF_ORDER = Statement.of("""
            SELECT %s FROM bill_line l JOIN bill b ON b.id = l.bill_id WHERE b.order_id = $1 ORDER BY b.month, l.number
            """.formatted(LINES.columns("l")));
    private static final Statement POSTPONE =
            Statement.of("UPDATE bill SET due_at = $2 WHERE id = $1 AND status = 'GRACE'");
    /** One whose month goes on ends with the service where that ends within it. */
    private static final Statement END_AT = Statement.of("""
            UPDATE bill b SET due_at = t.due_at, version = b.version + 1
            FROM (SELECT id, CASE WHEN $2 > month::timestamp AT TIME ZONE 'Asia/Shanghai'
                    AND $2 < (month + interval '1 month') AT TIME ZONE 'Asia/Shanghai' THEN $2
                    ELSE (month + interval '1 month') AT TIME ZONE 'Asia/Shanghai' END AS due_at
                FROM bill WHERE order_id = $1 AND status = 'OPEN') t
            WHERE b.id = t.id AND b.status = 'OPEN' AND b.due_at <> t.due_at
            """);

    private static final Statement IS_LOCKED = Statement.of("""
            SELECT EXISTS (SELECT FROM bill WHERE order_id = $1 AND month >= $2 AND status NOT IN ('OPEN', 'GRACE'))
            """);
    private static final Statement INSERT_NOTE = Statement.of("INSERT INTO credit_note " + NOTES.values());
    private static final Statement NOTES_OF = Statement.of(
            "SELECT %s FROM credit_note WHERE bill_id = ANY($1) ORDER BY bill_id, number".formatted(NOTES.columns()));
    private static final Statement INSERT_NOTE_LINES = Statement.of("INSERT INTO credit_note_line (%s) SELECT * FROM %s"
            .formatted(NOTE_LINES.columns(), NOTE_LINES.unnested()));
    private static final Statement NOTE_LINES_OF =
            Statement.of("SELECT %s FROM credit_note_line WHERE bill_id = ANY($1) ORDER BY bill_id, note, line"
                    .formatted(NOTE_LINES.columns()));
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM bill WHERE status = $1 AND due_at <= $2 AND id > $3 ORDER BY id LIMIT $4
            """.formatted(BILLS.columns()));
    private static final Statement NEXT_DUE =
            Statement.of("SELECT min(due_at) FROM bill WHERE status IN ('OPEN', 'GRACE', 'ACCEPTED') AND due_at > $1");
    /**
     * Orders whose service goes on in a month of which there is no bill, or of which something has no bill to go to.
     */
    private static final Statement WITHOUT_BILL = Statement.of("""
            SELECT m.order_id, min(m.made_at) AS made_at, max(m.ends_at) AS ends_at, max(b.month) AS latest
            FROM usage_meter m LEFT JOIN LATERAL (SELECT max(month) AS month, bool_or(status IN ('OPEN', 'GRACE')) AS is_open
                FROM bill WHERE bill.order_id = m.order_id) b ON true
            WHERE m.order_id > $2 AND (b.month IS NULL
                OR b.month < $1 AND (b.month + interval '1 month') AT TIME ZONE 'Asia/Shanghai' < m.ends_at
                OR NOT b.is_open AND b.month < $1 AND (EXISTS (SELECT FROM usage_event e WHERE e.meter_id = m.id
                        AND e.status = 'ACCEPTED' AND e.bill_id IS NULL
                        AND e.occurred_at < ($1 + interval '1 month') AT TIME ZONE 'Asia/Shanghai')
                    OR EXISTS (SELECT FROM usage_correction c JOIN usage_event e ON e.meter_id = c.meter_id
                            AND e.id = c.reversed_id
                        WHERE c.meter_id = m.id AND c.bill_id IS NULL AND e.bill_id IS NOT NULL)))
            GROUP BY m.order_id ORDER BY m.order_id LIMIT $3
            """);
    /**
     * Orders of which something was accepted in own words that has no bill to go to: the month in which the first of it
     * was accepted has none yet, or has one that has locked, and then the present one has none.
     */
    private static final Statement WITHOUT_BILL_OF_OWN_WORDS = Statement.of("""
            SELECT d.order_id, min(CASE WHEN b.month IS NULL OR a.month > b.month THEN a.month ELSE $1 END) AS month
            FROM order_delivery d
                CROSS JOIN LATERAL (SELECT date_trunc('month', d.decided_at AT TIME ZONE 'Asia/Shanghai')::date AS month) a
                LEFT JOIN LATERAL (SELECT max(month) AS month, bool_or(status IN ('OPEN', 'GRACE')) AS is_open
                    FROM bill WHERE bill.order_id = d.order_id) b ON true
            WHERE d.unbilled AND d.order_id > $2
                AND (b.month IS NULL OR a.month > b.month OR NOT b.is_open AND b.month < $1)
            GROUP BY d.order_id ORDER BY d.order_id LIMIT $3
            """);

    /**
     * An order that needs another bill.
     *
     * @param madeAt when its meters were made
     * @param endsAt when its service ends
     * @param latest the month of its latest bill; null where it has none
     */
    public record Wanting(UUID orderId, Instant madeAt, Instant endsAt, LocalDate latest) {}

    /**
     * An order that needs another bill because of what was accepted in own words.
     *
     * @param month of the bill, its first day
     */
    public record WantingOwnWords(UUID orderId, LocalDate month) {}

    /** A line with its bill. */
    private record Line(
            UUID billId,
            int number,
            int orderLine,
            String planCode,
            String planName,
            BillLineKind kind,
            LocalDate month,
            BigDecimal quantity,
            String unit,
            BigDecimal rate,
            String name,
            long amountFen,
            BigDecimal taxRate,
            Long taxFen,
            UUID deliveryId) {

        static Line of(UUID billId, BillLine line) {
            return new Line(
                    billId,
                    line.number(),
                    line.orderLine(),
                    line.planCode(),
                    line.planName(),
                    line.kind(),
                    line.month(),
                    line.quantity(),
                    line.unit(),
                    line.rate(),
                    line.name(),
                    line.amountFen(),
                    line.taxRate(),
                    line.taxFen(),
                    line.deliveryId());
        }

        BillLine line() {
            return new BillLine(
                    number,
                    orderLine,
                    planCode,
                    planName,
                    kind,
                    month,
                    quantity,
                    unit,
                    rate,
                    name,
                    amountFen,
                    taxRate,
                    taxFen,
                    deliveryId);
        }
    }

    /** A credit note without its lines. */
    private record Note(
            UUID id, UUID billId, int number, long amountFen, String reason, UUID issuedBy, Instant issuedAt) {

        static Note of(CreditNote note) {
            return new Note(
                    note.id(),
                    note.billId(),
                    note.number(),
                    note.amountFen(),
                    note.reason(),
                    note.issuedBy(),
                    note.issuedAt());
        }

        CreditNote note(List<CreditNoteLine> lines) {
            return new CreditNote(id, billId, number, amountFen, reason, issuedBy, issuedAt, lines);
        }
    }

    /** A line of a credit note with its bill and the number of its note. */
    private record NoteLine(UUID billId, int note, int line, long amountFen) {

        static NoteLine of(CreditNote note, CreditNoteLine line) {
            return new NoteLine(note.billId(), note.number(), line.line(), line.amountFen());
        }

        CreditNoteLine told() {
            return new CreditNoteLine(line, amountFen);
        }
    }

    private final Pool pool;

    BillRows(Pool pool) {
        this.pool = pool;
    }

    /** Puts one on record unless the order has one of that month. */
    public Uni<Void> insert(SqlConnection connection, Bill bill) {
        return INSERT.execute(connection, bill).replaceWithVoid();
    }

    /** One as it is now, held until the unit of work ends; its order is locked before. */
    public Uni<Bill> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(BILLS::first);
    }

    /** Those of an order, by month. */
    public Uni<List<Bill>> ofOrder(SqlClient client, UUID orderId) {
        return OF_ORDER.execute(client, orderId).map(BILLS::list);
    }

    public Uni<List<Bill>> ofOrder(UUID orderId) {
        return ofOrder(pool, orderId);
    }

    public Uni<Void> insert(SqlConnection connection, UUID billId, List<BillLine> lines) {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return INSERT_LINES
                .execute(
                        connection,
                        LINES.arrays(lines.stream()
                                .map(line -> Line.of(billId, line))
                                .toList()))
                .replaceWithVoid();
    }

    /** Those of bills, by bill and in their order. */
    public Uni<Map<UUID, List<BillLine>>> lines(SqlClient client, Collection<UUID> bills) {
        return LINES_OF.execute(client, Parameters.ids(bills))
                .map(rows -> LINES.list(rows).stream()
                        .collect(Collectors.groupingBy(
                                Line::billId, Collectors.mapping(Line::line, Collectors.toList()))));
    }

    /** Those of one. */
    public Uni<List<BillLine>> lines(SqlClient client, UUID bill) {
        return lines(client, List.of(bill)).map(found -> found.getOrDefault(bill, List.of()));
    }

    public Uni<List<BillLine>> lines(UUID bill) {
        return lines(pool, bill);
    }

    /** Those of all bills of an order that have locked, by month. */
    public Uni<List<BillLine>> linesOfOrder(SqlClient client, UUID orderId) {
        return LINES_OF_ORDER
                .execute(client, orderId)
                .map(rows -> LINES.list(rows).stream().map(Line::line).toList());
    }

    public Uni<Void> insert(SqlConnection connection, CreditNote note) {
        return INSERT_NOTE
                .execute(connection, Note.of(note))
                .chain(() -> note.lines().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : INSERT_NOTE_LINES
                                .execute(
                                        connection,
                                        NOTE_LINES.arrays(note.lines().stream()
                                                .map(line -> NoteLine.of(note, line))
                                                .toList()))
                                .replaceWithVoid());
    }

    /** Those of bills, by bill and oldest first; of a bill without any there is none. */
    public Uni<Map<UUID, List<CreditNote>>> notes(SqlClient client, Collection<UUID> bills) {
        return NOTES_OF.execute(client, Parameters.ids(bills))
                .chain(notes -> NOTE_LINES_OF
                        .execute(client, Parameters.ids(bills))
                        .map(lines -> notes(NOTES.list(notes), NOTE_LINES.list(lines))));
    }

    private static Map<UUID, List<CreditNote>> notes(List<Note> notes, List<NoteLine> lines) {
        return notes.stream()
                .map(note -> note.note(lines.stream()
                        .filter(line -> line.billId().equals(note.billId()) && line.note() == note.number())
                        .map(NoteLine::told)
                        .toList()))
                .collect(Collectors.groupingBy(CreditNote::billId));
    }

    /** Those of a bill, oldest first. */
    public Uni<List<CreditNote>> notes(SqlClient client, UUID billId) {
        return notes(client, List.of(billId)).map(found -> found.getOrDefault(billId, List.of()));
    }

    /** What they have taken off bills, by bill; of a bill without any there is nothing. */
    public Uni<Map<UUID, BillCredits>> credits(SqlClient client, Collection<Bill> bills) {
        List<UUID> credited = bills.stream()
                .filter(bill -> bill.creditedFen() > 0)
                .map(Bill::id)
                .toList();
        return credited.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : notes(client, credited).map(found -> {
                    Map<UUID, BillCredits> credits = new HashMap<>();
                    found.forEach((bill, notes) -> credits.put(bill, BillCredits.of(notes)));
                    return credits;
                });
    }

    /** What they have taken off a bill. */
    public Uni<BillCredits> credits(SqlClient client, Bill bill) {
        return credits(client, List.of(bill)).map(found -> found.getOrDefault(bill.id(), BillCredits.NONE));
    }

    public Uni<List<CreditNote>> notes(UUID billId) {
        return notes(pool, billId);
    }

    /** Those that stand somewhere and whose time there is over, by id. */
    public Uni<List<Bill>> due(BillStatus status, Instant now, UUID after, int rows) {
        return DUE.execute(pool, status, now, after, rows).map(BILLS::list);
    }

    /** When the time of the next will be over that the clock moves on, or a month begins; empty when none will. */
    public Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    /**
     * Orders that need another bill, by id.
     *
     * @param month the present one, its first day
     */
    public Uni<List<Wanting>> withoutBill(LocalDate month, UUID after, int rows) {
        return WITHOUT_BILL.execute(pool, month, after, rows).map(WANTING::list);
    }

    /**
     * Orders that need another bill because of what was accepted of them in own words, by id.
     *
     * @param month the present one, its first day
     */
    public Uni<List<WantingOwnWords>> withoutBillOfOwnWords(LocalDate month, UUID after, int rows) {
        return WITHOUT_BILL_OF_OWN_WORDS.execute(pool, month, after, rows).map(WANTING_OWN_WORDS::list);
    }

    /** The month of an order's bill ends with its service at that moment, where that is within it. */
    public Uni<Void> endAt(SqlConnection connection, UUID orderId, Instant end) {
        return END_AT.execute(connection, orderId, end).replaceWithVoid();
    }

    /** Whether the bill of a month of an order has locked, or one behind it. */
    public Uni<Boolean> isLocked(SqlConnection connection, UUID orderId, LocalDate month) {
        return IS_LOCKED.execute(connection, orderId, month).map(Rows::truth);
    }

    /** One that could not lock is tried again from another moment on. */
    public Uni<Void> postpone(SqlConnection connection, UUID id, Instant again) {
        return POSTPONE.execute(connection, id, again).replaceWithVoid();
    }
}
