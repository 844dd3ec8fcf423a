package cn.dengyun.files;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Attachments and the contents they share, without the bytes. */
@ApplicationScoped
class AttachmentStore {

    private static final RowMapper<Attachment> ATTACHMENTS = RowMapper.of(Attachment.class);
    private static final Statement BEGIN = Statement.of(
            "INSERT INTO attachment_content (id, store, state, created_at) VALUES ($1, $2, 'RECEIVING', now())");
    // The lock keeps the same content from being cleared away until the attachment stands.
    private static final Statement SHARE = Statement.of("""
            SELECT id, store FROM attachment_content WHERE sha256 = $1
                AND state IN ('STORED', 'DOUBTFUL') FOR SHARE
            """);
    private static final Statement COMPLETE = Statement.of("""
            UPDATE attachment_content SET state = 'STORED', sha256 = $2, byte_count = $3, crc32 = $4 WHERE id = $1
                AND state = 'RECEIVING'
            RETURNING store
            """);
    private static final Statement USAGE =
            Statement.of("SELECT byte_count FROM attachment_usage WHERE organization_id = $1");
    private static final Statement TAKE_ROOM = Statement.of("""
            INSERT INTO attachment_usage AS kept (organization_id, byte_count) VALUES ($1, $2)
            ON CONFLICT ON CONSTRAINT attachment_usage_pk DO UPDATE
            SET byte_count = kept.byte_count + excluded.byte_count
            """);
    private static final Statement INSERT = Statement.of("""
            INSERT INTO attachment (id, organization_id, content_id, purpose, file_name, type, byte_count,
                created_at, created_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """);
    // Of others only what belongs to a record, whose slice is asked then.
    private static final Statement FIND = Statement.of("""
            SELECT a.id, a.organization_id, a.content_id, c.store, a.purpose, a.file_name, a.type, a.byte_count,
                c.sha256, a.record_kind, a.record_id, a.created_at
            FROM attachment a JOIN attachment_content c ON c.id = a.content_id WHERE a.id = $1
                AND (a.organization_id = $2 OR a.record_kind IS NOT NULL)
            """);
    private static final Statement GET = Statement.of("""
            SELECT a.id, a.organization_id, a.content_id, c.store, a.purpose, a.file_name, a.type, a.byte_count,
                c.sha256, a.record_kind, a.record_id, a.created_at
            FROM attachment a JOIN attachment_content c ON c.id = a.content_id WHERE a.id = $1
            """);
    private static final Statement CRC32 = Statement.of(
            "SELECT c.crc32 FROM attachment a JOIN attachment_content c ON c.id = a.content_id WHERE a.id = $1");
    private static final Statement LOCK_OWN = Statement.of(
            "SELECT record_kind, record_id FROM attachment WHERE id = $1 AND organization_id = $2 FOR UPDATE");
    private static final Statement ATTACH = Statement.of(
            "UPDATE attachment SET record_kind = $3, record_id = $4 WHERE id = $1 AND organization_id = $2");
    private static final Statement RELEASE = Statement.of("""
            UPDATE attachment SET record_kind = NULL, record_id = NULL
            WHERE id = $1 AND organization_id = $2 AND record_kind = $3 AND record_id = $4
            """);
    private static final Statement DELETE = Statement.of("""
            WITH gone AS (DELETE FROM attachment WHERE id = $1 AND organization_id = $2
                AND record_kind IS NULL RETURNING organization_id, content_id, byte_count),
                doubted AS (UPDATE attachment_content SET state = 'DOUBTFUL' FROM gone WHERE attachment_content.id
                = gone.content_id AND state = 'STORED')
            UPDATE attachment_usage u SET byte_count = u.byte_count - gone.byte_count FROM gone
            WHERE u.organization_id = gone.organization_id
            """);

    private final Pool pool;

    AttachmentStore(Pool pool) {
        this.pool = pool;
    }

    /** Notes a content whose bytes are still to come. */
    Uni<Void> begin(UUID contentId, ContentStore.Kind store) {
        return BEGIN.execute(pool, contentId, store.name()).replaceWithVoid();
    }

    /** A content and where it is. */
    record Stored(UUID id, ContentStore.Kind kind) {}

