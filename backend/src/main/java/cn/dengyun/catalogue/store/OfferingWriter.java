package cn.dengyun.catalogue.store;

import cn.dengyun.catalogue.document.OfferingReader;
import cn.dengyun.catalogue.domain.MirrorChange;
import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.catalogue.domain.OfferingStatus;
import cn.dengyun.catalogue.domain.PriceBand;
import cn.dengyun.catalogue.domain.RecordedOffering;
import cn.dengyun.catalogue.search.IndexEntry;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes offerings, one or a thousand with the same statements: arrays in, one execution each. Every write names the
 * revision it is based on; a row that has moved on meanwhile is not touched, which shows in the count.
 */
@ApplicationScoped
public class OfferingWriter {

    static final RowMapper<RecordedOffering> RECORDED_OFFERINGS =
            RowMapper.of(RecordedOffering.class).named("isSuspended", "suspended");

    private static final Statement RECORDED = Statement.of("""
            SELECT id, external_id, status, version, revision, content_hash, suspended FROM offering
            WHERE provider_id = $1 AND external_id = ANY($2)
            """);

    private static final Statement LOCK = Statement.of("""
            SELECT id, external_id, status, version, revision, content_hash, suspended FROM offering
            WHERE provider_id = $1 AND external_id = $2
            FOR NO KEY UPDATE
            """);

    private static final Statement UPSERT = Statement.of("""
            INSERT INTO offering AS o (id, provider_id, external_id, kind, status, version, revision, content_hash,
                name, name_en, category_code, price_from_fen, price_band, has_trial, voucher_eligible, industries,
                regions, name_key, description_key, name_grams, text_grams, created_at, updated_at, published_at)
            SELECT id, $1, external_id, kind, status, version, revision, hash, name, name_en, category, price,
                band, trial, voucher, string_to_array(industries, ','), string_to_array(regions, ','), name_key,
                split_part(long, E'\\x04', 1), array_to_tsvector(string_to_array(split_part(long, E'\\x04', 2),
                E'\\x02')), array_to_tsvector(string_to_array(split_part(long, E'\\x04', 3), E'\\x02')), $2, $2,
                CASE WHEN status = 'PUBLISHED' THEN $2::timestamptz END
            FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::bigint[], $9::text[],
                $10::text[], $11::text[], $12::text[], $13::bigint[], $14::text[], $15::bool[], $16::bool[],
                $17::text[], $18::text[], $19::text[], string_to_array(convert_from($20, 'UTF8'),
                E'\\x03')) AS l(id, external_id, kind, status, version, revision, hash, name, name_en, category,
                price, band, trial, voucher, industries, regions, name_key, long)
            ON CONFLICT ON CONSTRAINT offering_external_id_unique DO UPDATE
            SET kind = excluded.kind, status = excluded.status, version = excluded.version,
                revision = excluded.revision, content_hash = excluded.content_hash, name = excluded.name,
                name_en = excluded.name_en, category_code = excluded.category_code,
                price_from_fen = excluded.price_from_fen, price_band = excluded.price_band,
                has_trial = excluded.has_trial, voucher_eligible = excluded.voucher_eligible,
                industries = excluded.industries, regions = excluded.regions, name_key = excluded.name_key,
                description_key = excluded.description_key, name_grams = excluded.name_grams,
                text_grams = excluded.text_grams, updated_at = excluded.updated_at,
                published_at = coalesce(o.published_at, excluded.published_at)
            WHERE o.revision = excluded.revision - 1
            """);

    private static final String INSERT_VERSIONS = """
            INSERT INTO offering_version (offering_id, version, provider_id, content, content_hash, actor_id,
                created_at)
            SELECT id, version, $1, content, hash, $2, $3
            FROM unnest($4::uuid[], $5::int[], string_to_array(convert_from($6, 'UTF8'), E'\\x03'),
                $7::text[]) AS l(id, version, content, hash)
            """;

    private static final String INSERT_CHANGES = """
            INSERT INTO offering_change (event_id, offering_id, provider_id, change, version, revision)
            SELECT $1, id, $2, change, version, revision
            FROM unnest($3::uuid[], $4::text[], $5::int[], $6::bigint[]) AS l(id, change, version, revision)
            """;

    private static final Statement MOVE = Statement.of("""
            UPDATE offering o
            SET status = $3, revision = o.revision + 1, updated_at = $2, published_at = CASE
                WHEN $3 = 'PUBLISHED' THEN coalesce(o.published_at, $2) ELSE o.published_at END,
                suspended = CASE $3 WHEN 'SUSPENDED' THEN true WHEN 'PUBLISHED' THEN false ELSE o.suspended END
            FROM unnest($4::uuid[], $5::bigint[]) AS l(id, revision) WHERE o.id = l.id AND o.provider_id = $1
                AND o.revision = l.revision
            """);

