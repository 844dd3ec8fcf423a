package cn.dengyun.audit;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Erasing personal data from the audit trail. */
@Path("/api/v1/audit-erasures")
@Tag(name = "Audit")
public class ErasureResource {

    private final ErasureService erasures;
    private final Once once;

    ErasureResource(ErasureService erasures, Once once) {
        this.erasures = erasures;
        this.once = once;
    }

    @POST
    @RolesAllowed(Roles.SYSADMIN)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(defects = {"audit-erasure-unclear"})
    @Operation(
            operationId = "createAuditErasure",
            summary = "Erase personal data from the audit trail",
            description = "Takes address, before and after from the entries concerned, for good; the chain stays"
                    + " verifiable, and the erasure is on record itself. At most 5,000 entries at once: while"
                    + " `hasMore`, ask again with another key.")
    @APIResponse(responseCode = "200", description = "Erased.")
    public Uni<RestResponse<ErasureView>> create(@NotNull @Valid ErasureRequest request) {
        request.requireOne();
        return once.ok(
                erasures.erase(request),
                erased -> new ErasureView(erased.entryId(), erased.entries(), erased.hasMore()));
    }

    /** What was erased. */
    @Schema(name = "AuditErasure", description = "What was erased.")
    record ErasureView(
            @Schema(description = "The entry that records the erasure.")
            UUID entryId,

            @Schema(description = "Entries that lost their personal part.", minimum = "0")
            long entries,

            @Schema(description = "Whether some are left.") boolean hasMore) {}
}
