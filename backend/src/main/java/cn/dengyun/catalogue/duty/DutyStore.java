package cn.dengyun.catalogue.duty;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What obligations are counted from, and who was reminded of them. */
@ApplicationScoped
class DutyStore {

    private static final RowMapper<AppText> TEXTS = RowMapper.of(AppText.class);
    private static final RowMapper<HostedSpan> SPANS = RowMapper.of(HostedSpan.class);
    private static final RowMapper<Confirmed> CONFIRMED = RowMapper.of(Confirmed.class);
    private static final RowMapper<Due> DUE = RowMapper.of(Due.class);

    private static final Statement APPS = Statement.of("""
            SELECT o.id FROM offering o WHERE o.kind = 'INDUSTRIAL_APP' AND o.published_at < $2
                AND (o.provider_id = $1 OR o.id IN (SELECT h.offering_id FROM hosting h WHERE h.host_id = $1
                    AND h.confirmed_at < $2))
            """);

    /** Versions that say the same as the one before are one text. */
    private static final Statement APP_TEXTS = Statement.of("""
            SELECT offering_id, developer_id, version, made_at,
                lead(made_at) OVER (PARTITION BY offering_id ORDER BY version) AS replaced_at, name, description
            FROM (SELECT t.*, lag(said) OVER (PARTITION BY offering_id ORDER BY version) AS said_before
                FROM (SELECT v.offering_id, v.provider_id AS developer_id, v.version, v.created_at AS made_at, c.name,
                        c.description, jsonb_build_array(c.name, c.description) AS said
                    FROM offering_version v
                        CROSS JOIN LATERAL jsonb_to_record(v.content::jsonb) AS c(name text, description text)
                    WHERE v.offering_id = ANY($1)) t) s
            WHERE said IS DISTINCT FROM said_before
            """);

    /** An app whose present version has its numbers has them for all versions. */
    private static final Statement UNSIGNED = Statement.of("""
            SELECT v.offering_id, v.provider_id AS developer_id, v.version, v.created_at AS made_at,
                NULL::timestamptz AS replaced_at, c.name, c.description
            FROM offering o
                CROSS JOIN LATERAL (SELECT coalesce(max(s.version), 0) AS version FROM app_signature s
                    WHERE s.offering_id = o.id) signed
                JOIN offering_version v ON v.offering_id = o.id AND v.provider_id = o.provider_id
                    AND v.version > signed.version
                CROSS JOIN LATERAL jsonb_to_record(v.content::jsonb) AS c(name text, description text)
            WHERE o.kind = 'INDUSTRIAL_APP' AND o.published_at IS NOT NULL AND signed.version < o.version
            ORDER BY v.offering_id, v.version LIMIT $1
            """);

    private static final Statement SIGN = Statement.of("""
            INSERT INTO app_signature (offering_id, version, bands)
            SELECT id, version, string_to_array(bands, ',')::bigint[]
            FROM unnest($1::uuid[], $2::int[], $3::text[]) AS l(id, version, bands)
            ON CONFLICT DO NOTHING
            """);
    private static final Statement ALIKE = Statement.of("""
            SELECT o.id FROM offering o WHERE o.kind = 'INDUSTRIAL_APP' AND o.published_at < $3 AND o.id <> ALL($2)
                AND o.id IN (SELECT s.offering_id FROM app_signature s WHERE s.bands && $1)
            ORDER BY o.published_at, o.id LIMIT $4
            """);

