package cn.dengyun.settlement.claim.rest;

import cn.dengyun.files.DocumentService;
import cn.dengyun.files.DocumentView;
import cn.dengyun.files.NewDocument;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.settlement.claim.ClaimRecord;
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

/** The documents of a claim. */
@Path(ClaimResource.PATH + "/{id}/documents")
@Tag(name = "Documents")
class ClaimDocumentResource {

    private final DocumentService documents;
    private final Once once;
    private final CurrentActor current;

    ClaimDocumentResource(DocumentService documents, Once once, CurrentActor current) {
        this.documents = documents;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @Refuses({"settlement-claim-not-found"})
    @Operation(
            operationId = "listSettlementClaimDocuments",
            summary = "The documents of a claim, oldest first",
            description = "For both sides and whoever decides on it. Also those that were replaced or withdrawn.")
    public Uni<Page<DocumentView>> list(@RestPath UUID id) {
        Actor actor = current.get();
        return documents.list(actor, ClaimRecord.KIND, id).map(shown -> DocumentView.all(shown, actor));
    }

    @POST
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "attachment-in-use",
                "attachment-not-found",
                "settlement-claim-not-found",
                "document-ended",
                "document-not-found",
                "document-record-closed",
                "document-repeated",
                "documents-too-many",
                "forbidden"
            },
            defects = {"document-issued-later", "document-of-another-record", "document-type-unfit"})
    @Operation(
            operationId = "createSettlementClaimDocument",
            summary = "Put a document on a claim",
            description = "By people of its claimant, until it is confirmed or when it was returned: invoices and bank"
                    + " slips, for example. Invoices as XML or OFD, and slips in the form of the platform, are read by machine"
                    + " when the other side confirms, and compared with what was typed; `getEvidenceReading` reads one before."
                    + " The file comes from `createAttachment`, which has looked what it is; its hash and length are taken"
                    + " from what is stored. With `replaces` it takes the place of another document, which stays with its"
                    + " hash.")
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
                documents.add(actor, ClaimRecord.KIND, id, request),
                made -> DocumentView.of(made, actor),
                made -> "/api/v1/documents/" + made.document().id());
    }
}
