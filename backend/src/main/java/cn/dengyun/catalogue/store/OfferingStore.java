package cn.dengyun.catalogue.store;

import cn.dengyun.catalogue.document.OfferingReader;
import cn.dengyun.catalogue.domain.MirrorChange;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingChange;
import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.catalogue.domain.OfferingStatus;
import cn.dengyun.catalogue.domain.OfferingVersion;
import cn.dengyun.catalogue.domain.OrderableOffering;
import cn.dengyun.catalogue.domain.RecordedOffering;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Reads offerings, their versions and their changes. One statement each. */
@ApplicationScoped
public class OfferingStore {

    private static final String COLUMNS = "o.id, o.provider_id, o.external_id, o.status, o.version, o.revision,"
            + " o.content_hash, o.created_at, o.updated_at, o.published_at,"
            + " greatest(o.updated_at, c.confirmed_at) AS confirmed_at, v.content FROM offering o"
            + " JOIN offering_version v ON v.offering_id = o.id AND v.version = o.version AND v.provider_id = o.provider_id"
            + " LEFT JOIN offering_confirmation c ON c.offering_id = o.id AND c.provider_id = o.provider_id";

    private static final String ORDERABLE =
            "SELECT id, provider_id, version, kind, status = 'PUBLISHED' AS is_published,"
                    + " voucher_eligible FROM offering WHERE id = $1";

    private static final String BY_ID = "SELECT " + COLUMNS + " WHERE o.id = $1";
    private static final String BY_KEY = "SELECT " + COLUMNS + " WHERE o.provider_id = $1 AND o.external_id = $2";
    private static final String BY_PROVIDER = "SELECT " + COLUMNS + " WHERE o.provider_id = $1 AND o.external_id > $2"
            + " AND ($3::text IS NULL OR o.status = $3) ORDER BY o.external_id LIMIT $4";
    private static final String KEYS_AFTER =
            "SELECT id, external_id, status, version, revision, content_hash FROM offering"
                    + " WHERE provider_id = $1 AND external_id > $2 AND status <> 'RETIRED' ORDER BY external_id LIMIT $3";
    private static final String VERSIONS = "SELECT version, content, content_hash, created_at FROM offering_version"
            + " WHERE offering_id = $1 AND version < $2 ORDER BY version DESC LIMIT $3";
    private static final String VERSION = "SELECT version, content, content_hash, created_at FROM offering_version"
            + " WHERE offering_id = $1 AND version = $2";
    private static final String CHANGES = "SELECT f.position, f.occurred_at, c.offering_id, c.provider_id, c.change,"
            + " c.version, c.revision, o.external_id, v.content FROM event f JOIN offering_change c ON c.event_id = f.id"
            + " JOIN offering o ON o.id = c.offering_id AND o.provider_id = c.provider_id"
            + " JOIN offering_version v ON v.offering_id = c.offering_id AND v.version = c.version"
            + " AND v.provider_id = c.provider_id WHERE f.type = 'cn.dengyun.catalogue.offerings.changed'"
            + " AND f.position >= $1 AND (f.position > $1 OR c.offering_id > $2) ORDER BY f.position, c.offering_id LIMIT $3";

    private final Pool pool;

    OfferingStore(Pool pool) {
        this.pool = pool;
    }

    /** What an order needs to know of an offering. Rejects with {@code offering-not-found}. */
    public Uni<OrderableOffering> orderable(UUID id) {
        return pool.preparedQuery(ORDERABLE).execute(Tuple.of(id)).map(rows -> {
            if (rows.size() == 0) {
                throw Rejection.notFound("offering-not-found", id);
            }
            Row row = rows.iterator().next();
            return new OrderableOffering(
                    row.getUUID("id"),
                    row.getUUID("provider_id"),
                    row.getInteger("version"),
                    OfferingKind.valueOf(row.getString("kind")),
                    row.getBoolean("is_published"),
                    row.getBoolean("voucher_eligible"));
        });
    }

    /** Rejects with {@code offering-not-found}. */
    public Uni<Offering> get(UUID id) {
        return get(pool, id);
    }

