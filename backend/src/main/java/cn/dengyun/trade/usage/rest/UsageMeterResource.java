package cn.dengyun.trade.usage.rest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.usage.UsageService;
import cn.dengyun.trade.usage.UsageService.Metered;
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
import java.time.YearMonth;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Meters of all orders. */
@Path("/api/v1/usage-meters")
@Tag(name = "Usage")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
@RequiredScope(ClientScope.USAGE_READ)
class UsageMeterResource {

    private final UsageService usage;
    private final CurrentActor current;

    UsageMeterResource(UsageService usage, CurrentActor current) {
        this.usage = usage;
        this.current = current;
    }

    @GET
    @RequiredScope(ClientScope.USAGE_READ)
    @Operation(
            operationId = "listUsageMeters",
            summary = "Meters, newest first",
            description =
                    "An enterprise sees those of its orders, a provider those of orders placed with it, an authority"
                            + " those of enterprises of its region and below, finance and auditors all. Without totals.")
    public Uni<RestResponse<Page<UsageMeterView>>> list(
            @RestQuery @Parameter(description = "Only those with this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those of this enterprise") UUID organizationId,
            @RestQuery
                    @Size(max = 40)
                    @Parameter(
                            description = "Only those of the order with this number, as people type it",
                            example = "D4K7-M2P9-QXT8-V")
                    String orderNumber,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Filter filter = new Filter()
                .is("provider_id", providerId)
                .is("organization_id", organizationId)
                .is(
                        "order_number",
                        orderNumber == null
                                ? null
                                : HumanCode.parse(orderNumber).orElse(orderNumber));
        return usage.meters(current.get(), filter, cursor, limit)
                .map(page ->
                        PageLinks.respond(page.map(meter -> UsageMeterView.of(new Metered(meter, null))), request));
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.USAGE_READ)
    @Refuses({"usage-meter-not-found"})
    @Operation(operationId = "getUsageMeter", summary = "A meter, with what it came to in a month")
    public Uni<UsageMeterView> get(
            @RestPath UUID id,
            @RestQuery
                    @Pattern(regexp = "^20[0-9]{2}-(0[1-9]|1[0-2])$")
                    @Parameter(
                            description = "Month of the totals, Asia/Shanghai; that of now when absent",
                            example = "2018-09")
                    String month) {
        YearMonth of = month == null ? usage.thisMonth() : YearMonth.parse(month);
        return usage.meter(current.get(), id, of).map(UsageMeterView::of);
    }
}