    private static final Statement CONFIRM = Statement.of("""
            INSERT INTO offering_confirmation AS c (offering_id, provider_id, confirmed_at)
            SELECT o.id, o.provider_id, $2 FROM offering o
                LEFT JOIN offering_confirmation k ON k.offering_id = o.id AND k.provider_id = o.provider_id
            WHERE o.provider_id = $1 AND o.id = ANY($3)
                AND greatest(o.updated_at, coalesce(k.confirmed_at,
                o.updated_at)) < $2::timestamptz - interval '1 day'
            ON CONFLICT ON CONSTRAINT offering_confirmation_pk DO UPDATE
            SET confirmed_at = excluded.confirmed_at
            """);

    /**
     * Between the long texts of one row, and between rows. Long texts go to the database as one run of bytes: the
     * client would encode an array of texts on the event loop, a character at a time. No normalised text and no JSON
     * holds these characters.
     */
    private static final String IN_ROW = "\u0004";

    private static final String BETWEEN_ROWS = "\u0003";

    /** What is on record under the given keys of a provider, by key. */
    public Uni<Map<String, RecordedOffering>> recorded(
            SqlConnection connection, UUID providerId, List<String> externalIds) {
        return RECORDED.execute(connection, providerId, Parameters.texts(externalIds))
                .map(rows -> RECORDED_OFFERINGS.by(RecordedOffering::externalId, rows));
    }

    /**
     * What is on record under a key of a provider, and nobody changes it before the unit of work ends; null when there
     * is none yet.
     */
    public Uni<RecordedOffering> lock(SqlConnection connection, UUID providerId, String externalId) {
        if (!OfferingReader.keyDefects(externalId).isEmpty()) {
            // Nothing can be on record under it, and PostgreSQL would not even take some of them as a text.
            return Uni.createFrom().nullItem();
        }
        return LOCK.execute(connection, providerId, externalId)
                .map(rows -> RECORDED_OFFERINGS.optional(rows).orElse(null));
    }

    /** Statements about to be executed, their parameters put together. */
    public static final class Batch {

        private final int size;
        private final Tuple offerings;
        private final Tuple versions;
        private final Tuple changes;

        private Batch(int size, Tuple offerings, Tuple versions, Tuple changes) {
            this.size = size;
            this.offerings = offerings;
            this.versions = versions;
            this.changes = changes;
        }
    }

    /**
     * Puts together what it takes to write revisions with their versions and public changes. With many revisions this
     * is work for a thread of its own: an event loop that did it would keep everybody waiting.
     *
     * @param revisions at least one, in any order; sorted here, so that two writers of one provider cannot deadlock
     */
    public static Batch prepare(
            UUID providerId, UUID factId, UUID actorId, Instant now, List<OfferingRevision> revisions) {
        List<OfferingRevision> sorted = revisions.stream()
                .sorted(Comparator.comparing(revision -> revision.declaration().externalId()))
                .toList();
        List<OfferingRevision> renewed = sorted.stream()
                .filter(revision -> revision.decision().hasNewContent())
                .toList();
        List<OfferingRevision> visible =
                sorted.stream().filter(revision -> revision.change() != null).toList();
        return new Batch(
                sorted.size(),
                offerings(providerId, now, sorted),
                renewed.isEmpty() ? null : versions(providerId, actorId, now, renewed),
                visible.isEmpty() ? null : changes(providerId, factId, visible));
    }

    /**
     * Writes what was put together.
     *
     * @return how many offerings were written: fewer than given when some had changed meanwhile, and then the unit of
     *     work has to be given up
     */
    public Uni<Integer> write(SqlConnection connection, Batch batch) {
        return UPSERT.execute(connection, batch.offerings).chain(rows -> {
            if (rows.rowCount() < batch.size) {
                // Somebody else's version has the number that ours would get: nothing more may be written.
                return Uni.createFrom().item(rows.rowCount());
            }
            return execute(connection, INSERT_VERSIONS, batch.versions)
                    .chain(() -> execute(connection, INSERT_CHANGES, batch.changes))
                    .replaceWith(batch.size);
        });
    }

    /** Puts together and writes a few revisions; the same as above. */
    public Uni<Integer> write(
            SqlConnection connection,
            UUID providerId,
            UUID factId,
            UUID actorId,
            Instant now,
            List<OfferingRevision> revisions) {
        return revisions.isEmpty()
                ? Uni.createFrom().item(0)
                : write(connection, prepare(providerId, factId, actorId, now, revisions));
    }

    private static Uni<Void> execute(SqlConnection connection, String statement, Tuple parameters) {
        return parameters == null
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }

