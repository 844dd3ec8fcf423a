package cn.dengyun.trade.witness.rest;

import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.witness.NewUsageWitness;
import cn.dengyun.trade.witness.WitnessService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.YearMonth;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Meters as their witness sees them. */
@Path("/api/v1/witnessed-meters")
@Tag(name = "Usage witnesses")
class WitnessedMeterResource {

    private final WitnessService witnesses;
    private final CurrentActor current;

    WitnessedMeterResource(WitnessService witnesses, CurrentActor current) {
        this.witnesses = witnesses;
        this.current = current;
    }

    @GET
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.USAGE_WITNESS)
    @Operation(
            operationId = "listWitnessedMeters",
            summary = "Meters that the caller's organisation witnesses, newest first",
            description =
                    "Those of appointments in force. Whose they are, their orders and prices a witness is not told;"
                            + " which line of its own is which meter the enterprise or the provider tells it.")
    public Uni<RestResponse<Page<WitnessedMeterView>>> list(
            @RestQuery
                    @Pattern(regexp = NewUsageWitness.MONTH)
                    @Parameter(
                            description = "Only those that ran in this month, Asia/Shanghai; all when absent",
                            example = "2018-09")
                    String month,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return witnesses
                .meters(current.get(), month == null ? null : YearMonth.parse(month), cursor, limit)
                .map(page -> PageLinks.respond(page.map(WitnessedMeterView::of), request));
    }
}
