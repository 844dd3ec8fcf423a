package cn.dengyun.audit;

import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Erasing personal data from the audit trail. */
@Path("/api/v1/audit-erasures")
@Tag(name = "Audit")
public class ErasureResource {

    private final ErasureService erasures;
    private final CurrentActor current;
    private final JsonWriter json;

    ErasureResource(ErasureService erasures, CurrentActor current, JsonWriter json) {
        this.erasures = erasures;
        this.current = current;
        this.json = json;
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
    @APIResponse(
            responseCode = "200",
            description = "Erased.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ErasureView.class)))
    public Uni<RestResponse<String>> create(
            @RestHeader("Idempotency-Key") @Parameter(description = "Makes it safe to repeat", required = true)
                    String key,
            @NotNull @Valid ErasureRequest request) {
        request.requireOne();
        return erasures.erase(current.get(), key, request, this::erased).map(Answer::toResponse);
    }

    private Answer erased(ErasureService.Erased erased) {
        return Answer.ok(json.write(new ErasureView(erased.entryId(), erased.entries(), erased.hasMore())), null);
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
