package cn.dengyun.catalogue.store;

import cn.dengyun.catalogue.domain.Change;
import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.catalogue.domain.OfferingStatus;
import cn.dengyun.catalogue.domain.PriceBand;
import cn.dengyun.catalogue.domain.Recorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes offerings, one or a thousand with the same statements: arrays in, one execution each. Every write names the
 * revision it is based on; a row that has moved on meanwhile is not touched, which shows in the count.
 */
@ApplicationScoped
public class OfferingWriter {

    private static final String RECORDED =
            "SELECT id, external_id, status, version, revision, content_hash FROM offering"
                    + " WHERE provider_id = $1 AND external_id = ANY($2)";

    private static final String UPSERT =
            "INSERT INTO offering AS o (id, provider_id, external_id, kind, status, version,"
                    + " revision, content_hash, name, name_en, category_code, price_from_fen, price_band, has_trial,"
                    + " voucher_eligible, industries, regions, name_key, description_key, name_grams, text_grams, created_at,"
                    + " updated_at, published_at)"
                    + " SELECT id, $1, external_id, kind, status, version, revision, hash, name, name_en, category, price, band,"
                    + " trial, voucher, string_to_array(industries, ','), string_to_array(regions, ','), name_key, description_key,"
                    + " array_to_tsvector(string_to_array(name_grams, E'\\x02')),"
                    + " array_to_tsvector(string_to_array(text_grams, E'\\x02')), $2, $2,"
                    + " CASE WHEN status = 'PUBLISHED' THEN $2::timestamptz END"
                    + " FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::bigint[], $9::text[], $10::text[],"
                    + " $11::text[], $12::text[], $13::bigint[], $14::text[], $15::bool[], $16::bool[], $17::text[], $18::text[],"
                    + " $19::text[], $20::text[], $21::text[], $22::text[]) AS l(id, external_id, kind, status, version, revision,"
                    + " hash, name, name_en, category, price, band, trial, voucher, industries, regions, name_key, description_key,"
                    + " name_grams, text_grams)"
                    + " ON CONFLICT ON CONSTRAINT offering_external_id_unique DO UPDATE SET kind = excluded.kind,"
                    + " status = excluded.status, version = excluded.version, revision = excluded.revision,"
                    + " content_hash = excluded.content_hash, name = excluded.name, name_en = excluded.name_en,"
                    + " category_code = excluded.category_code, price_from_fen = excluded.price_from_fen,"
                    + " price_band = excluded.price_band, has_trial = excluded.has_trial,"
                    + " voucher_eligible = excluded.voucher_eligible, industries = excluded.industries, regions = excluded.regions,"
                    + " name_key = excluded.name_key, description_key = excluded.description_key, name_grams = excluded.name_grams,"
                    + " text_grams = excluded.text_grams, updated_at = excluded.updated_at,"
                    + " published_at = coalesce(o.published_at, excluded.published_at)"
                    + " WHERE o.revision = excluded.revision - 1";

    private static final String INSERT_VERSIONS =
            "INSERT INTO offering_version (offering_id, version, provider_id, content,"
                    + " content_hash, actor_id, created_at) SELECT id, version, $1, content, hash, $2, $3"
                    + " FROM unnest($4::uuid[], $5::int[], $6::text[], $7::text[]) AS l(id, version, content, hash)";

    private static final String INSERT_CHANGES =
            "INSERT INTO offering_change (fact_id, offering_id, provider_id, change,"
                    + " version, revision) SELECT $1, id, $2, change, version, revision"
                    + " FROM unnest($3::uuid[], $4::text[], $5::int[], $6::bigint[]) AS l(id, change, version, revision)";

    private static final String MOVE = "UPDATE offering o SET status = $3, revision = o.revision + 1, updated_at = $2,"
            + " published_at = CASE WHEN $3 = 'PUBLISHED' THEN coalesce(o.published_at, $2) ELSE o.published_at END"
            + " FROM unnest($4::uuid[], $5::bigint[]) AS l(id, revision)"
            + " WHERE o.id = l.id AND o.provider_id = $1 AND o.revision = l.revision";

