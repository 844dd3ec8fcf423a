package cn.dengyun.settlement.evidence;

import cn.dengyun.files.AttachmentService;
import cn.dengyun.files.CaseDocument;
import cn.dengyun.files.ContentBody;
import cn.dengyun.files.DocumentService;
import cn.dengyun.files.DocumentVisibility;
import cn.dengyun.settlement.evidence.domain.EvidenceReading;
import cn.dengyun.settlement.evidence.domain.ReadingFault;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.DocumentPurpose;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Reads evidence files, on a worker thread, of which {@value EvidenceFile#MAX_BYTES} bytes at most are in memory.
 * Rejects with {@code attachment-store-unavailable} (503); what is wrong with a file is no rejection.
 */
@ApplicationScoped
public class EvidenceReader {

    private static final Map<DocumentPurpose, Set<String>> MEDIA_TYPES = Map.of(
            DocumentPurpose.INVOICE, Set.of(EvidenceFile.XML, EvidenceFile.OFD),
            DocumentPurpose.PAYMENT_PROOF, Set.of(EvidenceFile.XML, EvidenceFile.CSV));

    private final AttachmentService attachments;
    private final DocumentService documents;
    private final Vertx vertx;

    EvidenceReader(AttachmentService attachments, DocumentService documents, Vertx vertx) {
        this.attachments = attachments;
        this.documents = documents;
        this.vertx = vertx;
    }

    /**
     * Whether it says to be something that machines read; scans are for people. What only reviewers see is too: what is
     * read is shown to everybody who sees the record.
     */
    public boolean isForMachines(CaseDocument document) {
        return document.visibility() == DocumentVisibility.RECORD
                && MEDIA_TYPES.getOrDefault(document.purpose(), Set.of()).contains(document.mediaType());
    }

    /** What stands in a document; for whoever has seen to it who may read it. */
    public Uni<EvidenceReading> read(CaseDocument document) {
        if (document.byteCount() > EvidenceFile.MAX_BYTES) {
            return Uni.createFrom().item(EvidenceReading.failed(ReadingFault.TOO_LARGE));
        }
        return documents.stored(document).chain(stored -> read(document.mediaType(), stored.body()));
    }

    /** What stands in a file that the actor may read. Rejects with {@code attachment-not-found} (404) too. */
    public Uni<EvidenceReading> read(Actor actor, UUID attachmentId) {
        return attachments.readable(actor, attachmentId).chain(file -> read(file.mediaType(), file.body()));
    }

    private Uni<EvidenceReading> read(String mediaType, ContentBody body) {
        if (body.length() > EvidenceFile.MAX_BYTES) {
            return Uni.createFrom().item(EvidenceReading.failed(ReadingFault.TOO_LARGE));
        }
        return collected(body, Buffer.buffer())
                .chain(bytes -> vertx.executeBlocking(() -> EvidenceFile.read(mediaType, bytes.getBytes()), false));
    }

    private static Uni<Buffer> collected(ContentBody body, Buffer whole) {
        if (whole.length() >= body.length()) {
            return Uni.createFrom().item(whole);
        }
        return body.next(whole.length()).chain(piece -> collected(body, whole.appendBuffer(piece)));
    }
}
