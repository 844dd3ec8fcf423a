package cn.dengyun.catalogue.store;

import cn.dengyun.catalogue.document.OfferingJson;
import cn.dengyun.catalogue.document.OfferingReader;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingChange;
import cn.dengyun.catalogue.domain.OfferingStatus;
import cn.dengyun.catalogue.domain.OfferingVersion;
import cn.dengyun.catalogue.domain.OrderableOffering;
import cn.dengyun.catalogue.domain.PriceHistory;
import cn.dengyun.catalogue.domain.PublicChange;
import cn.dengyun.catalogue.domain.RecordedOffering;
import cn.dengyun.catalogue.domain.Sibling;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads offerings, their versions and their changes. One statement each. */
@ApplicationScoped
public class OfferingStore {

    private static final RowMapper<Offering> OFFERINGS = RowMapper.of(Offering.class)
            .named("contentJson", "content")
            .named("lastConfirmedAt", "confirmed_at")
            .named("isSuspended", "suspended");
    private static final RowMapper<OfferingVersion> OFFERING_VERSIONS =
            RowMapper.of(OfferingVersion.class).named("number", "version").named("contentJson", "content");
    private static final RowMapper<OfferingChange> OFFERING_CHANGES =
            RowMapper.of(OfferingChange.class).named("contentJson", "content");
    private static final RowMapper<OrderableOffering> ORDERABLE_OFFERINGS =
            RowMapper.of(OrderableOffering.class).named("isVoucherEligible", "voucher_eligible");

    private static final RowMapper<PublicChange> PUBLIC_CHANGES = RowMapper.of(PublicChange.class);

    private static final RowMapper<PriceHistory.Period> PERIODS =
            RowMapper.of(PriceHistory.Period.class).text("content", OfferingJson::read, OfferingJson::write);

    private static final RowMapper<Sibling> SIBLINGS = RowMapper.of(Sibling.class);

    private static final String COLUMNS = """
            o.id, o.provider_id, o.external_id, o.status, o.version, o.revision, o.suspended, o.content_hash,
                o.created_at, o.updated_at, o.published_at, greatest(o.updated_at, c.confirmed_at) AS confirmed_at,
                v.content
            FROM offering o JOIN offering_version v ON v.offering_id = o.id AND v.version = o.version
                AND v.provider_id = o.provider_id
                LEFT JOIN offering_confirmation c ON c.offering_id = o.id AND c.provider_id = o.provider_id
            """;

    private static final Statement ORDERABLE = Statement.of("""
            SELECT o.id, o.provider_id, o.version, o.kind, o.status = 'PUBLISHED' AS is_published, o.voucher_eligible,
                greatest(o.updated_at, c.confirmed_at) AS confirmed_at
            FROM offering o LEFT JOIN offering_confirmation c ON c.offering_id = o.id AND c.provider_id = o.provider_id
            WHERE o.id = $1
            """);
    private static final Statement HELD = Statement.of("""
            SELECT id, provider_id, version, kind, status = 'PUBLISHED' AS is_published, voucher_eligible,
                NULL::timestamptz AS confirmed_at
            FROM offering WHERE id = $1 FOR SHARE
            """);