    private static Tuple offerings(UUID providerId, Instant now, List<OfferingRevision> rows) {
        return Parameters.of(
                providerId,
                now,
                column(rows, UUID.class, OfferingRevision::offeringId),
                column(rows, String.class, row -> row.declaration().externalId()),
                column(rows, String.class, row -> content(row).kind().name()),
                column(rows, String.class, row -> row.decision().status().name()),
                column(rows, Integer.class, row -> row.decision().version()),
                column(rows, Long.class, row -> row.decision().revision()),
                column(rows, String.class, row -> row.declaration().hash()),
                column(rows, String.class, row -> content(row).name()),
                column(rows, String.class, row -> content(row).nameEn()),
                column(rows, String.class, row -> content(row).categoryCode()),
                column(rows, Long.class, row -> content(row).priceFromFen()),
                column(
                        rows,
                        String.class,
                        row -> PriceBand.of(content(row).priceFromFen()).name()),
                column(rows, Boolean.class, row -> content(row).trial() != null),
                column(rows, Boolean.class, row -> content(row).voucherEligible()),
                column(rows, String.class, row -> String.join(",", content(row).industries())),
                column(rows, String.class, row -> String.join(",", content(row).regions())),
                column(rows, String.class, row -> row.entry().nameKey()),
                encoded(rows, OfferingWriter::longTexts));
    }

    private static String longTexts(OfferingRevision revision) {
        IndexEntry entry = revision.entry();
        return entry.descriptionKey() + IN_ROW + entry.nameGrams() + IN_ROW + entry.textGrams();
    }

    private static Tuple versions(UUID providerId, UUID actorId, Instant now, List<OfferingRevision> rows) {
        return Parameters.of(
                providerId,
                actorId,
                now,
                column(rows, UUID.class, OfferingRevision::offeringId),
                column(rows, Integer.class, row -> row.decision().version()),
                encoded(rows, row -> row.declaration().json()),
                column(rows, String.class, row -> row.declaration().hash()));
    }

    private static Tuple changes(UUID providerId, UUID factId, List<OfferingRevision> rows) {
        return Parameters.of(
                factId,
                providerId,
                column(rows, UUID.class, OfferingRevision::offeringId),
                column(rows, String.class, row -> row.change().name()),
                column(rows, Integer.class, row -> row.decision().version()),
                column(rows, Long.class, row -> row.decision().revision()));
    }

    private static Uni<Void> insertChanges(
            SqlConnection connection,
            UUID providerId,
            UUID factId,
            UUID[] ids,
            String[] changes,
            Integer[] versions,
            Long[] revisions) {
        if (ids.length == 0) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(INSERT_CHANGES)
                .execute(Parameters.of(factId, providerId, ids, changes, versions, revisions))
                .replaceWithVoid();
    }

    /** Moves offerings to another status. Fewer rows than given means that some had changed meanwhile. */
    public Uni<Integer> move(
            SqlConnection connection,
            UUID providerId,
            UUID factId,
            Instant now,
            OfferingStatus target,
            List<RecordedOffering> offerings) {
        if (offerings.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        List<RecordedOffering> visible = offerings.stream()
                .filter(offering -> MirrorChange.of(offering.status(), target, false) != null)
                .toList();
        return MOVE.execute(
                        connection,
                        providerId,
                        now,
                        target.name(),
                        column(offerings, UUID.class, RecordedOffering::id),
                        column(offerings, Long.class, RecordedOffering::revision))
                .map(RowSet::rowCount)
                .call(() -> insertChanges(
                        connection,
                        providerId,
                        factId,
                        column(visible, UUID.class, RecordedOffering::id),
                        column(
                                visible,
                                String.class,
                                offering -> MirrorChange.of(offering.status(), target, false)
                                        .name()),
                        column(visible, Integer.class, RecordedOffering::version),
                        column(visible, Long.class, offering -> offering.revision() + 1)));
    }

    /** Notes that unchanged offerings still hold; at most once a day for each, else it writes nothing. */
    public Uni<Void> confirm(SqlConnection connection, UUID providerId, Instant now, List<UUID> offeringIds) {
        if (offeringIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return CONFIRM.execute(connection, providerId, now, Parameters.ids(offeringIds))
                .replaceWithVoid();
    }

    private static <S> Buffer encoded(List<S> rows, Function<S, String> text) {
        return Buffer.buffer(rows.stream()
                .map(text)
                .collect(Collectors.joining(BETWEEN_ROWS))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static OfferingContent content(OfferingRevision revision) {
        return revision.declaration().content();
    }

    @SuppressWarnings("unchecked")
    private static <S, T> T[] column(List<S> rows, Class<T> type, Function<S, T> value) {
        T[] column = (T[]) java.lang.reflect.Array.newInstance(type, rows.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }
}
