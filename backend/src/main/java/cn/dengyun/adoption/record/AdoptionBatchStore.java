package cn.dengyun.adoption.record;

import cn.dengyun.adoption.rule.AdoptionRule;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Draw;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How batches come into being, and what was drawn of each. */
@ApplicationScoped
class AdoptionBatchStore {

    private static final RowMapper<AdoptionBatch> BATCHES = RowMapper.of(AdoptionBatch.class);
    private static final RowMapper<AdoptionSample> SAMPLES = RowMapper.of(AdoptionSample.class);
    private static final RowMapper<Gathered> GATHERED = RowMapper.of(Gathered.class);

    /** Of a record: it is to be judged and in no batch yet. */
    private static final String WAITS = "batch_id IS NULL AND status IN ('PENDING', 'OBJECTED', 'COUNTED')";

    private static final Statement REGIONS = Statement.of("""
            SELECT DISTINCT region_code FROM adoption_record WHERE import_id = $1 AND %s ORDER BY region_code
            """.formatted(WAITS));
    /** From import to import in the index, for an import has up to a million records. */
    private static final Statement WAITING = Statement.of("""
            WITH RECURSIVE waiting (import_id) AS (
                (SELECT import_id FROM adoption_record WHERE import_id IS NOT NULL AND %1$s ORDER BY import_id LIMIT 1)
                UNION ALL SELECT (SELECT next.import_id FROM adoption_record next
                    WHERE next.import_id > waiting.import_id AND %1$s ORDER BY next.import_id LIMIT 1)
                FROM waiting WHERE waiting.import_id IS NOT NULL)
            SELECT import_id FROM waiting WHERE import_id IS NOT NULL
            """.formatted(WAITS));

    private static final Statement GATHER = Statement.of("""
            SELECT count(*) AS records, count(*) FILTER (WHERE category_code = ANY($2)
                AND coalesce(new_last_used_on, last_used_on) >= starts_on + $3::integer) AS deep,
                count(*) FILTER (WHERE organization_id IS NULL) AS unregistered
            FROM adoption_record WHERE batch_id = $1
            """);
    private static final Statement INSERT = Statement.of("INSERT INTO adoption_batch " + BATCHES.values());
    private static final Statement FILL = Statement.of("""
            UPDATE adoption_record SET batch_id = $1
            WHERE import_id = $2 AND region_code = $3 AND %s
            """.formatted(WAITS));

    private static final Statement DRAW = Statement.of("""
            INSERT INTO adoption_sample (batch_id, place, record_id)
            SELECT $1::uuid, row_number() OVER (ORDER BY drawn, id), id FROM (SELECT id,
                %s AS drawn
                FROM adoption_record WHERE batch_id = $1::uuid ORDER BY drawn, id LIMIT $3) AS sampled
            """.formatted(Draw.sql("$2", "id")));
    private static final Statement LOCK_OF_IMPORT =
            Statement.of("SELECT %s FROM adoption_batch WHERE import_id = $1 AND region_code = $2 FOR UPDATE"
                    .formatted(BATCHES.columns()));
    private static final Statement SAMPLE_OF = Statement.of(
            "SELECT %s FROM adoption_sample WHERE batch_id = $1 ORDER BY place".formatted(SAMPLES.columns()));
    private static final Statement WRITE = Statement.of("""
            UPDATE adoption_sample SET finding = $3, note = $4, inspected_by = $5, inspected_at = $6, recheck = $7,
                recheck_note = $8, rechecked_by = $9, rechecked_at = $10
            WHERE batch_id = $1 AND place = $2
            """);

    private final Pool pool;

    AdoptionBatchStore(Pool pool) {
        this.pool = pool;
    }

    /** What is in a batch. */
    record Gathered(long records, long deep, long unregistered) {}

    /** Counties in which something of an import waits and is in no batch yet. */
    Uni<List<String>> regions(UUID importId) {
        return REGIONS.execute(pool, importId).map(found -> Rows.<String>list(found, row -> row.getString(0)));
    }

    /** Imports of which something waits to be judged and is in no batch yet. */
    Uni<List<UUID>> importsWaiting() {
        return WAITING.execute(pool).map(found -> Rows.<UUID>list(found, row -> row.getUUID(0)));
    }

    /** Puts what waits of an import in a county together; what has been taken back meanwhile is left out. */
    Uni<Gathered> gather(SqlConnection connection, UUID batch, UUID importId, String regionCode, AdoptionRule rule) {
        return FILL.execute(connection, batch, importId, regionCode)
                .chain(() -> GATHER.execute(
                        connection,
                        batch,
                        Parameters.texts(rule.form().deepCategories()),
                        rule.form().deepDays()))
                .map(GATHERED::first);
    }

    /** Puts a batch on record whose content is gathered, and draws its sample. */
    Uni<Void> make(SqlConnection connection, AdoptionBatch made) {
        return INSERT.execute(connection, made)
                .chain(() -> DRAW.execute(connection, made.id(), made.seed(), made.sampleSize()))
                .invoke(Rows.exactly(made.sampleSize(), "a sample has another size than was said"))
                .replaceWithVoid();
    }

    /** That of an import in a county, held until the unit of work ends. */
    Uni<Optional<AdoptionBatch>> lock(SqlConnection connection, UUID importId, String regionCode) {
        return LOCK_OF_IMPORT.execute(connection, importId, regionCode).map(BATCHES::optional);
    }

    /** What was drawn, in the order in which it was. */
    Uni<List<AdoptionSample>> sampleOf(SqlClient client, UUID batch) {
        return SAMPLE_OF.execute(client, batch).map(SAMPLES::list);
    }

    /** What was drawn, outside of a unit of work. */
    Uni<List<AdoptionSample>> sampleOf(UUID batch) {
        return sampleOf(pool, batch);
    }

    Uni<Void> write(SqlConnection connection, AdoptionSample found) {
        return WRITE.execute(
                        connection,
                        found.batchId(),
                        found.place(),
                        found.finding(),
                        found.note(),
                        found.inspectedBy(),
                        found.inspectedAt(),
                        found.recheck(),
                        found.recheckNote(),
                        found.recheckedBy(),
                        found.recheckedAt())
                .invoke(Rows.exactly(1, "a record of a sample is not there"))
                .replaceWithVoid();
    }
}