    private static final String CONFIRM =
            "INSERT INTO offering_confirmation AS c (offering_id, provider_id, confirmed_at)"
                    + " SELECT o.id, o.provider_id, $2 FROM offering o LEFT JOIN offering_confirmation k ON k.offering_id = o.id"
                    + " AND k.provider_id = o.provider_id WHERE o.provider_id = $1 AND o.id = ANY($3)"
                    + " AND greatest(o.updated_at, coalesce(k.confirmed_at, o.updated_at)) < $2::timestamptz - interval '1 day'"
                    + " ON CONFLICT ON CONSTRAINT offering_confirmation_pk DO UPDATE SET confirmed_at = excluded.confirmed_at";

    /** What is on record under the given keys of a provider, by key. */
    public Uni<Map<String, Recorded>> recorded(SqlConnection connection, UUID providerId, List<String> externalIds) {
        return connection
                .preparedQuery(RECORDED)
                .execute(Tuple.of(providerId, externalIds.toArray(String[]::new)))
                .map(OfferingWriter::byExternalId);
    }

    private static Map<String, Recorded> byExternalId(RowSet<Row> rows) {
        Map<String, Recorded> recorded = new HashMap<>();
        for (Row row : rows) {
            recorded.put(row.getString("external_id"), recorded(row));
        }
        return recorded;
    }

    static Recorded recorded(Row row) {
        return new Recorded(
                row.getUUID("id"),
                row.getString("external_id"),
                OfferingStatus.valueOf(row.getString("status")),
                row.getInteger("version"),
                row.getLong("revision"),
                row.getString("content_hash"));
    }

