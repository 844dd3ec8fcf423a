package cn.dengyun.catalogue.duty;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What obligations are counted from, and who was reminded of them. */
@ApplicationScoped
class DutyStore {

    private static final RowMapper<AppVersion> VERSIONS = RowMapper.of(AppVersion.class);
    private static final RowMapper<HostedSpan> SPANS = RowMapper.of(HostedSpan.class);
    private static final RowMapper<Confirmed> CONFIRMED = RowMapper.of(Confirmed.class);
    private static final RowMapper<Due> DUE = RowMapper.of(Due.class);

    /** A version is seen by everybody from when it was made, or the app was first public. */
    private static final Statement APP_VERSIONS = Statement.of("""
            SELECT o.id AS offering_id, o.provider_id AS developer_id,
                CASE WHEN o.status = 'RETIRED' THEN o.updated_at END AS retired_at, o.published_at, v.version,
                greatest(v.created_at, o.published_at) AS released_at, v.content::jsonb ->> 'name' AS name,
                v.content::jsonb ->> 'description' AS description
            FROM offering o JOIN offering_version v ON v.offering_id = o.id AND v.provider_id = o.provider_id
            WHERE o.kind = 'INDUSTRIAL_APP' AND o.published_at < $3 AND v.created_at < $3
                AND (o.provider_id = $1 OR o.id IN (SELECT h.offering_id FROM hosting h WHERE h.host_id = $1
                    AND h.confirmed_at < $3))
                AND v.version >= (SELECT max(b.version) FROM offering_version b WHERE b.offering_id = o.id
                    AND b.provider_id = o.provider_id
                    AND (b.version = 1 OR b.created_at < $2 OR b.created_at <= o.published_at))
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

    private final Pool pool;

    DutyStore(Pool pool) {
        this.pool = pool;
    }

    /** An offering that is in the catalogue, and when it was last said to hold. */
    record Confirmed(UUID offeringId, String name, int version, Instant confirmedAt) {}

    /** When the offering of a provider that has waited longest was last said to hold. */
    record Due(UUID providerId, Instant oldest) {}

    /** What {@link AppCount} counts for a provider between two moments. */
    Uni<List<AppVersion>> versions(UUID provider, Instant start, Instant end) {
        return APP_VERSIONS.execute(pool, provider, start, end).map(VERSIONS::list);
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

    /** Notes that somebody is reminded; false when he was before. */
    Uni<Boolean> remind(
            SqlConnection connection, UUID provider, ObligationKind kind, Instant dueAt, int days, Instant now) {
        return REMIND.execute(connection, provider, kind, dueAt, days, now).map(Rows::any);
    }
}
