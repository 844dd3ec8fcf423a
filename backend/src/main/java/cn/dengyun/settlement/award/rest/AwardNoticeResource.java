package cn.dengyun.settlement.award.rest;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.settlement.award.AwardService;
import cn.dengyun.settlement.award.rest.AwardNoticeView.AwardOnNotice;
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

/** Lists of awards on public notice, as everybody sees them. */
@Path("/api/v1/award-notices")
@Tag(name = "Awards")
@PermitAll
class AwardNoticeResource {

    private final AwardService awards;

    AwardNoticeResource(AwardService awards) {
        this.awards = awards;
    }

    @GET
    @Operation(
            operationId = "listAwardNotices",
            summary = "Lists of awards on public notice, newest first",
            description = "Also those whose notice is over; those that were given up are not shown any more.")
    public Uni<RestResponse<Page<AwardNoticeView>>> list(
            @RestQuery @Parameter(description = "Only those of this programme") UUID programmeId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return awards.notices(programmeId, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> AwardNoticeView.of(found, awards.now())), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"award-list-not-found"})
    @Operation(operationId = "getAwardNotice", summary = "A list of awards on public notice")
    public Uni<AwardNoticeView> get(@RestPath @Parameter(description = "Id of the list") UUID id) {
        return awards.noticed(id).map(found -> AwardNoticeView.of(found, awards.now()));
    }

    @GET
    @Path("/{id}/awards")
    @Refuses({"award-list-not-found"})
    @Operation(
            operationId = "listAwardNoticeAwards",
            summary = "Who gets how much by a list of awards on public notice",
            description = "Also those that were struck off, with the reason.")
    public Uni<RestResponse<Page<AwardOnNotice>>> awards(
            @RestPath @Parameter(description = "Id of the list") UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return awards.noticedAwards(id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(AwardOnNotice::of), request));
    }
}
