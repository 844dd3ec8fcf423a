package cn.dengyun.assessment.level;

import cn.dengyun.files.DocumentService;
import cn.dengyun.files.DocumentView;
import cn.dengyun.files.NewDocument;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The documents of an assessment. */
@Path("/api/v1/assessments/{id}/documents")
@Tag(name = "Assessments")
public class AssessmentDocumentResource {

    private final DocumentService documents;
    private final Once once;
    private final CurrentActor current;

    AssessmentDocumentResource(DocumentService documents, Once once, CurrentActor current) {
        this.documents = documents;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
    @Refuses({"assessment-not-found"})
    @Operation(
            operationId = "listAssessmentDocuments",
            summary = "The documents of an assessment, oldest first",
            description = "Also those that were replaced or withdrawn. An authority sees on how many records of other"
                    + " organizations the same content is. Also for an expert who was drawn for it, as long as the"
                    + " opinion is awaited.")
    public Uni<Page<DocumentView>> list(@RestPath UUID id) {
        Actor actor = current.get();
        return documents.list(actor, AssessmentRecord.KIND, id).map(shown -> DocumentView.all(shown, actor));
    }

    @POST
    @RolesAllowed(Roles.ENTERPRISE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "assessment-not-found",
                "attachment-in-use",
                "attachment-not-found",
                "document-ended",
                "document-not-found",
                "document-record-closed",
                "document-repeated",
                "documents-too-many",
                "forbidden"
            },
            defects = {"document-issued-later", "document-of-another-record", "document-type-unfit"})
    @Operation(
            operationId = "createAssessmentDocument",
            summary = "Put a document on an assessment",
            description = "While it is a draft or was returned. The file comes from `createAttachment`; its hash and"
                    + " length are taken from what is stored. With `replaces` it takes the place of another document,"
                    + " which stays with its hash.")
    @APIResponse(
            responseCode = "201",
            description = "Put on it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DocumentView.class)))
    public Uni<RestResponse<DocumentView>> create(@RestPath UUID id, @NotNull @Valid NewDocument request) {
        Actor actor = current.get();
        return once.created(
                documents.add(actor, AssessmentRecord.KIND, id, request),
                made -> DocumentView.of(made, actor),
                made -> "/api/v1/documents/" + made.document().id());
    }
}
