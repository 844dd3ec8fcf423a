package cn.dengyun.trade.usage.rest;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.usage.UsageService;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The meters of an order. */
@Path("/api/v1/orders/{id}/meters")
@Tag(name = "Usage", description = "What is measured of orders: meters, what providers read of them, and corrections.")
class OrderMeterResource {

    private final UsageService usage;
    private final CurrentActor current;

    OrderMeterResource(UsageService usage, CurrentActor current) {
        this.usage = usage;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_READ)
    @Refuses({"service-order-not-found"})
    @Operation(
            operationId = "listOrderMeters",
            summary = "The meters of an order, with what they came to in a month",
            description =
                    "One for each line whose plan is measured, from the moment that the service began. Totals count"
                            + " what is accepted, exactly, by the aggregation of the plan; what is held back counts nowhere.")
    public Uni<RestResponse<Page<UsageMeterView>>> list(
            @RestPath UUID id,
            @RestQuery
                    @Pattern(regexp = "^20[0-9]{2}-(0[1-9]|1[0-2])$")
                    @Parameter(
                            description = "Month of the totals, Asia/Shanghai; that of now when absent",
                            example = "2018-09")
                    String month,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        YearMonth of = month == null ? usage.thisMonth() : YearMonth.parse(month);
        return usage.metersOf(current.get(), id, of, cursor, limit)
                .map(page -> PageLinks.respond(page.map(UsageMeterView::of), request));
    }
}
