package cn.dengyun.trade.order.rest;

import cn.dengyun.files.DocumentService;
import cn.dengyun.files.DocumentView;
import cn.dengyun.files.NewDocument;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.OrderContract;
import cn.dengyun.trade.order.OrderRecord;
import cn.dengyun.trade.order.OrderService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** The documents of an order, and which of them is its contract. */
@Path("/api/v1/orders/{id}")
@Tag(name = "Orders")
public class OrderDocumentResource {

    private final DocumentService documents;
    private final OrderService orders;
    private final Once once;
    private final CurrentActor current;

    OrderDocumentResource(DocumentService documents, OrderService orders, Once once, CurrentActor current) {
        this.documents = documents;
        this.orders = orders;
        this.once = once;
        this.current = current;
    }

    @GET
    @Path("/documents")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
    @Refuses({"service-order-not-found"})
    @Operation(
            operationId = "listOrderDocuments",
            summary = "The documents of an order, oldest first",
            description = "Also those that were replaced or withdrawn. Those that only authorities may see are left out"
                    + " for the other side.")
    public Uni<Page<DocumentView>> list(@RestPath UUID id) {
        Actor actor = current.get();
        return documents.list(actor, OrderRecord.KIND, id).map(shown -> DocumentView.all(shown, actor));
    }

    @POST
    @Path("/documents")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "attachment-in-use",
                "attachment-not-found",
                "document-ended",
                "document-not-found",
                "document-record-closed",
                "document-repeated",
                "documents-too-many",
                "forbidden",
                "service-order-not-found"
            },
            defects = {"document-issued-later", "document-of-another-record", "document-type-unfit"})
    @Operation(
            operationId = "createOrderDocument",
            summary = "Put a document on an order",
            description = "By people of both sides, until the order ends. The file comes from `createAttachment`; its"
                    + " hash and length are taken from what is stored. With `replaces` it takes the place of another"
                    + " document of the same side, which stays with its hash.")
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
                documents.add(actor, OrderRecord.KIND, id, request),
                made -> DocumentView.of(made, actor),
                made -> "/api/v1/documents/" + made.document().id());
    }

    @PUT
    @Path("/contract")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @Cancellable(false)
    @IfMatch
    @DryRunnable
    @Refuses({"contract-pinned", "document-not-found", "not-yours", "service-order-not-found"})
    @Operation(
            operationId = "replaceOrderContract",
            summary = "Say which document is the contract",
            description =
                    "By either side, before the service begins. It counts when the other side says the same, or, where"
                            + " the enterprise said it, when the provider accepts the order; from then on it stays. The order keeps"
                            + " the hash of the document, whatever becomes of that. If-Match is required.")
    @APIResponse(responseCode = "200", description = "Said, with the new ETag")
    public Uni<RestResponse<OrderView>> contract(@RestPath UUID id, @NotNull @Valid OrderContract request) {
        Actor actor = current.get();
        return once.ok(
                orders.pinContract(actor, id, once.precondition(), request),
                after -> OrderView.of(after, actor, orders.now()));
    }
}
