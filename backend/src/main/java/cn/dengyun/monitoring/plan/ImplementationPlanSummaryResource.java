package cn.dengyun.monitoring.plan;

import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Counts of implementation plans; not below their address, where it would be a plan of that name that one can change.
 */
@Path("/api/v1/implementation-plan-summary")
@Tag(name = "Implementation plans")
@RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
class ImplementationPlanSummaryResource {

    private final ImplementationPlanService plans;
    private final CurrentActor current;

    ImplementationPlanSummaryResource(ImplementationPlanService plans, CurrentActor current) {
        this.plans = plans;
        this.current = current;
    }

    @GET
    @Operation(
            operationId = "getImplementationPlanSummary",
            summary = "How many implementation plans of a year stand where",
            description = "Of the regions that the caller oversees.")
    public Uni<StatusSummaryView> summary(
            @RestQuery
                    @NotNull
                    @Min(2_018)
                    @Max(2_100)
                    @Parameter(required = true, description = "The year", example = "2018")
                    Integer year,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those of this region and the regions in it", example = "340100")
                    String regionCode) {
        return plans.count(current.get(), year, regionCode).map(StatusSummaryView::of);
    }
}
