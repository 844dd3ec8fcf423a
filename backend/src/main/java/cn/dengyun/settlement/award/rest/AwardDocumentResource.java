package cn.dengyun.settlement.award.rest;

import cn.dengyun.files.DocumentService;
import cn.dengyun.files.DocumentView;
import cn.dengyun.files.NewDocument;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.settlement.award.AwardListRecord;
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

/** The documents of a list of awards. */
@Path(AwardListResource.PATH + "/{id}/documents")
@Tag(name = "Documents")
class AwardDocumentResource {

    private final DocumentService documents;
    private final Once once;
    private final CurrentActor current;

    AwardDocumentResource(DocumentService documents, Once once, CurrentActor current) {
        this.documents = documents;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @Refuses({"award-list-not-found"})
    @Operation(
            operationId = "listAwardListDocuments",
            summary = "The documents of a list of awards, oldest first",
            description = "For its office, finance and auditors. Also those that were replaced or withdrawn.")
    public Uni<Page<DocumentView>> list(@RestPath UUID id) {
        Actor actor = current.get();
        return documents.list(actor, AwardListRecord.KIND, id).map(shown -> DocumentView.all(shown, actor));
    }

    @POST
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "attachment-in-use",
                "attachment-not-found",
                "award-list-not-found",
                "document-ended",
                "document-not-found",
                "document-record-closed",
                "document-repeated",
                "documents-too-many",
                "forbidden"
            },
            defects = {"document-issued-later", "document-of-another-record", "document-type-unfit"})
    @Operation(
            operationId = "createAwardListDocument",
            summary = "Put a document on a list of awards",
            description = "By people of its office, until it is granted: what the choice rests on. The file comes from"
                    + " `createAttachment`, which has looked what it is; its hash and length are taken from what is"
                    + " stored. With `replaces` it takes the place of another document, which stays with its hash.")
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
                documents.add(actor, AwardListRecord.KIND, id, request),
                made -> DocumentView.of(made, actor),
                made -> "/api/v1/documents/" + made.document().id());
    }
}
