package cn.dengyun.audit;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Verifying the audit trail. */
@Path("/api/v1/audit-verifications")
@Tag(name = "Audit")
@RolesAllowed(Roles.AUDITOR)
public class VerificationResource {

    private final VerificationService verifications;
    private final Once once;
    private final CurrentActor current;
    private final Clock clock;

    VerificationResource(VerificationService verifications, Once once, CurrentActor current, Clock clock) {
        this.verifications = verifications;
        this.once = once;
        this.current = current;
        this.clock = clock;
    }

    @POST
    @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
    @Cancellable(false)
    @IdempotencyKey
    @Operation(
            operationId = "createAuditVerification",
            summary = "Verify the audit trail",
            description = "From its first link on record to its signed end; the result names the first thing that is"
                    + " wrong.")
    @APIResponse(responseCode = "202", description = "It has begun or waits for another one to end.")
    public Uni<RestResponse<VerificationView>> create() {
        return once.reply(verifications.request(current.get()), this::accepted);
    }

    @GET
    @Path("/{id}")
    @Refuses({"audit-verification-not-found"})
    @Operation(operationId = "getAuditVerification", summary = "See how far a verification has come and what it found")
    public Uni<VerificationView> get(@RestPath UUID id) {
        return verifications.get(id).map(status -> VerificationView.of(status, clock.instant()));
    }

    private Reply<VerificationView> accepted(VerificationService.Status status) {
        return Reply.accepted(
                VerificationView.of(status, clock.instant()),
                "/api/v1/audit-verifications/" + status.verification().id());
    }
}
