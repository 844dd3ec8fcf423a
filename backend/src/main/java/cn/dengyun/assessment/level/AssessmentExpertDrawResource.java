package cn.dengyun.assessment.level;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Draws of experts, for the province and auditors. */
@Path(AssessmentExpertDrawResource.PATH)
@Tag(name = "Assessments")
@RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR})
@Cancellable(false)
class AssessmentExpertDrawResource {

    static final String PATH = "/api/v1/assessment-expert-draws";

    private final AssessmentExpertService experts;
    private final CurrentActor current;

    AssessmentExpertDrawResource(AssessmentExpertService experts, CurrentActor current) {
        this.experts = experts;
        this.current = current;
    }

    @GET
    @Operation(
            operationId = "listAssessmentExpertDraws",
            summary = "Draws of experts, newest first",
            description = "For the province and auditors.")
    public Uni<RestResponse<Page<AssessmentExpertDrawView>>> list(
            @RestQuery @Parameter(description = "Only those for this assessment") UUID assessmentId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Filter filter = new Filter().is("assessment_id", assessmentId);
        return experts.listDraws(current.get(), filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(AssessmentExpertDrawView::of), request));
    }

    @GET
    @Path("/{id}")
    @Refuses("assessment-expert-draw-not-found")
    @Operation(operationId = "getAssessmentExpertDraw", summary = "A draw of experts")
    public Uni<AssessmentExpertDrawView> get(@RestPath UUID id) {
        return experts.findDraw(current.get(), id).map(AssessmentExpertDrawView::of);
    }
}