    /**
     * Writes revisions with their versions and public changes.
     *
     * @param revisions in any order; sorted here, so that two writers of one provider cannot deadlock
     * @return how many rows were written: fewer than given when some had changed meanwhile, and then the unit of work
     *     has to be given up
     */
    public Uni<Integer> write(
            SqlConnection connection,
            UUID providerId,
            UUID factId,
            UUID actorId,
            Instant now,
            List<Revision> revisions) {
        if (revisions.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        List<Revision> sorted = revisions.stream()
                .sorted(Comparator.comparing(revision -> revision.declaration().externalId()))
                .toList();
        return upsert(connection, providerId, now, sorted).chain(written -> {
            if (written < sorted.size()) {
                // Somebody else's version has the number that ours would get: nothing more may be written.
                return Uni.createFrom().item(written);
            }
            return insertVersions(connection, providerId, actorId, now, sorted)
                    .chain(() -> insertChanges(connection, providerId, factId, sorted))
                    .replaceWith(written);
        });
    }

    private static Uni<Integer> upsert(
            SqlConnection connection, UUID providerId, Instant now, List<Revision> revisions) {
        return connection
                .preparedQuery(UPSERT)
                .execute(Tuple.from(new Object[] {
                    providerId,
                    now.atOffset(ZoneOffset.UTC),
                    column(revisions, UUID.class, Revision::offeringId),
                    column(
                            revisions,
                            String.class,
                            revision -> revision.declaration().externalId()),
                    column(
                            revisions,
                            String.class,
                            revision -> content(revision).kind().name()),
                    column(
                            revisions,
                            String.class,
                            revision -> revision.decision().status().name()),
                    column(
                            revisions,
                            Integer.class,
                            revision -> revision.decision().version()),
                    column(
                            revisions,
                            Long.class,
                            revision -> revision.decision().revision()),
                    column(
                            revisions,
                            String.class,
                            revision -> revision.declaration().hash()),
                    column(
                            revisions,
                            String.class,
                            revision -> content(revision).name()),
                    column(
                            revisions,
                            String.class,
                            revision -> content(revision).nameEn()),
                    column(
                            revisions,
                            String.class,
                            revision -> content(revision).categoryCode()),
                    column(revisions, Long.class, revision -> content(revision).priceFromFen()),
                    column(
                            revisions,
                            String.class,
                            revision -> PriceBand.of(content(revision).priceFromFen())
                                    .name()),
                    column(
                            revisions,
                            Boolean.class,
                            revision -> content(revision).trial() != null),
                    column(
                            revisions,
                            Boolean.class,
                            revision -> content(revision).voucherEligible()),
                    column(
                            revisions,
                            String.class,
                            revision -> String.join(",", content(revision).industries())),
                    column(
                            revisions,
                            String.class,
                            revision -> String.join(",", content(revision).regions())),
                    column(revisions, String.class, revision -> revision.entry().nameKey()),
                    column(revisions, String.class, revision -> revision.entry().descriptionKey()),
                    column(revisions, String.class, revision -> revision.entry().nameGrams()),
                    column(revisions, String.class, revision -> revision.entry().textGrams())
                }))
                .map(RowSet::rowCount);
    }

    private static Uni<Void> insertVersions(
            SqlConnection connection, UUID providerId, UUID actorId, Instant now, List<Revision> revisions) {
        List<Revision> renewed = revisions.stream()
                .filter(revision -> revision.decision().hasNewContent())
                .toList();
        if (renewed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(INSERT_VERSIONS)
                .execute(Tuple.from(new Object[] {
                    providerId,
                    actorId,
                    now.atOffset(ZoneOffset.UTC),
                    column(renewed, UUID.class, Revision::offeringId),
                    column(
                            renewed,
                            Integer.class,
                            revision -> revision.decision().version()),
                    column(
                            renewed,
                            String.class,
                            revision -> revision.declaration().json()),
                    column(
                            renewed,
                            String.class,
                            revision -> revision.declaration().hash())
                }))
                .replaceWithVoid();
    }

    private static Uni<Void> insertChanges(
            SqlConnection connection, UUID providerId, UUID factId, List<Revision> revisions) {
        List<Revision> visible =
                revisions.stream().filter(revision -> revision.change() != null).toList();
        return insertChanges(
                connection,
                providerId,
                factId,
                column(visible, UUID.class, Revision::offeringId),
                column(visible, String.class, revision -> revision.change().name()),
                column(visible, Integer.class, revision -> revision.decision().version()),
                column(visible, Long.class, revision -> revision.decision().revision()));
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
                .execute(Tuple.of(factId, providerId, ids, changes, versions, revisions))
                .replaceWithVoid();
    }

    /** Moves offerings to another status. Fewer rows than given means that some had changed meanwhile. */
    public Uni<Integer> move(
            SqlConnection connection,
            UUID providerId,
            UUID factId,
            Instant now,
            OfferingStatus target,
            List<Recorded> offerings) {
        if (offerings.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        List<Recorded> visible = offerings.stream()
                .filter(offering -> Change.of(offering.status(), target, false) != null)
                .toList();
        return connection
                .preparedQuery(MOVE)
                .execute(Tuple.of(
                        providerId,
                        now.atOffset(ZoneOffset.UTC),
                        target.name(),
                        column(offerings, UUID.class, Recorded::id),
                        column(offerings, Long.class, Recorded::revision)))
                .map(RowSet::rowCount)
                .call(() -> insertChanges(
                        connection,
                        providerId,
                        factId,
                        column(visible, UUID.class, Recorded::id),
                        column(
                                visible,
                                String.class,
                                offering -> Change.of(offering.status(), target, false)
                                        .name()),
                        column(visible, Integer.class, Recorded::version),
                        column(visible, Long.class, offering -> offering.revision() + 1)));
    }

    /** Notes that unchanged offerings still hold; at most once a day for each, else it writes nothing. */
    public Uni<Void> confirm(SqlConnection connection, UUID providerId, Instant now, List<UUID> offeringIds) {
        if (offeringIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(CONFIRM)
                .execute(Tuple.of(providerId, now.atOffset(ZoneOffset.UTC), offeringIds.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private static OfferingContent content(Revision revision) {
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
