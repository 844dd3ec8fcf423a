package cn.dengyun.assessment.level;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
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

/** The list of experts, which the province keeps. */
@Path(AssessmentExpertResource.PATH)
@Tag(name = "Assessments")
@RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR})
@Cancellable(false)
@DryRunnable
class AssessmentExpertResource {

    static final String PATH = "/api/v1/assessment-experts";

    private final AssessmentExpertService experts;
    private final Once once;
    private final CurrentActor current;

    AssessmentExpertResource(AssessmentExpertService experts, Once once, CurrentActor current) {
        this.experts = experts;
        this.once = once;
        this.current = current;
    }

    @POST
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses(
            value = {"expert-repeated", "experts-full", "not-yours"},
            defects = {"expert-unfit"})
    @Operation(
            operationId = "createAssessmentExpert",
            summary = "Put an expert on the list",
            description = "By the province: somebody who acts for an authority, an enterprise or a provider, and not to"
                    + " look only. Experts judge assessments that come to L4 or L5, and are drawn for them.")
    @APIResponse(responseCode = "201", description = "On the list")
    public Uni<RestResponse<AssessmentExpertView>> create(@NotNull @Valid AssessmentExpertForms.NewExpert says) {
        Actor actor = current.get();
        return once.created(
                experts.add(actor, says), made -> AssessmentExpertView.of(made, actor), made -> PATH + "/" + made.id());
    }

    @GET
    @Operation(
            operationId = "listAssessmentExperts",
            summary = "The list of experts, newest first",
            description = "For the province and auditors. Who was taken off it stays on record.")
    public Uni<RestResponse<Page<AssessmentExpertView>>> list(
            @RestQuery @Parameter(description = "Only those who may be drawn, or only the others") Boolean isInForce,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter().is("(ended_at IS NULL)", isInForce);
        return experts.listExperts(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> AssessmentExpertView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses("assessment-expert-not-found")
    @Operation(operationId = "getAssessmentExpert", summary = "Somebody of the list of experts")
    public Uni<RestResponse<AssessmentExpertView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return experts.findExpert(actor, id)
                .map(found -> EntityTags.respond(AssessmentExpertView.of(found, actor), ifNoneMatch));
    }

    @POST
    @Path("/{id}/endings")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({"assessment-expert-not-found", "expert-ended", "not-yours"})
    @Operation(
            operationId = "endAssessmentExpert",
            summary = "Take an expert off the list",
            description = "By the province. The expert is drawn no more; an opinion that is awaited may still be"
                    + " stated.")
    @APIResponse(responseCode = "200", description = "Taken off")
    public Uni<RestResponse<AssessmentExpertView>> end(@RestPath UUID id, @NotNull @Valid Reason why) {
        Actor actor = current.get();
        return once.ok(experts.end(actor, id, why.reason()), after -> AssessmentExpertView.of(after, actor));
    }
}
