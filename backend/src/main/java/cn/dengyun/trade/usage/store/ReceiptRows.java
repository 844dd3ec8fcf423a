package cn.dengyun.trade.usage.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Defect;
import cn.dengyun.trade.usage.domain.UsageOutcome;
import cn.dengyun.trade.usage.domain.UsageReceipt;
import cn.dengyun.trade.usage.domain.UsageReceiptRow;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Receipts, and what became of each of their lines. */
@ApplicationScoped
public class ReceiptRows {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final TypeReference<List<UsageReceipt.OfMeter>> METERS = new TypeReference<>() {};
    private static final TypeReference<List<Defect>> DEFECTS = new TypeReference<>() {};

    private static final RowMapper<UsageReceipt> RECEIPTS =
            RowMapper.of(UsageReceipt.class).text("meters", text -> read(text, METERS), ReceiptRows::write);
    private static final RowMapper<Stored> STORED = RowMapper.of(Stored.class);
    private static final RowMapper<UsageReceiptRow> ROWS =
            RowMapper.of(UsageReceiptRow.class).text("defects", text -> read(text, DEFECTS), ReceiptRows::write);

    private static final Statement INSERT = Statement.of(
            "INSERT INTO usage_receipt (%s) SELECT * FROM %s".formatted(RECEIPTS.columns(), RECEIPTS.unnested()));
    private static final Statement INSERT_ROWS = Statement.of(
            "INSERT INTO usage_receipt_row (%s) SELECT * FROM %s".formatted(STORED.columns(), STORED.unnested()));
    private static final Statement FIND =
            Statement.of("SELECT %s FROM usage_receipt WHERE id = $1".formatted(RECEIPTS.columns()));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM usage_receipt WHERE id < $1 AND ($3 OR provider_organization_id = $4)
            ORDER BY id DESC LIMIT $2
            """.formatted(RECEIPTS.columns()));
    private static final Statement ROWS_OF = Statement.of("""
            SELECT * FROM (
                SELECT receipt_id, line, CASE WHEN quarantine IS NULL THEN 'ACCEPTED' ELSE 'QUARANTINED' END AS outcome,
                    meter_id, event_id, id AS usage_event_id, quarantine, NULL AS defects
                FROM usage_event WHERE receipt_id = $1 AND line > $2
                UNION ALL
                SELECT receipt_id, line, 'ACCEPTED', meter_id, event_id, id, NULL, NULL
                FROM usage_witness_reading WHERE receipt_id = $1 AND line > $2
                UNION ALL
                SELECT receipt_id, line, outcome, meter_id, event_id, usage_event_id, NULL, defects
                FROM usage_receipt_row WHERE receipt_id = $1 AND line > $2) AS r
            WHERE $3::text IS NULL OR outcome = $3
            ORDER BY line LIMIT $4
            """);

    private final Pool pool;

    ReceiptRows(Pool pool) {
        this.pool = pool;
    }

    private record Stored(
            UUID receiptId,
            int line,
            UsageOutcome outcome,
            UUID meterId,
            String eventId,
            UUID usageEventId,
            String defects) {

        static Stored of(UsageReceiptRow row) {
            return new Stored(
                    row.receiptId(),
                    row.line(),
                    row.outcome(),
                    row.meterId(),
                    row.eventId(),
                    row.usageEventId(),
                    row.outcome() == UsageOutcome.DUPLICATE ? null : write(row.defects()));
        }
    }

    public Uni<Void> insert(SqlConnection connection, UsageReceipt receipt) {
        return INSERT.execute(connection, RECEIPTS.arrays(List.of(receipt))).replaceWithVoid();
    }

    /** Those of lines that came to nothing. */
    public Uni<Void> insert(SqlConnection connection, List<UsageReceiptRow> rows) {
        return INSERT_ROWS
                .execute(connection, STORED.arrays(rows.stream().map(Stored::of).toList()))
                .replaceWithVoid();
    }

    public Uni<Optional<UsageReceipt>> find(UUID id) {
        return FIND.execute(pool, id).map(RECEIPTS::optional);
    }

    /** Newest first, of a provider or of all. */
    public Uni<List<UsageReceipt>> page(UUID before, int rows, boolean isAll, UUID providerOrganization) {
        return PAGE.execute(pool, before, rows, isAll, providerOrganization).map(RECEIPTS::list);
    }

    /**
     * By line.
     *
     * @param outcome null for all
     */
    public Uni<List<UsageReceiptRow>> rows(UUID receiptId, int behind, UsageOutcome outcome, int rows) {
        return ROWS_OF.execute(pool, receiptId, behind, outcome, rows).map(ROWS::list);
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a receipt keeps as a text cannot be read", e);
        }
    }

    private static String write(Object kept) {
        try {
            return JSON.writeValueAsString(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record can be written", e);
        }
    }
}