    /**
     * The content with that digest that is there already, else the one that has just arrived.
     *
     * <p>Rejects with {@code upload-interrupted} (503) when the new one was cleared away because it took too long.
     */
    Uni<Stored> settle(SqlConnection connection, UUID arrived, String sha256, long byteCount, long crc32) {
        return SHARE.execute(connection, sha256)
                .chain(known -> Rows.any(known)
                        ? Uni.createFrom()
                                .item(stored(
                                        known.iterator().next(),
                                        known.iterator().next().getUUID("id")))
                        : COMPLETE.execute(connection, arrived, sha256, byteCount, crc32)
                                .map(completed -> {
                                    if (completed.size() == 0) {
                                        throw Rejection.of(Rejection.Kind.UNAVAILABLE, "upload-interrupted");
                                    }
                                    return stored(completed.iterator().next(), arrived);
                                }));
    }

    private static Stored stored(Row row, UUID id) {
        return new Stored(id, ContentStore.Kind.valueOf(row.getString("store")));
    }

    /** The checksum of what an attachment holds; empty for what came before checksums were kept. */
    Uni<Optional<Long>> crc32(UUID id) {
        return CRC32.execute(pool, id)
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLong(0)));
    }

    /** Bytes that the attachments of an organisation have. */
    Uni<Long> usage(SqlClient connection, UUID organization) {
        return USAGE.execute(connection, organization)
                .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
    }

    /** Adds to what an organisation has; uploads of one organisation wait for each other here. */
    Uni<Void> takeRoom(SqlConnection connection, UUID organization, long bytes) {
        return TAKE_ROOM.execute(connection, organization, bytes).replaceWithVoid();
    }

    Uni<Void> insert(SqlConnection connection, Attachment attachment, UUID createdBy) {
        return INSERT.execute(
                        connection,
                        attachment.id(),
                        attachment.organizationId(),
                        attachment.contentId(),
                        attachment.purpose(),
                        attachment.fileName(),
                        attachment.type(),
                        attachment.byteCount(),
                        attachment.createdAt(),
                        createdBy)
                .replaceWithVoid();
    }

    /** An attachment of the organisation, or one that belongs to a record. */
    Uni<Optional<Attachment>> find(UUID id, UUID organization) {
        return FIND.execute(pool, id, organization)
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(ATTACHMENTS.first(rows)));
    }

    /** One that a record has taken. */
    Uni<Attachment> get(SqlClient client, UUID id) {
        return GET.execute(client, id).map(ATTACHMENTS.orNotFound("attachment-not-found"));
    }

    /** The same outside any unit of work. */
    Uni<Attachment> get(UUID id) {
        return get(pool, id);
    }

    /** Deletes an unused attachment of the organisation; whether there was one. */
    Uni<Boolean> delete(SqlConnection connection, UUID id, UUID organization) {
        return DELETE.execute(connection, id, organization).map(Rows::any);
    }

    /**
     * Gives an attachment of the organisation to a record.
     *
     * <p>Rejects with {@code attachment-not-found} (404), {@code attachment-in-use} (409) when another record has it.
     */
    Uni<Void> attach(SqlConnection connection, UUID id, UUID organization, String recordKind, UUID recordId) {
        return LOCK_OWN.execute(connection, id, organization)
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw Rejection.notFound("attachment-not-found");
                    }
                    Row row = rows.iterator().next();
                    boolean isFree = row.getString("record_kind") == null
                            || row.getString("record_kind").equals(recordKind)
                                    && row.getUUID("record_id").equals(recordId);
                    if (!isFree) {
                        throw Rejection.conflict("attachment-in-use");
                    }
                })
                .chain(() -> ATTACH.execute(connection, id, organization, recordKind, recordId))
                .replaceWithVoid();
    }

    /** Takes it from the record that has it, so that it is as before {@link #attach}. */
    Uni<Void> release(SqlConnection connection, UUID id, UUID organization, String recordKind, UUID recordId) {
        return RELEASE.execute(connection, id, organization, recordKind, recordId)
                .invoke(Rows.exactly(1, "an attachment is not of the record that gives it back"))
                .replaceWithVoid();
    }
}