    private static final Statement HOSTED = Statement.of("""
            SELECT offering_id, host_id, confirmed_at, ended_at FROM hosting WHERE offering_id = ANY($1)
                AND confirmed_at < $2
            """);
    private static final Statement CONFIRMATIONS = Statement.of("""
            SELECT o.id AS offering_id, o.name, o.version, greatest(o.updated_at, c.confirmed_at) AS confirmed_at
            FROM offering o LEFT JOIN offering_confirmation c ON c.offering_id = o.id AND c.provider_id = o.provider_id
            WHERE o.provider_id = $1 AND o.status = 'PUBLISHED'
            """);
    private static final Statement CATALOGUES = Statement.of("""
            SELECT o.provider_id, min(greatest(o.updated_at, c.confirmed_at)) AS oldest
            FROM offering o LEFT JOIN offering_confirmation c ON c.offering_id = o.id AND c.provider_id = o.provider_id
            WHERE o.status = 'PUBLISHED' GROUP BY o.provider_id
            HAVING min(greatest(o.updated_at, c.confirmed_at)) <= $1
            """);
    private static final Statement REMIND = Statement.of("""
            INSERT INTO obligation_reminder (provider_id, kind, due_at, days, reminded_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT DO NOTHING
            """);
    private static final Statement REMINDED =
            Statement.of("SELECT provider_id FROM obligation_reminder WHERE kind = $1 AND due_at = $2 AND days = $3");

    private final Pool pool;

    DutyStore(Pool pool) {
        this.pool = pool;
    }

    /** An offering that is in the catalogue, and when it was last said to hold. */
    record Confirmed(UUID offeringId, String name, int version, Instant confirmedAt) {}

    /** When the offering of a provider that has waited longest was last said to hold. */
    record Due(UUID providerId, Instant oldest) {}

    /** The industrial apps of a provider, and those hosted on its platforms, that were public before a moment. */
    Uni<List<UUID>> apps(UUID provider, Instant end) {
        return APPS.execute(pool, provider, end).map(DutyStore::ids);
    }

    /** Everything that apps ever said of themselves. */
    Uni<List<AppText>> texts(Collection<UUID> apps) {
        return APP_TEXTS.execute(pool, Parameters.ids(apps)).map(TEXTS::list);
    }

    /** Versions of industrial apps that have no numbers yet by which others like them are found. */
    Uni<List<AppText>> unsigned(int rows) {
        return UNSIGNED.execute(pool, rows).map(TEXTS::list);
    }

    /** Gives versions their numbers, at least one. */
    Uni<Void> sign(List<AppText> versions) {
        return SIGN.execute(
                        pool,
                        Parameters.ids(
                                versions.stream().map(AppText::offeringId).toList()),
                        versions.stream().map(AppText::version).toArray(Integer[]::new),
                        versions.stream()
                                .map(each -> Bands.of(each.name(), each.description()).stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(",")))
                                .toArray(String[]::new))
                .replaceWithVoid();
    }

    /** Other industrial apps that were public before a moment and have one of the numbers, the oldest first. */
    Uni<List<UUID>> alike(Set<Long> bands, Collection<UUID> apart, Instant end, int rows) {
        return ALIKE.execute(pool, bands.toArray(new Long[0]), Parameters.ids(apart), end, rows)
                .map(DutyStore::ids);
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        List<UUID> ids = new ArrayList<>(rows.size());
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }

    /** Where the apps were hosted, all before a moment. */
    Uni<List<HostedSpan>> hosted(Collection<UUID> apps, Instant end) {
        return HOSTED.execute(pool, Parameters.ids(apps), end).map(SPANS::list);
    }

    /** The catalogue of a provider. */
    Uni<List<Confirmed>> confirmations(UUID provider) {
        return CONFIRMATIONS.execute(pool, provider).map(CONFIRMED::list);
    }

    /** The providers of whose offerings one was last said to hold at a moment or before it. */
    Uni<List<Due>> catalogues(Instant latest) {
        return CATALOGUES.execute(pool, latest).map(DUE::list);
    }

    /** Who was reminded of something so many days before it is due. */
    Uni<Set<UUID>> reminded(ObligationKind kind, Instant dueAt, int days) {
        return REMINDED.execute(pool, kind, dueAt, days)
                .map(rows -> Set.copyOf(Rows.list(rows, row -> row.getUUID("provider_id"))));
    }

    /** Notes that somebody is reminded; false when he was before. */
    Uni<Boolean> remind(
            SqlConnection connection, UUID provider, ObligationKind kind, Instant dueAt, int days, Instant now) {
        return REMIND.execute(connection, provider, kind, dueAt, days, now).map(Rows::any);
    }
}
