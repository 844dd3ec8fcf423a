package cn.dengyun.trade.usage.rest;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.usage.UsageService;
import cn.dengyun.trade.usage.domain.UsageOutcome;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Receipts of what was reported. */
@Path(UsageReceiptResource.PATH)
@Tag(name = "Usage")
class UsageReceiptResource {

    static final String PATH = "/api/v1/usage-receipts";

    private final UsageService usage;
    private final CurrentActor current;
    private final RequestFacts facts;

    UsageReceiptResource(UsageService usage, CurrentActor current, RequestFacts facts) {
        this.usage = usage;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @RolesAllowed({Roles.PROVIDER, Roles.FINANCE, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_READ)
    @Operation(
            operationId = "listUsageReceipts",
            summary = "Receipts of what was reported, newest first",
            description = "Those of the caller's organisation, or all for finance and auditors.")
    public Uni<RestResponse<Page<UsageReceiptView>>> list(
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return usage.receipts(current.get(), cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(receipt -> UsageReceiptView.of(receipt, List.of(), facts.language())), request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.PROVIDER, Roles.FINANCE, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_READ)
    @Refuses({"usage-receipt-not-found"})
    @Operation(operationId = "getUsageReceipt", summary = "What came in one request, and what became of it")
    public Uni<UsageReceiptView> get(@RestPath UUID id) {
        return usage.receipt(current.get(), id)
                .map(receipt -> UsageReceiptView.of(receipt, List.of(), facts.language()));
    }

    @GET
    @Path("/{id}/rows")
    @RolesAllowed({Roles.PROVIDER, Roles.FINANCE, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_READ)
    @Refuses({"usage-receipt-not-found"})
    @Operation(
            operationId = "listUsageReceiptRows",
            summary = "What became of each line that came in one request, in their order",
            description = "As it was then; what became of an event since the event says.")
    public Uni<RestResponse<Page<UsageReceiptRowView>>> rows(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "Only lines of this outcome") UsageOutcome outcome,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return usage.rows(current.get(), id, outcome, cursor, limit)
                .map(page ->
                        PageLinks.respond(page.map(row -> UsageReceiptRowView.of(row, facts.language())), request));
    }
}
