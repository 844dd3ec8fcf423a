package cn.dengyun.settlement.batch.rest;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.settlement.batch.BatchService;
import cn.dengyun.settlement.batch.rest.SettlementNoticeView.LineOnNotice;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
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

/** Settlement batches on public notice, as everybody sees them. */
@Path("/api/v1/settlement-notices")
@Tag(name = "Settlement batches")
@PermitAll
class SettlementNoticeResource {

    private final BatchService batches;

    SettlementNoticeResource(BatchService batches) {
        this.batches = batches;
    }

    @GET
    @Operation(
            operationId = "listSettlementNotices",
            summary = "Settlement batches on public notice, newest first",
            description = "Also those whose notice is over; those that were given up are not shown any more.")
    public Uni<RestResponse<Page<SettlementNoticeView>>> list(
            @RestQuery @Parameter(description = "Only those of this programme") UUID programmeId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return batches.notices(programmeId, cursor, limit)
                .map(page ->
                        PageLinks.respond(page.map(found -> SettlementNoticeView.of(found, batches.now())), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"settlement-batch-not-found"})
    @Operation(operationId = "getSettlementNotice", summary = "A settlement batch on public notice")
    public Uni<SettlementNoticeView> get(@RestPath @Parameter(description = "Id of the batch") UUID id) {
        return batches.noticed(id).map(found -> SettlementNoticeView.of(found, batches.now()));
    }

    @GET
    @Path("/{id}/lines")
    @Refuses({"settlement-batch-not-found"})
    @Operation(
            operationId = "listSettlementNoticeLines",
            summary = "Who is paid how much by a settlement batch on public notice")
    public Uni<RestResponse<Page<LineOnNotice>>> lines(
            @RestPath @Parameter(description = "Id of the batch") UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return batches.noticedLines(id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(LineOnNotice::of), request));
    }
}
