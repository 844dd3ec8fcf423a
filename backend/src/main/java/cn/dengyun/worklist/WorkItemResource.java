package cn.dengyun.worklist;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** What waits for the caller. */
@Path("/api/v1/work-items")
@Tag(name = "Work list", description = "What waits for the caller: for the role, the region, the organisation.")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
public class WorkItemResource {

    private final WorkListService work;
    private final CurrentActor current;
    private final RequestFacts facts;

    WorkItemResource(WorkListService work, CurrentActor current, RequestFacts facts) {
        this.work = work;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @Refuses(defects = "work-kind-unknown")
    @Operation(
            operationId = "listWorkItems",
            summary = "What waits for the caller now, by due time",
            description = "Exactly what the caller can act on and has to: reviews whose turn it is, what another"
                    + " person made and somebody has to approve, what an enterprise has to correct or accept. Not what"
                    + " the caller made. What is overdue at an authority waits for those above it too and says so"
                    + " (`raised`); what waits for an authority that nobody works for waits for the next above, but for"
                    + " reviews. Nothing waits for who may only read. An item goes when what it is about has moved.")
    public Uni<RestResponse<Page<WorkItemView>>> list(
            @RestQuery @Parameter(description = "Only what is due before this moment", example = "2018-07-01T00:00:00Z")
                    Instant due,
            @RestQuery @Parameter(description = "`true`: only what is late; `false`: only what is not") Boolean overdue,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only what is of this division and those in it", example = "340100")
                    String region,
            @RestQuery @Size(max = 64) @Parameter(description = "Only this kind", example = "APPLICATION_REVIEW")
                    String kind,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Language language = facts.language();
        return work.list(current.get(), new WorkFilter(due, overdue, region, kind), cursor, limit)
                .map(found ->
                        PageLinks.respond(found.page().map(each -> WorkItemView.of(each, found, language)), request));
    }

    @GET
    @Path("/summary")
    @Operation(
            operationId = "getWorkSummary",
            summary = "How much waits for the caller now",
            description = "Of each kind: all of it, what is due within 72 hours, what is late.")
    public Uni<WorkSummaryView> summary() {
        Language language = facts.language();
        return work.summary(current.get()).map(summed -> WorkSummaryView.of(summed, language));
    }
}
