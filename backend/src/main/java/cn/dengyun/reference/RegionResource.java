package cn.dengyun.reference;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.Language;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The divisions of Anhui and the zones of statistics, as of any day. */
@Path("/api/v1/regions")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Reference data", description = "Regions, industries, service categories, code lists and public holidays.")
public class RegionResource {

    private final ReferenceService reference;
    private final ReferenceAnswers answers;

    RegionResource(ReferenceService reference, ReferenceAnswers answers) {
        this.reference = reference;
        this.answers = answers;
    }

    @GET
    @Caching(Caching.FIVE_MINUTES)
    @Operation(
            operationId = "listRegions",
            summary = "List the regions of a day",
            description =
                    "In code order; names follow Accept-Language. A code that was replaced before the day is absent;"
                            + " its own address still tells what came after.")
    @APIResponse(responseCode = "200", description = "The regions; they fit on one page unless `limit` is lower.")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag.")
    public RestResponse<Page<RegionView>> list(
            @RestQuery
                    @Parameter(
                            description = "The day (Asia/Shanghai) whose codes are wanted; today when absent.",
                            schema = @Schema(type = SchemaType.STRING, format = "date"),
                            example = "2018-07-01")
                    String at,
            @RestQuery
                    @Parameter(
                            description = "Only regions of this level.",
                            schema = @Schema(implementation = RegionLevel.class),
                            example = "COUNTY")
                    String level,
            @RestQuery @Parameter(description = "Only regions directly below this one.", example = "340100")
                    String parent,
            @RestQuery
                    @Parameter(
                            description = "Only the plan's 18 reporting units, or only the others.",
                            schema = @Schema(type = SchemaType.BOOLEAN),
                            example = "true")
                    String reportingUnit,
            @RestQuery
                    @Parameter(
                            description = "Most rows of the page, 1 to 200; 200 when absent.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "200"),
                            example = "200")
                    String limit,
            @RestQuery @Parameter(description = "The `nextCursor` of the page before, unchanged.") String cursor,
            @RestHeader("If-None-Match")
                    @Parameter(description = "The `ETag` of an earlier answer: 304 when it still holds.")
                    String ifNoneMatch,
            @Context UriInfo request) {
        QueryReader query = new QueryReader();
        LocalDate day = query.day("at", at, reference.today());
        RegionLevel onlyLevel = query.choice("level", level, RegionLevel.class);
        Boolean onlyUnits = query.flag("reportingUnit", reportingUnit);
        int most = query.limit(limit);
        query.finish();
        List<Region> regions = reference.regions().stream()
                .filter(region -> region.validity().covers(day))
                .filter(region -> onlyLevel == null || region.level() == onlyLevel)
                .filter(region -> parent == null || parent.equals(region.parent()))
                .filter(region -> onlyUnits == null || region.isReportingUnit() == onlyUnits)
                .toList();
        String list = String.join("|", "regions", at, level, parent, reportingUnit);
        Language language = answers.language();
        return answers.respond(
                answers.page(regions, Region::code, list, most, cursor).map(region -> RegionView.of(region, language)),
                request,
                ifNoneMatch);
    }

    @GET
    @Path("/{code}")
    @Caching(Caching.FIVE_MINUTES)
    @Refuses({"region-not-found"})
    @Operation(
            operationId = "getRegion",
            summary = "Get a region by its code",
            description = "Also one that is no longer valid, with the codes that came after.")
    @APIResponse(responseCode = "200", description = "The region.")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag.")
    @APIResponse(responseCode = "404", description = "There never was such a region: `region-not-found`.")
    public RestResponse<RegionView> get(
            @RestPath @Parameter(description = "Code of the region.", example = "341822") String code,
            @RestHeader("If-None-Match")
                    @Parameter(description = "The `ETag` of an earlier answer: 304 when it still holds.")
                    String ifNoneMatch) {
        return answers.respond(RegionView.of(reference.region(code), answers.language()), ifNoneMatch);
    }
}