    public Uni<Offering> get(SqlClient connection, UUID id) {
        return connection.preparedQuery(BY_ID).execute(Tuple.of(id)).map(rows -> only(rows, id));
    }

    /** Rejects with {@code offering-not-found}. */
    public Uni<Offering> get(SqlClient connection, UUID providerId, String externalId) {
        if (!OfferingReader.keyDefects(externalId).isEmpty()) {
            // Nothing can be on record under it, and PostgreSQL would not even take some of them as a text.
            return Uni.createFrom().failure(Rejection.notFound("offering-not-found", externalId));
        }
        return connection
                .preparedQuery(BY_KEY)
                .execute(Tuple.of(providerId, externalId))
                .map(rows -> only(rows, externalId));
    }

    public Uni<Offering> get(UUID providerId, String externalId) {
        return get(pool, providerId, externalId);
    }

    private static Offering only(RowSet<Row> rows, Object key) {
        if (rows.size() == 0) {
            throw Rejection.notFound("offering-not-found", key);
        }
        return offering(rows.iterator().next());
    }

    /**
     * A provider's offerings by its own keys, {@code limit} at most, those after the given key; all statuses for null.
     */
    public Uni<List<Offering>> list(UUID providerId, String afterExternalId, OfferingStatus status, int limit) {
        return pool.preparedQuery(BY_PROVIDER)
                .execute(Tuple.of(providerId, afterExternalId, status == null ? null : status.name(), limit))
                .map(rows -> list(rows, OfferingStore::offering));
    }

    /** What a provider has in its catalogue, without contents, in the order of its keys. */
    public Uni<List<RecordedOffering>> inCatalogue(
            SqlClient connection, UUID providerId, String afterExternalId, int limit) {
        return connection
                .preparedQuery(KEYS_AFTER)
                .execute(Tuple.of(providerId, afterExternalId, limit))
                .map(rows -> list(rows, OfferingWriter::recorded));
    }

    /** Versions of an offering, the newest first, those before the given number. */
    public Uni<List<OfferingVersion>> versions(UUID offeringId, int before, int limit) {
        return pool.preparedQuery(VERSIONS)
                .execute(Tuple.of(offeringId, before, limit))
                .map(rows -> list(rows, OfferingStore::version));
    }

    /** Rejects with {@code offering-version-not-found}. */
    public Uni<OfferingVersion> version(UUID offeringId, int number) {
        return pool.preparedQuery(VERSION).execute(Tuple.of(offeringId, number)).map(rows -> {
            if (rows.size() == 0) {
                throw Rejection.notFound("offering-version-not-found", number);
            }
            return version(rows.iterator().next());
        });
    }

    /** Public changes after a place in the feed, in the order in which they became visible. */
    public Uni<List<OfferingChange>> changes(long position, UUID offeringId, int limit) {
        return pool.preparedQuery(CHANGES)
                .execute(Tuple.of(position, offeringId, limit))
                .map(rows -> list(rows, OfferingStore::changed));
    }

    private static Offering offering(Row row) {
        return new Offering(
                row.getUUID("id"),
                row.getUUID("provider_id"),
                row.getString("external_id"),
                OfferingStatus.valueOf(row.getString("status")),
                row.getInteger("version"),
                row.getLong("revision"),
                row.getString("content_hash"),
                row.getString("content"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                instant(row, "published_at"),
                instant(row, "confirmed_at"));
    }

    private static OfferingVersion version(Row row) {
        return new OfferingVersion(
                row.getInteger("version"),
                row.getString("content"),
                row.getString("content_hash"),
                instant(row, "created_at"));
    }

    private static OfferingChange changed(Row row) {
        return new OfferingChange(
                row.getLong("position"),
                instant(row, "occurred_at"),
                row.getUUID("offering_id"),
                row.getUUID("provider_id"),
                row.getString("external_id"),
                MirrorChange.valueOf(row.getString("change")),
                row.getInteger("version"),
                row.getLong("revision"),
                row.getString("content"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
