package cn.dengyun.provider.qualification;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
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

/** Objections against qualifications: filed with them by anybody who is signed in, decided by the province. */
@Path(QualificationObjectionResource.PATH)
@Tag(name = "Qualifications")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
@Cancellable(false)
@DryRunnable
class QualificationObjectionResource {

    static final String PATH = "/api/v1/qualification-objections";

    private final ProviderQualificationService qualifications;
    private final Once once;
    private final CurrentActor current;

    QualificationObjectionResource(ProviderQualificationService qualifications, Once once, CurrentActor current) {
        this.qualifications = qualifications;
        this.once = once;
        this.current = current;
    }

    @GET
    @Operation(
            operationId = "listQualificationObjections",
            summary = "Objections against qualifications, newest first",
            description = "Those of the caller's organisation and those against it, in an authority's region, or all"
                    + " for auditors.")
    public Uni<RestResponse<Page<QualificationObjectionView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") ObjectionStatus status,
            @RestQuery @Parameter(description = "Only those against this qualification") UUID qualificationId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter().is("status", status).is("qualification_id", qualificationId);
        return qualifications
                .objections(actor, filter, cursor, limit)
                .map(page ->
                        PageLinks.respond(page.map(found -> QualificationObjectionView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses("qualification-objection-not-found")
    @Operation(operationId = "getQualificationObjection", summary = "An objection against a qualification")
    public Uni<RestResponse<QualificationObjectionView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return qualifications
                .findObjection(actor, id)
                .map(found -> EntityTags.respond(QualificationObjectionView.of(found, actor), ifNoneMatch));
    }

    @POST
    @Path("/{id}/decisions")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "province-only",
        "provider-qualification-not-found",
        "qualification-objection-not-found",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "decideQualificationObjection",
            summary = "Decide on an objection",
            description = "By another person of the province than has filed it or passed the application. What is"
                    + " upheld rejects the application.")
    @APIResponse(responseCode = "200", description = "Decided")
    public Uni<RestResponse<QualificationObjectionView>> decide(
            @RestPath UUID id, @NotNull @Valid QualificationForms.ObjectionDecision request) {
        Actor actor = current.get();
        return once.ok(
                qualifications.decide(actor, id, request.decision(), request.reason()),
                after -> QualificationObjectionView.of(after, actor));
    }
}
