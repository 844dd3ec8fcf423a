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

/** The small closed lists of codes. */
@Path("/api/v1/code-lists")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Reference data", description = "Regions, industries, service categories, code lists and public holidays.")
public class CodeListResource {

    private final ReferenceService reference;
    private final ReferenceAnswers answers;

    CodeListResource(ReferenceService reference, ReferenceAnswers answers) {
        this.reference = reference;
        this.answers = answers;
    }

    @GET
    @Caching(Caching.FIVE_MINUTES)
    @Operation(
            operationId = "listCodeLists",
            summary = "List the code lists",
            description = "In order of their names, without their codes; titles follow Accept-Language.")
    @APIResponse(responseCode = "200", description = "The lists; there are more than fit on one page.")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag.")
    public RestResponse<Page<CodeListSummaryView>> list(
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
        int most = query.limit(limit);
        query.finish();
        Language language = answers.language();
        return answers.respond(
                answers.page(List.copyOf(reference.codeLists()), CodeList::name, "code-lists", most, cursor)
                        .map(list -> CodeListSummaryView.of(list, language)),
                request,
                ifNoneMatch);
    }

    @GET
    @Path("/{name}")
    @Caching(Caching.FIVE_MINUTES)
    @Refuses({"code-list-not-found"})
    @Operation(
            operationId = "getCodeList",
            summary = "Get a code list with its codes",
            description = "The codes that may be used on the day, in the order in which a form shows them; names follow"
                    + " Accept-Language.")
    @APIResponse(responseCode = "200", description = "The list.")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag.")
    @APIResponse(responseCode = "404", description = "There is no such list: `code-list-not-found`.")
    public RestResponse<CodeListView> get(
            @RestPath @Parameter(description = "Name of the list.", example = "meter-units") String name,
            @RestQuery
                    @Parameter(
                            description = "The day (Asia/Shanghai) whose codes are wanted; today when absent.",
                            schema = @Schema(type = SchemaType.STRING, format = "date"),
                            example = "2018-07-01")
                    String at,
            @RestHeader("If-None-Match")
                    @Parameter(description = "The `ETag` of an earlier answer: 304 when it still holds.")
                    String ifNoneMatch) {
        QueryReader query = new QueryReader();
        LocalDate day = query.day("at", at, reference.today());
        query.finish();
        return answers.respond(CodeListView.of(reference.codeList(name), day, answers.language()), ifNoneMatch);
    }
}
