package cn.dengyun.audit;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Erasing personal data from the audit trail: an administrator proposes, an auditor approves. */
@Path("/api/v1/audit-erasures")
@Tag(name = "Audit")
@RolesAllowed({Roles.AUDITOR, Roles.SYSADMIN})
public class ErasureResource {

    private final ErasureService erasures;
    private final Once once;
    private final CurrentActor current;

    ErasureResource(ErasureService erasures, Once once, CurrentActor current) {
        this.erasures = erasures;
        this.once = once;
        this.current = current;
    }

    /** Why an erasure is decided so. */
    @Schema(name = "AuditErasureDecision", description = "Why an erasure is decided so.")
    record Decision(
            @Schema(required = true, description = "Kept on record; name no person.", examples = "已核实本人申请")
            @NotBlank
            @Size(max = 2_000)
            String reason) {}

    @POST
    @RolesAllowed(Roles.SYSADMIN)
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(defects = {"audit-erasure-unclear"})
    @Operation(
            operationId = "createAuditErasure",
            summary = "Propose to erase personal data from the audit trail",
            description = "It erases nothing before an auditor has approved it.")
    @APIResponse(responseCode = "201", description = "Proposed.")
    public Uni<RestResponse<ErasureView>> create(@NotNull @Valid ErasureRequest request) {
        request.requireOne();
        Actor actor = current.get();
        return once.created(
                erasures.propose(actor, request),
                proposed -> ErasureView.of(proposed, actor),
                proposed -> "/api/v1/audit-erasures/" + proposed.id());
    }

    @GET
    @Operation(operationId = "listAuditErasures", summary = "Erasures of personal data, newest first")
    public Uni<RestResponse<Page<ErasureView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") ErasureStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return erasures.list(status, cursor, limit)
                .map(page -> PageLinks.respond(page.map(each -> ErasureView.of(each, actor)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"audit-erasure-not-found"})
    @Operation(operationId = "getAuditErasure", summary = "An erasure of personal data")
    public Uni<ErasureView> get(@RestPath UUID id) {
        Actor actor = current.get();
        return erasures.get(id).map(found -> ErasureView.of(found, actor));
    }

    @POST
    @Path("/{id}/approvals")
    @RolesAllowed(Roles.AUDITOR)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"audit-erasure-decided", "audit-erasure-not-found", "four-eyes-required"})
    @Operation(
            operationId = "approveAuditErasure",
            summary = "Approve an erasure, which carries it out",
            description = "Takes address, before and after from the entries concerned, for good; the chain stays"
                    + " verifiable, and the erasure is on record itself. At most 5,000 entries at once: while"
                    + " `hasMore`, approve again with another key; what came after the first approval stays.")
    @APIResponse(responseCode = "200", description = "Erased.")
    public Uni<RestResponse<ErasureView>> approve(@RestPath UUID id, @NotNull @Valid Decision request) {
        Actor actor = current.get();
        return once.ok(erasures.approve(actor, id, request.reason()), done -> ErasureView.of(done, actor));
    }

    @POST
    @Path("/{id}/rejections")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"audit-erasure-decided", "audit-erasure-not-found", "forbidden"})
    @Operation(
            operationId = "rejectAuditErasure",
            summary = "Reject an erasure, or take it back",
            description = "By an auditor, or by who proposed it.")
    @APIResponse(responseCode = "200", description = "Rejected.")
    public Uni<RestResponse<ErasureView>> reject(@RestPath UUID id, @NotNull @Valid Decision request) {
        Actor actor = current.get();
        return once.ok(erasures.reject(actor, id, request.reason()), done -> ErasureView.of(done, actor));
    }
}