    private static final Statement PUBLISHED_BY =
            Statement.of("SELECT count(*) FROM offering WHERE provider_id = $1 AND status = 'PUBLISHED'");
    private static final Statement BY_ID = Statement.of("SELECT %s WHERE o.id = $1".formatted(COLUMNS));
    private static final Statement BY_KEY =
            Statement.of("SELECT %s WHERE o.provider_id = $1 AND o.external_id = $2".formatted(COLUMNS));
    private static final Statement BY_PROVIDER = Statement.of("""
            SELECT %s WHERE o.provider_id = $1 AND o.external_id > $2 AND ($3::text IS NULL OR o.status = $3)
            ORDER BY o.external_id LIMIT $4
            """.formatted(COLUMNS));
    private static final Statement BY_KEYS =
            Statement.of("SELECT %s WHERE o.provider_id = $1 AND o.external_id = ANY($2)".formatted(COLUMNS));
    private static final Statement KEYS_AFTER = Statement.of("""
            SELECT id, external_id, status, version, revision, content_hash, suspended FROM offering
            WHERE provider_id = $1 AND external_id > $2 AND status <> 'RETIRED'
            ORDER BY external_id LIMIT $3
            """);
    private static final Statement VERSIONS = Statement.of("""
            SELECT version, content, content_hash, created_at FROM offering_version WHERE offering_id = $1
                AND version < $2
            ORDER BY version DESC LIMIT $3
            """);
    private static final Statement VERSION = Statement.of("""
            SELECT version, content, content_hash, created_at FROM offering_version WHERE offering_id = $1
                AND version = $2
            """);
    private static final Statement CHANGES = Statement.of("""
            SELECT f.position, f.occurred_at, c.offering_id, c.provider_id, c.change, c.version, c.revision,
                o.external_id, v.content
            FROM event f JOIN offering_change c ON c.event_id = f.id JOIN offering o ON o.id = c.offering_id
                AND o.provider_id = c.provider_id
                JOIN offering_version v ON v.offering_id = c.offering_id AND v.version = c.version
                AND v.provider_id = c.provider_id
            WHERE f.type = 'cn.dengyun.catalogue.offerings.changed' AND f.position >= $1
                AND (f.position > $1 OR c.offering_id > $2)
            ORDER BY f.position, c.offering_id LIMIT $3
            """);

    private static final Statement SHOWN = Statement.of("""
            SELECT c.offering_id, c.revision, c.change IN ('PUBLISHED', 'REINSTATED') AS is_shown, e.occurred_at
            FROM offering_change c JOIN event e ON e.id = c.event_id
            WHERE c.offering_id = ANY($1) AND c.change <> 'UPDATED'
            """);

    /**
     * What changed is bounded by the last limit, what is read for it by the first: some change their offerings all day,
     * and seldom the price.
     */
    private static final Statement PRICES = Statement.of("""
            SELECT p.version, p.since, lead(p.since) OVER (ORDER BY p.version) AS until, p.content::text AS content
            FROM (SELECT r.version, r.since, c.content, lag(c.content) OVER (ORDER BY r.version) AS before
                FROM (SELECT v.version, greatest(v.created_at, o.published_at) AS since, v.content::jsonb AS content
                    FROM offering_version v JOIN offering o ON o.id = v.offering_id AND o.provider_id = v.provider_id
                    WHERE v.offering_id = $1 AND v.version <= $2
                    ORDER BY v.version DESC LIMIT 1000) r
                    CROSS JOIN LATERAL jsonb_build_object('plans', r.content -> 'plans', 'discounts',
                        r.content -> 'discounts') AS c(content)) p
            WHERE p.before IS DISTINCT FROM p.content
            ORDER BY p.version DESC LIMIT 100
            """);

    private static final Statement SIBLINGS_OF = Statement.of("""
            SELECT o.id, o.version, o.status = 'PUBLISHED' AS is_offered, o.updated_at
            FROM offering n JOIN offering o ON o.provider_id = n.provider_id AND o.kind = n.kind AND o.id <> n.id
                AND lower(normalize(o.name, NFKC)) = lower(normalize(n.name, NFKC))
            WHERE n.id = $1 AND o.published_at IS NOT NULL AND o.updated_at > o.published_at AND o.updated_at > $2
            ORDER BY o.updated_at DESC LIMIT 20
            """);

    /** Ids are by time. */
    private static final Statement LAST_CHANGE = Statement.of("""
            SELECT e.occurred_at FROM event e
            WHERE e.id = (SELECT c.event_id FROM offering_change c ORDER BY c.event_id DESC LIMIT 1)
            """);

    private final Pool pool;

    OfferingStore(Pool pool) {
        this.pool = pool;
    }

