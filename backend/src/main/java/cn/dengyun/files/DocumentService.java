package cn.dengyun.files;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.casefile.CaseRecord;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * The door of documents: attachments on records, with what they are and what their bytes are. They are put on a record,
 * replaced and withdrawn while its author has it in its hands, and never changed.
 */
@ApplicationScoped
public class DocumentService {

    /** Documents that one organisation has on one record at most, those that ended included. */
    static final int MAX_OF_RECORD = 100;

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");
    private static final String DOCUMENTS = "/api/v1/documents/";
    /** What is allowed for which machines read: electronic invoices are XML, slips of payments XML or CSV. */
    private static final Map<AttachmentType, Set<DocumentPurpose>> READ_BY_MACHINES = Map.of(
            AttachmentType.XML, Set.of(DocumentPurpose.INVOICE, DocumentPurpose.PAYMENT_PROOF),
            AttachmentType.CSV, Set.of(DocumentPurpose.PAYMENT_PROOF));

    private final DocumentStore documents;
    private final AttachmentStore attachments;
    private final ContentStores contents;
    private final Instance<CaseRecord> records;
    private final AuditTrail audit;
    private final JsonWriter json;
    private final Clock clock;

    DocumentService(
            DocumentStore documents,
            AttachmentStore attachments,
            ContentStores contents,
            Instance<CaseRecord> records,
            AuditTrail audit,
            JsonWriter json,
            Clock clock) {
        this.documents = documents;
        this.attachments = attachments;
        this.contents = contents;
        this.records = records;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A document as somebody sees it.
     *
     * @param path of the record that it is on
     * @param sameContentElsewhere null for whoever does not decide on the record
     */
    public record Shown(CaseDocument document, String path, CaseRecord.Standing record, Integer sameContentElsewhere) {}

    /**
     * All documents of a record that the actor may see, oldest first, those that ended too. Rejects as the record does
     * when the actor may not know of it (404).
     */
    public Uni<List<Shown>> list(Actor actor, String kind, UUID recordId) {
        CaseRecord record = record(kind);
        return record.find(actor, recordId)
                .chain(standing -> documents
                        .ofRecord(kind, recordId)
                        .invoke(found -> noteRead(actor, record, recordId, standing))
                        .map(found -> found.stream()
                                .filter(document -> isSeen(document, standing, actor))
                                .toList())
                        .chain(seen -> documents
                                .elsewhere(seen)
                                .map(counts -> seen.stream()
                                        .map(document -> shown(document, record, standing, counts))
                                        .toList())));
    }

    /** One that the actor may see. Rejects with {@code document-not-found} (404). */
    public Uni<Shown> find(Actor actor, UUID id) {
        return documents.find(id).map(DocumentService::existing).chain(document -> {
            CaseRecord record = record(document.recordKind());
            return record.find(actor, document.recordId())
                    .onFailure(DocumentService::isNotThere)
                    .transform(hidden -> notFound())
                    .invoke(standing -> requireSeen(document, standing, actor))
                    .invoke(standing -> noteRead(actor, record, document.recordId(), standing))
                    .chain(standing -> documents
                            .elsewhere(List.of(document))
                            .map(counts -> shown(document, record, standing, counts)));
        });
    }

    /**
     * Puts an attachment of the record's organisation on a record, in the place of another document if that is wanted.
     *
     * <p>Rejects as the record does when the actor may not know of it (404), with {@code forbidden} (403) for whoever
     * is not its author, {@code document-record-closed} (409) when it is not in its author's hands,
     * {@code attachment-not-found} (404), {@code attachment-in-use}, {@code document-repeated}, {@code document-ended},
     * {@code documents-too-many} (409) and {@code invalid-request} (400).
     */
    public Effect<Shown> add(Actor actor, String kind, UUID recordId, NewDocument wanted) {
        CaseRecord record = record(kind);
        return Effect.of(connection -> record.lock(connection, actor, recordId)
                .invoke(standing -> requireAuthor(standing, actor))
                .chain(standing -> replaced(connection, actor, kind, recordId, wanted)
                        .chain(replaced -> taken(connection, actor, kind, recordId, wanted)
                                .map(taken -> made(actor, kind, recordId, wanted, taken))
                                .call(made -> documents
                                        .count(connection, kind, recordId, made.organizationId())
                                        .invoke(DocumentService::requireRoom))
                                .call(made -> put(connection, actor, made, replaced)))
                        .chain(made -> documents
                                .elsewhere(connection, List.of(made))
                                .map(counts -> shown(made, record, standing, counts)))));
    }

    /**
     * Takes a document back.
     *
     * <p>Rejects with {@code document-not-found} (404), {@code forbidden} (403) for whoever is not its author,
     * {@code document-record-closed} (409) when the record is not in its author's hands, {@code document-ended} (409).
     */
    public Effect<Shown> withdraw(Actor actor, UUID id) {
        return Effect.of(
                () -> documents.find(id).map(DocumentService::existing),
                (connection, found) -> record(found.recordKind())
                        .lock(connection, actor, found.recordId())
                        .onFailure(DocumentService::isNotThere)
                        .transform(hidden -> notFound())
                        .invoke(standing -> requireSeen(found, standing, actor))
                        .invoke(standing -> requireAuthor(standing, actor))
                        .invoke(standing -> requireOwn(found, actor))
                        .chain(standing -> documents
                                .lock(connection, id)
                                .map(locked -> inForce(locked).withdrawn(now(), actor.id()))
                                .call(withdrawn -> documents.end(connection, withdrawn))
                                .call(withdrawn -> audit.write(connection, note("withdrawn", found, withdrawn)))
                                .map(withdrawn -> shown(withdrawn, record(found.recordKind()), standing, Map.of()))));
    }

    /** All documents that were ever on a record, oldest first; for whoever has seen to it who may read them. */
    public Uni<List<CaseDocument>> ofRecord(SqlClient client, String kind, UUID recordId) {
        return documents.ofRecord(client, kind, recordId);
    }

    /** How many documents in force are on a record, and how many of them are on other records too. */
    public record Repeated(int documents, int elsewhere) {}

    /**
     * Whose files the documents in force on a record are; for whoever decides on it.
     *
     * @param together records of the kind that may share files, this one among them
     */
    public Uni<Repeated> repeated(SqlClient client, String kind, UUID recordId, Collection<UUID> together) {
        return documents
                .ofRecord(client, kind, recordId)
                .map(found -> found.stream()
                        .filter(each -> each.status() == DocumentStatus.IN_FORCE)
                        .toList())
                .chain(inForce -> documents
                        .elsewhere(client, inForce)
                        .chain(ofOthers -> documents
                                .onOthers(client, inForce, kind, together)
                                .map(onOthers -> new Repeated(inForce.size(), (int) inForce.stream()
                                        .filter(each ->
                                                ofOthers.getOrDefault(each.id(), 0) > 0 || onOthers.contains(each.id()))
                                        .count()))));
    }

    /**
     * The purposes of the documents in force on records, which are locked, by record; those without any are missing.
     */
    public Uni<Map<UUID, Set<DocumentPurpose>>> purposes(
            SqlConnection connection, String kind, Collection<UUID> records) {
        return documents.purposes(connection, kind, records);
    }

    /**
     * The bytes of a document as they are stored now.
     *
     * @param crc32 of all of them
     */
    public record Stored(ContentBody body, long crc32) {}

    /** The bytes of a document as they are stored; for whoever has seen to it who may read them. */
    public Uni<Stored> stored(CaseDocument document) {
        return attachments.get(document.attachmentId()).chain(attachment -> {
            ContentBody body = new ContentBody(contents.of(attachment), 0, attachment.byteCount());
            return attachments
                    .crc32(attachment.id())
                    .chain(known -> known.map(Uni.createFrom()::item).orElseGet(() -> crc32(body)))
                    .map(checksum -> new Stored(body, checksum));
        });
    }

    private static Uni<Long> crc32(ContentBody body) {
        CRC32 checksum = new CRC32();
        return digest(body, 0, checksum).map(read -> checksum.getValue());
    }

    private static Uni<Void> digest(ContentBody body, long read, CRC32 checksum) {
        if (read >= body.length()) {
            return Uni.createFrom().voidItem();
        }
        return body.next(read).chain(piece -> {
            checksum.update(piece.getBytes());
            return digest(body, read + piece.length(), checksum);
        });
    }

    /** Whether an actor may read an attachment because of a document on the record that it belongs to. */
    Uni<Boolean> mayRead(Actor actor, Attachment attachment) {
        Optional<CaseRecord> record = records.stream()
                .filter(each -> each.kind().equals(attachment.recordKind()))
                .findFirst();
        if (record.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return record.get()
                .find(actor, attachment.recordId())
                .chain(standing -> documents
                        .ofAttachment(attachment.recordKind(), attachment.recordId(), attachment.id())
                        .map(found -> found.stream().anyMatch(document -> isSeen(document, standing, actor))))
                .onFailure(DocumentService::isNotThere)
                .recoverWithItem(false);
    }

    private Uni<Optional<CaseDocument>> replaced(
            SqlConnection connection, Actor actor, String kind, UUID recordId, NewDocument wanted) {
        if (wanted.replaces() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return documents
                .lock(connection, wanted.replaces())
                .map(found -> {
                    boolean isOfRecord = found.filter(
                                    document -> document.recordKind().equals(kind)
                                            && document.recordId().equals(recordId))
                            .isPresent();
                    if (!isOfRecord) {
                        throw Rejection.invalid(List.of(Defect.at("/replaces", "document-of-another-record")));
                    }
                    return Optional.of(inForce(found));
                })
                .invoke(old -> requireOwn(old.orElseThrow(), actor));
    }

    /** The attachment, which belongs to the record from now on. */
    private Uni<Attachment> taken(
            SqlConnection connection, Actor actor, String kind, UUID recordId, NewDocument wanted) {
        return attachments
                .attach(connection, wanted.attachmentId(), actor.organizationId(), kind, recordId)
                .chain(() -> attachments.get(connection, wanted.attachmentId()))
                .invoke(attachment -> requireFit(attachment, wanted));
    }

    private void requireFit(Attachment attachment, NewDocument wanted) {
        List<Defect> defects = new ArrayList<>();
        boolean isForMachines =
                READ_BY_MACHINES.getOrDefault(attachment.type(), Set.of()).contains(wanted.purpose());
        if (!attachment.type().isPaper() && !isForMachines) {
            defects.add(Defect.at("/attachmentId", "document-type-unfit", attachment.fileName()));
        }
        if (wanted.issuedOn().isAfter(LocalDate.ofInstant(clock.instant(), ANHUI))) {
            defects.add(Defect.at("/issuedOn", "document-issued-later"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private CaseDocument made(Actor actor, String kind, UUID recordId, NewDocument wanted, Attachment attachment) {
        return new CaseDocument(
                Ids.next(),
                kind,
                recordId,
                attachment.organizationId(),
                attachment.id(),
                wanted.purpose(),
                wanted.issuer().strip(),
                wanted.number() == null || wanted.number().isBlank()
                        ? null
                        : wanted.number().strip(),
                wanted.issuedOn(),
                wanted.visibility(),
                attachment.fileName(),
                attachment.type().mediaType(),
                attachment.byteCount(),
                attachment.sha256(),
                wanted.replaces(),
                now(),
                actor.id(),
                DocumentStatus.IN_FORCE,
                null,
                null,
                null);
    }

    /** The old one ends first: the new one may have its bytes, when only what is said of them was wrong. */
    private Uni<Void> put(SqlConnection connection, Actor actor, CaseDocument made, Optional<CaseDocument> replaced) {
        Uni<Void> ended = replaced.map(old -> {
                    CaseDocument after = old.replaced(made.id(), made.addedAt(), actor.id());
                    return documents
                            .end(connection, after)
                            .chain(() -> audit.write(connection, note("replaced", old, after)));
                })
                .orElseGet(() -> Uni.createFrom().voidItem());
        return ended.chain(() -> documents.insert(connection, made))
                .chain(() -> audit.write(connection, note("added", null, made)));
    }

    private Shown shown(
            CaseDocument document, CaseRecord record, CaseRecord.Standing standing, Map<UUID, Integer> counts) {
        return new Shown(
                document,
                record.path() + "/" + document.recordId(),
                standing,
                standing.isReviewer() ? counts.getOrDefault(document.id(), 0) : null);
    }

    private static boolean isSeen(CaseDocument document, CaseRecord.Standing standing, Actor actor) {
        return document.visibility() == DocumentVisibility.RECORD
                || standing.isReviewer()
                || actor.actsFor(document.organizationId());
    }

    private static void requireSeen(CaseDocument document, CaseRecord.Standing standing, Actor actor) {
        if (!isSeen(document, standing, actor)) {
            throw notFound();
        }
    }

    private static void requireAuthor(CaseRecord.Standing standing, Actor actor) {
        if (!actor.actsFor(standing.organizationId())) {
            throw Rejection.forbidden("forbidden");
        }
        if (!standing.isInHands()) {
            throw Rejection.conflict("document-record-closed");
        }
    }

    /** A record may have two authors, who do not touch what the other has put on it. */
    private static void requireOwn(CaseDocument document, Actor actor) {
        if (!actor.actsFor(document.organizationId())) {
            throw Rejection.forbidden("forbidden");
        }
    }

    private static void requireRoom(long count) {
        if (count >= MAX_OF_RECORD) {
            throw Rejection.conflict("documents-too-many", MAX_OF_RECORD);
        }
    }

    private static CaseDocument existing(Optional<CaseDocument> found) {
        return found.orElseThrow(DocumentService::notFound);
    }

    private static CaseDocument inForce(Optional<CaseDocument> locked) {
        CaseDocument document = existing(locked);
        if (!document.isInForce()) {
            throw Rejection.conflict("document-ended");
        }
        return document;
    }

    private void noteRead(Actor actor, CaseRecord record, UUID recordId, CaseRecord.Standing standing) {
        if (!actor.actsFor(standing.organizationId())) {
            audit.read(AuditNote.ofRead("document.read", record.path() + "/" + recordId, standing.organizationId()));
        }
    }

    private AuditNote note(String act, CaseDocument before, CaseDocument after) {
        return new AuditNote(
                "document." + act,
                DOCUMENTS + after.id(),
                after.organizationId(),
                before == null ? null : json.write(before),
                json.write(after),
                null);
    }

    private CaseRecord record(String kind) {
        return records.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody knows records of the kind " + kind));
    }

    private static boolean isNotThere(Throwable failure) {
        return failure instanceof Rejection rejection && rejection.kind() == Rejection.Kind.NOT_FOUND;
    }

    private static Rejection notFound() {
        return Rejection.notFound("document-not-found");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
