package cn.dengyun.identity.organization.rest;

import cn.dengyun.identity.organization.CertificationService;
import cn.dengyun.identity.organization.NewDecision;
import cn.dengyun.identity.organization.domain.Certification;
import cn.dengyun.identity.organization.domain.CertificationFilter;
import cn.dengyun.identity.organization.domain.CertificationStatus;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Certifications: followed by the applicant, decided by the authority of its region. */
@Path("/api/v1/certifications")
@Tag(name = "Certifications")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
public class CertificationResource {

    private final CertificationService certifications;
    private final Once once;
    private final CurrentActor current;

    CertificationResource(CertificationService certifications, Once once, CurrentActor current) {
        this.certifications = certifications;
        this.once = once;
        this.current = current;
    }

    @GET
    @Delegable("organization:read")
    @RequiredScope(ClientScope.ORGANIZATION_READ)
    @Operation(
            operationId = "listCertifications",
            summary = "Certifications that the caller may see, newest first",
            description = "One's own; an authority sees those submitted for its region and below, auditors all.")
    public Uni<RestResponse<Page<CertificationView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") CertificationStatus status,
            @RestQuery @Parameter(description = "Only those of this organisation") UUID organizationId,
            @RestQuery
                    @Parameter(description = "Only those begun from this moment on", example = "2018-07-01T00:00:00Z")
                    Instant from,
            @RestQuery @Parameter(description = "Only those begun before this moment", example = "2018-10-01T00:00:00Z")
                    Instant to,
            @RestQuery
                    @Size(max = 100)
                    @Parameter(description = "Only those with this in the name of the applicant", example = "机械")
                    String q,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return certifications
                .list(actor, new CertificationFilter(status, organizationId, from, to, q), cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> CertificationView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @Delegable("organization:read")
    @RequiredScope(ClientScope.ORGANIZATION_READ)
    @Refuses({"certification-not-found"})
    @Operation(operationId = "getCertification", summary = "A certification")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<CertificationView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return certifications
                .find(id, actor)
                .map(found -> EntityTags.respond(
                        CertificationView.of(found, actor), CertificationView.tag(found), ifNoneMatch));
    }

    @POST
    @Path("/{id}/submissions")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @Cancellable(false)
    @Delegable("certification:submit")
    @IdempotencyKey
    @Refuses(
            value = {"certification-not-found", "certification-transition-not-allowed", "forbidden"},
            defects = {"certification-fact-missing"})
    @Operation(
            operationId = "submitCertification",
            summary = "Submit a draft, or what was returned",
            description = "With what the organisation says about itself now.")
    @APIResponse(responseCode = "200", description = "Submitted")
    public Uni<RestResponse<CertificationView>> submit(@RestPath UUID id) {
        return moved(certifications.submit(current.get(), id));
    }

    @POST
    @Path("/{id}/withdrawals")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @Cancellable(false)
    @Delegable("certification:submit")
    @IdempotencyKey
    @Refuses({"certification-not-found", "certification-transition-not-allowed", "forbidden"})
    @Operation(operationId = "withdrawCertification", summary = "Take a certification back that is not decided")
    @APIResponse(responseCode = "200", description = "Withdrawn")
    public Uni<RestResponse<CertificationView>> withdraw(@RestPath UUID id) {
        return moved(certifications.withdraw(current.get(), id));
    }

    @POST
    @Path("/{id}/decisions")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {"certification-not-found", "certification-transition-not-allowed", "forbidden"},
            defects = {"decision-defect-unknown", "variant-member-missing", "variant-member-unfit"})
    @Operation(
            operationId = "decideCertification",
            summary = "Certify, return or reject",
            description = "By the authority of the region that the applicant named or above, Susong and Guangde by"
                    + " themselves or the province. Of two decisions at once one holds, the other gets"
                    + " `certification-transition-not-allowed`.")
    @APIResponse(responseCode = "200", description = "Decided")
    public Uni<RestResponse<CertificationView>> decide(@RestPath UUID id, @NotNull @Valid NewDecision request) {
        return moved(certifications.decide(current.get(), id, request));
    }

    private Uni<RestResponse<CertificationView>> moved(Effect<Certification> effect) {
        Actor actor = current.get();
        return once.reply(
                effect, moved -> Reply.ok(CertificationView.of(moved, actor)).tagged(CertificationView.tag(moved)));
    }
}