    /** How many published offerings a provider has. */
    public Uni<Long> publishedBy(SqlConnection connection, UUID provider) {
        return PUBLISHED_BY
                .execute(connection, provider)
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** What an order needs to know of an offering. Rejects with {@code offering-not-found}. */
    public Uni<OrderableOffering> orderable(UUID id) {
        return ORDERABLE.execute(pool, id).map(ORDERABLE_OFFERINGS.orNotFound("offering-not-found", id));
    }

    /**
     * The same but for its confirmation, shared with others who hold it so, and unchanged until the unit of work ends.
     * Rejects with {@code offering-not-found}.
     */
    public Uni<OrderableOffering> held(SqlConnection connection, UUID id) {
        return HELD.execute(connection, id).map(ORDERABLE_OFFERINGS.orNotFound("offering-not-found", id));
    }

    /**
     * When plans and discounts of an offering changed, up to a version, the newest first: the last hundred changes at
     * most, within the last thousand versions.
     */
    public Uni<List<PriceHistory.Period>> prices(UUID id, int version) {
        return PRICES.execute(pool, id, version).map(PERIODS::list);
    }

    /** Those of the same name that were changed or taken away behind a moment, the last 20. */
    public Uni<List<Sibling>> siblings(UUID id, Instant since) {
        return SIBLINGS_OF.execute(pool, id, since).map(SIBLINGS::list);
    }

    /** Rejects with {@code offering-not-found}. */
    public Uni<Offering> get(UUID id) {
        return get(pool, id);
    }

    public Uni<Offering> get(SqlClient connection, UUID id) {
        return BY_ID.execute(connection, id).map(OFFERINGS.orNotFound("offering-not-found", id));
    }

    /** Rejects with {@code offering-not-found}. */
    public Uni<Offering> get(SqlClient connection, UUID providerId, String externalId) {
        if (!OfferingReader.keyDefects(externalId).isEmpty()) {
            // Nothing can be on record under it, and PostgreSQL would not even take some of them as a text.
            return Uni.createFrom().failure(Rejection.notFound("offering-not-found", externalId));
        }
        return BY_KEY.execute(connection, providerId, externalId)
                .map(OFFERINGS.orNotFound("offering-not-found", externalId));
    }

    public Uni<Offering> get(UUID providerId, String externalId) {
        return get(pool, providerId, externalId);
    }

    /**
     * A provider's offerings by its own keys, {@code limit} at most, those after the given key; all statuses for null.
     */
    public Uni<List<Offering>> list(UUID providerId, String afterExternalId, OfferingStatus status, int limit) {
        return BY_PROVIDER
                .execute(pool, providerId, afterExternalId, status, limit)
                .map(OFFERINGS::list);
    }

    /** Those that are on record under the given keys of a provider, by key. */
    public Uni<Map<String, Offering>> byKeys(UUID providerId, Collection<String> externalIds) {
        return BY_KEYS.execute(pool, providerId, Parameters.texts(externalIds))
                .map(rows -> OFFERINGS.by(Offering::externalId, rows));
    }

    /** What a provider has in its catalogue, without contents, in the order of its keys. */
    public Uni<List<RecordedOffering>> inCatalogue(
            SqlClient connection, UUID providerId, String afterExternalId, int limit) {
        return KEYS_AFTER
                .execute(connection, providerId, afterExternalId, limit)
                .map(OfferingWriter.RECORDED_OFFERINGS::list);
    }

    /** Versions of an offering, the newest first, those before the given number. */
    public Uni<List<OfferingVersion>> versions(UUID offeringId, int before, int limit) {
        return VERSIONS.execute(pool, offeringId, before, limit).map(OFFERING_VERSIONS::list);
    }

    /** Rejects with {@code offering-version-not-found}. */
    public Uni<OfferingVersion> version(UUID offeringId, int number) {
        return VERSION.execute(pool, offeringId, number)
                .map(OFFERING_VERSIONS.orNotFound("offering-version-not-found", number));
    }

    /** When offerings came to be seen by everybody, and when no longer, in no particular order. */
    public Uni<List<PublicChange>> shown(Collection<UUID> ids) {
        return SHOWN.execute(pool, Parameters.ids(ids)).map(PUBLIC_CHANGES::list);
    }

    /** Public changes after a place in the feed, in the order in which they became visible. */
    public Uni<List<OfferingChange>> changes(long position, UUID offeringId, int limit) {
        return CHANGES.execute(pool, position, offeringId, limit).map(OFFERING_CHANGES::list);
    }

    /** When the public catalogue changed last; empty where it never did. */
    public Uni<Optional<Instant>> changedAt() {
        return LAST_CHANGE.execute(pool).map(Rows::moment);
    }
}
