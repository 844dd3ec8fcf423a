package cn.dengyun.provider.rest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.provider.IncidentService;
import cn.dengyun.provider.NewEvaluation;
import cn.dengyun.provider.domain.EvaluationResult;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
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

/** Security evaluations of platforms and products, put on record by authorities and known to the provider. */
@Path("/api/v1/security-evaluations")
@Tag(name = "Supervision")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
public class SecurityEvaluationResource {

    private final IncidentService incidents;
    private final Once once;
    private final CurrentActor current;

    SecurityEvaluationResource(IncidentService incidents, Once once, CurrentActor current) {
        this.incidents = incidents;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.AUTHORITY, Roles.PROVIDER, Roles.AUDITOR, Roles.SYSADMIN})
    @Operation(
            operationId = "listSecurityEvaluations",
            summary = "Security evaluations that the caller may know of, newest first",
            description = "A provider knows of its own, an authority of those in its region.")
    public Uni<RestResponse<Page<SecurityEvaluationView>>> list(
            @RestQuery @Parameter(description = "Only those that came to this") EvaluationResult result,
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter().is("result", result).is("provider_id", providerId);
        return incidents
                .listEvaluations(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> SecurityEvaluationView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AUTHORITY, Roles.PROVIDER, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses("security-evaluation-not-found")
    @Operation(operationId = "getSecurityEvaluation", summary = "A security evaluation")
    public Uni<RestResponse<SecurityEvaluationView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return incidents
                .findEvaluation(actor, id)
                .map(found -> EntityTags.respond(SecurityEvaluationView.of(found, actor), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @Refuses({"not-yours", "provider-not-found"})
    @Operation(
            operationId = "recordSecurityEvaluation",
            summary = "Put a security evaluation on record",
            description =
                    "By the authority of the provider's city or the province. One that was failed opens the way to"
                            + " a sanction of the provider as a whole, not only of the product.")
    @APIResponse(responseCode = "201", description = "On record")
    public Uni<RestResponse<SecurityEvaluationView>> record(@NotNull @Valid NewEvaluation request) {
        Actor actor = current.get();
        return once.created(
                incidents.evaluate(actor, request),
                made -> SecurityEvaluationView.of(made, actor),
                made -> "/api/v1/security-evaluations/" + made.id());
    }
}
