package cn.dengyun.application.rest;

import cn.dengyun.application.ApplicationService;
import cn.dengyun.application.rest.HistoryViews.IntakeEntryView;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.shared.RegionCode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
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

/** The public log of what was submitted to a programme. */
@Path("/api/v1/programmes/{id}/intake-log")
@Tag(name = "Programmes")
@PermitAll
public class IntakeLogResource {

    private final ApplicationService applications;

    IntakeLogResource(ApplicationService applications) {
        this.applications = applications;
    }

    @GET
    @Refuses({"programme-not-found"})
    @Operation(
            operationId = "listIntakeEntries",
            summary = "Who came when: the public log of a programme's intake",
            description = "Budget by budget, in the order of the places, without names. Every outcome follows from"
                    + " its own line, and the money that was available follows from line to line and from the"
                    + " ledger, so that anybody can decide again.")
    public Uni<RestResponse<Page<IntakeEntryView>>> list(
            @RestPath UUID id,
            @RestQuery @Pattern(regexp = RegionCode.PATTERN) @Parameter(description = "Only the budget of this region")
                    String regionCode,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return applications
                .intake(id, regionCode, cursor, limit)
                .map(page -> PageLinks.respond(page.map(IntakeEntryView::of), request));
    }
}
