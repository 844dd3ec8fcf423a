package cn.dengyun.files;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** The door of the files slice: receives attachments, gives them back, lets records take them. */
@ApplicationScoped
public class AttachmentService {

    /** Bytes of one attachment: 20 MiB. */
    static final long MAX_BYTES = 20L << 20;

    /** What the attachments of one organisation may have together. */
    static final long MAX_ORGANIZATION_BYTES = 2L << 30;

    private final AttachmentStore store;
    private final ContentStores contents;
    private final ContentSweeper sweeper;
    private final UploadReader reader;
    private final Instance<AttachmentAccess> accesses;
    private final DocumentService documents;
    private final AuditTrail audit;
    private final Pool pool;
    private final Clock clock;

    AttachmentService(
            AttachmentStore store,
            ContentStores contents,
            ContentSweeper sweeper,
            UploadReader reader,
            Instance<AttachmentAccess> accesses,
            DocumentService documents,
            AuditTrail audit,
            Pool pool,
            Clock clock) {
        this.store = store;
        this.contents = contents;
        this.sweeper = sweeper;
        this.reader = reader;
        this.accesses = accesses;
        this.documents = documents;
        this.audit = audit;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Receives an upload; {@link #keep} makes an attachment of it, and what was not kept is gone when it is closed.
     * Blocks: call it on a worker thread. Memory needed is about 1 MiB, however large the file is.
     *
     * <p>Rejects with {@code forbidden} (403) for people without an organisation, {@code attachment-quota-exceeded}
     * (422), and what {@link UploadReader#read} rejects.
     */
    Upload receive(Actor actor, String contentType, InputStream body) {
        requireSender(actor);
        WorkerThread.await(store.usage(pool, actor.organizationId()).invoke(this::requireRoom));
        UUID contentId = Ids.next();
        ContentStore home = contents.forNew();
        WorkerThread.await(store.begin(contentId, home.kind()));
        try {
            return new Upload(
                    contentId, reader.read(contentType, body, content -> home.write(contentId, content)), sweeper);
        } catch (RuntimeException e) {
            sweeper.discard(contentId);
            throw e;
        }
    }

    /** A file that has come completely. */
    record Upload(UUID contentId, UploadReader.Received received, ContentSweeper sweeper) implements AutoCloseable {

        /** Does nothing to what was kept. */
        @Override
        public void close() {
            sweeper.discard(contentId);
        }
    }

    /**
     * Makes an attachment of an upload. A content that is there already is stored once, and nobody can tell.
     *
     * <p>Rejects with {@code attachment-quota-exceeded} (422).
     */
    Effect<Attachment> keep(Actor actor, Upload upload) {
        UUID id = Ids.next();
        // Two uploads of the same new content at once: the second finds the content of the first when it tries again.
        return Effect.of(connection -> insert(connection, actor, id, upload.contentId(), upload.received())
                .onFailure(Rows.broken("attachment_content_sha256_unique"))
                .transform(stored -> new ChangedMeanwhile()));
    }

    /**
     * An attachment that the actor may read: one of its own organisation, or one whose record it may see.
     *
     * <p>Rejects with {@code attachment-not-found} (404).
     */
    Uni<Attachment> find(Actor actor, UUID id) {
        return store.find(id, actor.organizationId())
                .map(found -> found.orElseThrow(AttachmentService::notFound))
                .call(attachment -> mayRead(actor, attachment).invoke(mayRead -> {
                    if (!mayRead) {
                        throw notFound();
                    }
                }));
    }

    /** The bytes of an attachment that the actor may read; that somebody read another's is put on record. */
    ContentBody content(Actor actor, Attachment attachment, ByteRange range) {
        if (!actor.actsFor(attachment.organizationId())) {
            audit.read(note("read", attachment.id(), attachment.organizationId(), null));
        }
        return new ContentBody(contents.of(attachment), range.from(), range.length());
    }

    /** A file with its bytes, for the slice that understands them. */
    public record Readable(String mediaType, ContentBody body) {}

    /**
     * An attachment that the actor may read, with its bytes; that somebody read another's is put on record.
     *
     * <p>Rejects with {@code attachment-not-found} (404).
     */
    public Uni<Readable> readable(Actor actor, UUID id) {
        return find(actor, id)
                .map(found -> new Readable(
                        found.type().mediaType(), content(actor, found, new ByteRange(0, found.byteCount(), true))));
    }

    /**
     * Deletes an attachment of the actor's organisation.
     *
     * <p>Rejects with {@code attachment-not-found} (404), {@code attachment-in-use} (409) when a record has it.
     */
    Effect<Attachment> delete(Actor actor, UUID id) {
        requireSender(actor);
        return Effect.of(
                () -> store.find(id, actor.organizationId())
                        .map(found -> found.filter(attachment -> actor.actsFor(attachment.organizationId()))
                                .orElseThrow(AttachmentService::notFound)),
                (connection, attachment) -> store.delete(connection, id, actor.organizationId())
                        .invoke(isDeleted -> requireDeleted(isDeleted, attachment))
                        .chain(() -> audit.write(connection, note("deleted", id, actor.organizationId(), null)))
                        .replaceWith(attachment));
    }

    private static void requireDeleted(boolean isDeleted, Attachment attachment) {
        if (!isDeleted && attachment.recordId() != null) {
            throw Rejection.conflict("attachment-in-use");
        }
        // Somebody else has deleted it, or a record has taken it, since it was looked up.
        ChangedMeanwhile.unless(isDeleted);
    }

    /**
     * Lets a record take attachments of an organisation, in the unit of work that writes the record. From then on the
     * {@link AttachmentAccess} of that kind says who else may read them, and they are kept as long as the record.
     *
     * <p>Rejects with {@code attachment-not-found} (404) for those that are not the organisation's,
     * {@code attachment-in-use} (409) for those of another record.
     */
    public Uni<Void> attach(
            SqlConnection connection, UUID organization, List<UUID> attachments, String recordKind, UUID recordId) {
        return Multi.createFrom()
                .iterable(attachments.stream().sorted().distinct().toList())
                .onItem()
                .transformToUniAndConcatenate(id -> store.attach(connection, id, organization, recordKind, recordId))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /**
     * The same of one that has to show something, which plain text does not. Rejects with {@code invalid-request} (400)
     * too, whose pointer is the given one.
     */
    public Uni<Void> attachPaper(
            SqlConnection connection, UUID organization, UUID id, String pointer, String recordKind, UUID recordId) {
        return store.attach(connection, id, organization, recordKind, recordId)
                .chain(() -> store.get(connection, id))
                .invoke(attachment -> {
                    if (!attachment.type().isPaper()) {
                        throw Rejection.invalid(
                                List.of(Defect.at(pointer, "document-type-unfit", attachment.fileName())));
                    }
                })
                .replaceWithVoid();
    }

    /** What a record has taken: its name, fit to be shown and stored anywhere, and what was found out of its bytes. */
    public record Taken(String fileName, String mediaType, long byteCount, String sha256) {}

    /** Lets a record take one attachment, as {@link #attach}, and says what it is. Rejects as that does. */
    public Uni<Taken> take(SqlConnection connection, UUID organization, UUID id, String recordKind, UUID recordId) {
        return store.attach(connection, id, organization, recordKind, recordId)
                .chain(() -> store.get(connection, id))
                .map(taken -> new Taken(taken.fileName(), taken.type().mediaType(), taken.byteCount(), taken.sha256()));
    }

    /**
     * Gives back to its organisation what a record has taken and has no use of any more, in the unit of work that
     * writes the record. It can be deleted then, or be taken again, and goes by itself as others that no record has.
     */
    public Uni<Void> release(SqlConnection connection, UUID organization, UUID id, String recordKind, UUID recordId) {
        return store.release(connection, id, organization, recordKind, recordId);
    }

    private Uni<Attachment> insert(
            SqlConnection connection, Actor actor, UUID id, UUID contentId, UploadReader.Received received) {
        return store.takeRoom(connection, actor.organizationId(), received.byteCount())
                .chain(() -> store.usage(connection, actor.organizationId()))
                .invoke(used -> requireRoom(used - 1))
                .chain(() ->
                        store.settle(connection, contentId, received.sha256(), received.byteCount(), received.crc32()))
                .map(content -> new Attachment(
                        id,
                        actor.organizationId(),
                        content.id(),
                        content.kind(),
                        received.purpose(),
                        received.fileName(),
                        received.type(),
                        received.byteCount(),
                        received.sha256(),
                        null,
                        null,
                        now()))
                .call(attachment -> store.insert(connection, attachment, actor.id()))
                .call(attachment ->
                        audit.write(connection, note("created", id, actor.organizationId(), rendered(attachment))));
    }

    private void requireRoom(long used) {
        if (used >= MAX_ORGANIZATION_BYTES) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "attachment-quota-exceeded", MAX_ORGANIZATION_BYTES >> 20);
        }
    }

    private Uni<Boolean> mayRead(Actor actor, Attachment attachment) {
        if (actor.actsFor(attachment.organizationId())) {
            return Uni.createFrom().item(true);
        }
        return accesses.stream()
                .filter(access -> access.recordKind().equals(attachment.recordKind()))
                .findFirst()
                .map(access -> access.mayRead(actor, attachment.recordId()))
                .orElseGet(() -> documents.mayRead(actor, attachment));
    }

    private static void requireSender(Actor actor) {
        if (actor.organizationId() == null) {
            throw Rejection.forbidden("forbidden");
        }
    }

    private static AuditNote note(String event, UUID id, UUID organization, String after) {
        return new AuditNote("attachment." + event, "/api/v1/attachments/" + id, organization, null, after, null);
    }

    private static String rendered(Attachment attachment) {
        return new JsonObject()
                .put("fileName", attachment.fileName())
                .put("purpose", attachment.purpose().name())
                .put("sha256", attachment.sha256())
                .encode();
    }

    private static Rejection notFound() {
        return Rejection.notFound("attachment-not-found");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
