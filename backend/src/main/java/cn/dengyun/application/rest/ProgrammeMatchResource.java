package cn.dengyun.application.rest;

import cn.dengyun.application.EligibilityService;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.ClientScope;
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
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** What an enterprise can get. */
@Path("/api/v1/programme-matches")
@Tag(name = "Programmes")
@RolesAllowed(Roles.ENTERPRISE)
class ProgrammeMatchResource {

    private final EligibilityService eligibility;
    private final CurrentActor current;
    private final RequestFacts facts;
    private final Clock clock;

    ProgrammeMatchResource(EligibilityService eligibility, CurrentActor current, RequestFacts facts, Clock clock) {
        this.eligibility = eligibility;
        this.current = current;
        this.facts = facts;
        this.clock = clock;
    }

    @GET
    @Delegable("vouchers:apply")
    @RequiredScope(ClientScope.VOUCHERS_APPLY)
    @Refuses("cursor-invalid")
    @Operation(
            operationId = "listProgrammeMatches",
            summary = "What the caller's enterprise can get",
            description = "The programmes of vouchers of its region and of those around it, newest first, with what"
                    + " their rules say to the most that it could ask for: whether it fits, how much that would be, by"
                    + " when, and what would change the answer. An agent asks for its principal. An eligibility check"
                    + " tells the same of one request.")
    public Uni<RestResponse<Page<ProgrammeMatchView>>> list(
            @RestQuery
                    @DefaultValue("false")
                    @Parameter(description = "Those that will open, in the place of those that are open")
                    boolean announced,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(50) @Parameter(description = "Rows a page") int limit,
            @Context UriInfo request) {
        Language language = facts.language();
        Instant now = clock.instant();
        return eligibility
                .matches(current.get(), announced, cursor, limit)
                .map(page ->
                        PageLinks.respond(page.map(match -> ProgrammeMatchView.of(match, now, language)), request));
    }
}
