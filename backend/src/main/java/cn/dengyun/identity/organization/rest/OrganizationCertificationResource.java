package cn.dengyun.identity.organization.rest;

import cn.dengyun.identity.organization.CertificationService;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.shared.Actor;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where an organisation asks to be certified. */
@Path("/api/v1/organizations/{organizationId}/certifications")
@Tag(name = "Certifications")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
public class OrganizationCertificationResource {

    private final CertificationService certifications;
    private final CertificationAnswers answers;
    private final CurrentActor current;

    OrganizationCertificationResource(
            CertificationService certifications, CertificationAnswers answers, CurrentActor current) {
        this.certifications = certifications;
        this.answers = answers;
        this.current = current;
    }

    /** How to ask. */
    @Schema(name = "CertificationRequest", description = "How an organisation asks to be certified")
    public record NewCertification(
            @NotNull
            @Schema(
                    required = true,
                    description = "Whether it is only prepared, to be handed in later with `submitCertification`",
                    examples = "false")
            Boolean draft) {}

    @POST
    @Cancellable(false)
    @Delegable("certification:submit")
    @IdempotencyKey
    @Refuses(
            value = {
                "certification-in-force",
                "certification-not-for-kind",
                "certification-open",
                "forbidden",
                "organization-not-found"
            },
            defects = {"certification-fact-missing"})
    @Operation(
            operationId = "createCertification",
            summary = "Ask to be certified",
            description = "What the organisation says about itself now is copied, and decided by the authority of"
                    + " the region that it names. Name, region, industry, staff, revenue and assets have to be"
                    + " known. One certification may be open at a time; a certified organisation asks anew when"
                    + " something has changed, and what was certified before stays in force until the decision.")
    @APIResponse(
            responseCode = "201",
            description = "Handed in, or prepared",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CertificationView.class)))
    public Uni<RestResponse<String>> create(
            @RestPath UUID organizationId,
            @RestHeader("Idempotency-Key") @Parameter(description = "Makes it safe to repeat", required = true)
                    String key,
            @NotNull @Valid NewCertification request) {
        Actor actor = current.get();
        return certifications
                .apply(actor, key, organizationId, request.draft(), made -> answers.created(made, actor))
                .map(Answer::toResponse);
    }
}
