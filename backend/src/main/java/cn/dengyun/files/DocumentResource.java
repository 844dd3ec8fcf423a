package cn.dengyun.files;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** One document, whatever record it is on. */
@Path("/api/v1/documents/{id}")
@Tag(
        name = "Documents",
        description = "Attachments on records, with their purpose, issuer and hash. They never change: a swap makes a"
                + " new one, and the old one stays with its hash.")
public class DocumentResource {

    private final DocumentService documents;
    private final Once once;
    private final CurrentActor current;

    DocumentResource(DocumentService documents, Once once, CurrentActor current) {
        this.documents = documents;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
    @Refuses({"document-not-found"})
    @Operation(
            operationId = "getDocument",
            summary = "A document on a record",
            description = "For whoever may know of the record and may see the document.")
    @APIResponse(responseCode = "200", description = "As it stands now")
    public Uni<RestResponse<DocumentView>> get(@RestPath UUID id) {
        Actor actor = current.get();
        return documents.find(actor, id).map(shown -> RestResponse.ok(DocumentView.of(shown, actor)));
    }

    @POST
    @Path("/withdrawals")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"document-ended", "document-not-found", "document-record-closed", "forbidden"})
    @Operation(
            operationId = "withdrawDocument",
            summary = "Take a document back",
            description = "By the record's own organisation, while it has the record in its hands: before it is"
                    + " submitted, and while it is returned.")
    @APIResponse(responseCode = "200", description = "Withdrawn; it stays on the record, with its hash")
    public Uni<RestResponse<DocumentView>> withdraw(@RestPath UUID id) {
        Actor actor = current.get();
        return once.ok(documents.withdraw(actor, id), shown -> DocumentView.of(shown, actor));
    }
}
