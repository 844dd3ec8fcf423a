package cn.dengyun.reference;

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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The sections and divisions of GB/T 4754-2017. */
@Path("/api/v1/industries")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Reference data", description = "Regions, industries, service categories, code lists and public holidays.")
public class IndustryResource {

    private final ReferenceService reference;
    private final ReferenceAnswers answers;

    IndustryResource(ReferenceService reference, ReferenceAnswers answers) {
        this.reference = reference;
        this.answers = answers;
    }

    @GET
    @Caching(Caching.FIVE_MINUTES)
    @Operation(
            operationId = "listIndustries",
            summary = "List the sections and divisions of GB/T 4754-2017",
            description = "Each section right before its divisions; names follow Accept-Language.")
    @APIResponse(responseCode = "200", description = "The industries; they fit on one page unless `limit` is lower.")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag.")
    public RestResponse<Page<IndustryView>> list(
            @RestQuery
                    @Parameter(
                            description = "Only sections or only divisions.",
                            schema = @Schema(implementation = Industry.Level.class),
                            example = "DIVISION")
                    String level,
            @RestQuery @Parameter(description = "Only the divisions of this section.", example = "C") String parent,
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
        Industry.Level onlyLevel = query.choice("level", level, Industry.Level.class);
        int most = query.limit(limit);
        query.finish();
        List<Industry> industries = reference.industries().stream()
                .filter(industry -> onlyLevel == null || industry.level() == onlyLevel)
                .filter(industry -> parent == null || parent.equals(industry.parent()))
                .toList();
        String list = String.join("|", "industries", level, parent);
        Language language = answers.language();
        return answers.respond(
                answers.page(industries, Industry::code, list, most, cursor)
                        .map(industry -> IndustryView.of(industry, language)),
                request,
                ifNoneMatch);
    }
}
