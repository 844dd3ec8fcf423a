package cn.dengyun.files;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Documents on records. The record is locked before they change. */
@ApplicationScoped
class DocumentStore {

    private static final RowMapper<CaseDocument> DOCUMENTS = RowMapper.of(CaseDocument.class);
    private static final String SELECT = "SELECT %s FROM case_document".formatted(DOCUMENTS.columns());
    private static final Statement FIND = Statement.of(SELECT + " WHERE id = $1");
    private static final Statement LOCK = Statement.of(SELECT + " WHERE id = $1 FOR UPDATE");
    private static final Statement OF_RECORD =
            Statement.of(SELECT + " WHERE record_kind = $1 AND record_id = $2 ORDER BY id");
    private static final Statement OF_ATTACHMENT =
            Statement.of(SELECT + " WHERE record_kind = $1 AND record_id = $2 AND attachment_id = $3 ORDER BY id");
    private static final Statement COUNT = Statement.of("""
            SELECT count(*) FROM case_document WHERE record_kind = $1 AND record_id = $2 AND organization_id = $3
            """);
    // Both sides of a record may put the contract on it that both have signed.
    private static final Statement ELSEWHERE = Statement.of("""
            SELECT d.id, (SELECT count(DISTINCT (o.record_kind, o.record_id)) FROM case_document o
                WHERE o.sha256 = d.sha256 AND o.organization_id <> d.organization_id AND NOT EXISTS (
                    SELECT FROM case_document s WHERE s.record_kind = o.record_kind AND s.record_id = o.record_id
                        AND s.organization_id = d.organization_id))::integer AS records
            FROM case_document d WHERE d.id = ANY($1)
            """);
    private static final Statement ON_OTHERS = Statement.of("""
            SELECT d.id FROM case_document d WHERE d.id = ANY($1) AND EXISTS (SELECT FROM case_document o
                WHERE o.sha256 = d.sha256 AND o.record_kind = $2 AND o.record_id <> ALL($3))
            """);
    private static final Statement PURPOSES = Statement.of("""
            SELECT DISTINCT record_id, purpose FROM case_document
            WHERE record_kind = $1 AND record_id = ANY($2) AND status = 'IN_FORCE'
            """);
    private static final Statement INSERT = Statement.of("INSERT INTO case_document " + DOCUMENTS.values());
    private static final Statement END = Statement.of("""
            UPDATE case_document SET status = $2, ended_at = $3, ended_by = $4, replaced_by_id = $5
            WHERE id = $1 AND status = 'IN_FORCE'
            """);

    private final Pool pool;

    DocumentStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<CaseDocument>> find(UUID id) {
        return FIND.execute(pool, id).map(DOCUMENTS::optional);
    }

    /** The same, held until the unit of work ends. */
    Uni<Optional<CaseDocument>> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(DOCUMENTS::optional);
    }

    /** All that were ever on a record, oldest first. */
    Uni<List<CaseDocument>> ofRecord(SqlClient client, String kind, UUID recordId) {
        return OF_RECORD.execute(client, kind, recordId).map(DOCUMENTS::list);
    }

    /** The same outside any unit of work. */
    Uni<List<CaseDocument>> ofRecord(String kind, UUID recordId) {
        return ofRecord(pool, kind, recordId);
    }

    /** Those of them that are this attachment. */
    Uni<List<CaseDocument>> ofAttachment(String kind, UUID recordId, UUID attachmentId) {
        return OF_ATTACHMENT.execute(pool, kind, recordId, attachmentId).map(DOCUMENTS::list);
    }

    /** What one organisation ever put on a record. */
    Uni<Long> count(SqlConnection connection, String kind, UUID recordId, UUID organization) {
        return COUNT.execute(connection, kind, recordId, organization)
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** The purposes of those in force, by record. */
    Uni<Map<UUID, Set<DocumentPurpose>>> purposes(SqlClient client, String kind, Collection<UUID> records) {
        return PURPOSES.execute(client, kind, Parameters.ids(records)).map(rows -> {
            Map<UUID, Set<DocumentPurpose>> purposes = new HashMap<>();
            rows.forEach(row -> purposes.computeIfAbsent(
                            row.getUUID("record_id"), id -> EnumSet.noneOf(DocumentPurpose.class))
                    .add(DocumentPurpose.valueOf(row.getString("purpose"))));
            return purposes;
        });
    }

    /** On how many records of other organisations there is a document of the same bytes, by document. */
    Uni<Map<UUID, Integer>> elsewhere(SqlClient client, List<CaseDocument> documents) {
        return ELSEWHERE
                .execute(
                        client,
                        Parameters.ids(documents.stream().map(CaseDocument::id).toList()))
                .map(rows -> {
                    Map<UUID, Integer> counts = new HashMap<>();
                    rows.forEach(row -> counts.put(row.getUUID("id"), row.getInteger("records")));
                    return counts;
                });
    }

    /** Those of which there is a document of the same bytes on another record of a kind, whoever put it there. */
    Uni<Set<UUID>> onOthers(SqlClient client, List<CaseDocument> documents, String kind, Collection<UUID> together) {
        return ON_OTHERS
                .execute(
                        client,
                        Parameters.ids(documents.stream().map(CaseDocument::id).toList()),
                        kind,
                        Parameters.ids(together))
                .map(Rows::ids);
    }

    /** The same outside any unit of work. */
    Uni<Map<UUID, Integer>> elsewhere(List<CaseDocument> documents) {
        return elsewhere(pool, documents);
    }

    /**
     * Rejects with {@code attachment-in-use} (409) when the attachment is a document already, {@code document-repeated}
     * (409) when another document that its organisation has on the record has the same bytes.
     */
    Uni<Void> insert(SqlConnection connection, CaseDocument document) {
        return INSERT.execute(connection, document)
                .onFailure(Rows.broken("case_document_attachment_once"))
                .transform(failure -> Rejection.conflict("attachment-in-use"))
                .onFailure(Rows.broken("case_document_content_of_side_once"))
                .transform(failure -> Rejection.conflict("document-repeated"))
                .replaceWithVoid();
    }

    /** Writes how one ended that was read under a lock. */
    Uni<Void> end(SqlConnection connection, CaseDocument ended) {
        return END.execute(
                        connection, ended.id(), ended.status(), ended.endedAt(), ended.endedBy(), ended.replacedById())
                .invoke(Rows.exactly(1, "a document that is locked ends once"))
                .replaceWithVoid();
    }
}
