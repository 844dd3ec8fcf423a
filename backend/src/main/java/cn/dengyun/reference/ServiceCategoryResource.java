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

/** What an enterprise can move to the cloud. */
@Path("/api/v1/service-categories")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Reference data", description = "Regions, industries, service categories, code lists and public holidays.")
public class ServiceCategoryResource {

    private final ReferenceService reference;
    private final ReferenceAnswers answers;

    ServiceCategoryResource(ReferenceService reference, ReferenceAnswers answers) {
        this.reference = reference;
        this.answers = answers;
    }

    @GET
    @Caching(Caching.FIVE_MINUTES)
    @Operation(
            operationId = "listServiceCategories",
            summary = "List what an enterprise can move to the cloud",
            description = "The skeleton of the plan's annex 2, in the plan's order; names follow Accept-Language.")
    @APIResponse(responseCode = "200", description = "The categories; they fit on one page unless `limit` is lower.")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag.")
    public RestResponse<Page<ServiceCategoryView>> list(
            @RestQuery
                    @Parameter(
                            description = "Only categories of this layer.",
                            schema = @Schema(implementation = ServiceCategory.Layer.class),
                            example = "PAAS")
                    String layer,
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
        ServiceCategory.Layer onlyLayer = query.choice("layer", layer, ServiceCategory.Layer.class);
        int most = query.limit(limit);
        query.finish();
        List<ServiceCategory> categories = reference.serviceCategories().stream()
                .filter(category -> onlyLayer == null || category.layer() == onlyLayer)
                .toList();
        String list = String.join("|", "service-categories", layer);
        Language language = answers.language();
        return answers.respond(
                answers.page(categories, ServiceCategory::code, list, most, cursor)
                        .map(category -> ServiceCategoryView.of(category, language)),
                request,
                ifNoneMatch);
    }
}
