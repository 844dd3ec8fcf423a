package cn.dengyun.identity.organization.rest;

import cn.dengyun.identity.organization.CertificationService;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.shared.Actor;
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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where an organisation asks to be certified. */
@Path("/api/v1/organizations/{organizationId}/certifications")
@Tag(name = "Certifications")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
public class OrganizationCertificationResource {

    private final CertificationService certifications;
    private final Once once;
    private final CurrentActor current;

    OrganizationCertificationResource(CertificationService certifications, Once once, CurrentActor current) {
        this.certifications = certifications;
        this.once = once;
        this.current = current;
    }

    /** How to ask. */
    @Schema(name = "CertificationRequest", description = "How an organisation asks to be certified")
    public record NewCertification(
            @NotNull
            @Schema(
                    required = true,
                    description = "Whether it is only prepared, to be submitted later with `submitCertification`",
                    examples = "false")
            Boolean draft) {}

    @POST
    @ResponseStatus(RestResponse.StatusCode.CREATED)
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
    @APIResponse(responseCode = "201", description = "Submitted, or prepared")
    public Uni<RestResponse<CertificationView>> create(
            @RestPath UUID organizationId, @NotNull @Valid NewCertification request) {
        Actor actor = current.get();
        return once.reply(
                certifications.apply(actor, organizationId, request.draft()),
                made -> Reply.created(CertificationView.of(made, actor), "/api/v1/certifications/" + made.id())
                        .tagged(CertificationView.tag(made)));
    }
}
