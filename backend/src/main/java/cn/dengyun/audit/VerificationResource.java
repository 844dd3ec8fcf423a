package cn.dengyun.audit;

import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Verifying the audit trail. */
@Path("/api/v1/audit-verifications")
@Tag(name = "Audit")
@RolesAllowed(Roles.AUDITOR)
public class VerificationResource {

    private final VerificationService verifications;
    private final CurrentActor current;
    private final JsonWriter json;
    private final Clock clock;

    VerificationResource(VerificationService verifications, CurrentActor current, JsonWriter json, Clock clock) {
        this.verifications = verifications;
        this.current = current;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @Cancellable(false)
    @IdempotencyKey
    @Operation(
            operationId = "createAuditVerification",
            summary = "Verify the audit trail",
            description = "From its first link on record to its signed end; the result names the first thing that is"
                    + " wrong.")
    @APIResponse(
            responseCode = "202",
            description = "It has begun or waits for another one to end.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = VerificationView.class)))
    public Uni<RestResponse<String>> create(
            @RestHeader("Idempotency-Key") @Parameter(description = "Makes it safe to repeat", required = true)
                    String key) {
        return verifications.request(current.get(), key, this::accepted).map(Answer::toResponse);
    }

    @GET
    @Path("/{id}")
    @Refuses({"audit-verification-not-found"})
    @Operation(operationId = "getAuditVerification", summary = "See how far a verification has come and what it found")
    public Uni<VerificationView> get(@RestPath UUID id) {
        return verifications.get(id).map(status -> VerificationView.of(status, clock.instant()));
    }

    private Answer accepted(VerificationService.Status status) {
        String body = json.write(VerificationView.of(status, clock.instant()));
        String location = "/api/v1/audit-verifications/" + status.verification().id();
        return new Answer(202, body, location, null, false);
    }
}
