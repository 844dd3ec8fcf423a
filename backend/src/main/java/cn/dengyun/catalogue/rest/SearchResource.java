package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.catalogue.domain.PriceBand;
import cn.dengyun.catalogue.search.Facet;
import cn.dengyun.catalogue.search.OfferingPage;
import cn.dengyun.catalogue.search.OfferingSearch;
import cn.dengyun.catalogue.search.SearchParameters;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Finding published offerings. */
@Path("/api/v1/offerings")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Offerings", description = "What providers offer: search, versions and changes.")
public class SearchResource {

    /** A list may be this old: it changes with every push. */
    private final OfferingSearch search;

    private final RequestFacts facts;

    SearchResource(OfferingSearch search, RequestFacts facts) {
        this.search = search;
        this.facts = facts;
    }

    @GET
    @Caching("public, max-age=5")
    @Refuses({"overloaded"})
    @Operation(
            operationId = "searchOfferings",
            summary = "Search the published offerings",
            description =
                    "Finds every published offering whose Chinese name, English name or description contains `q`, and"
                            + " no other: full-width and half-width forms, capitals and small letters, and runs of blanks"
                            + " count as the same. By relevance come first the names that begin with `q`, the Chinese"
                            + " before the English ones, then the names that contain it, then the descriptions; within"
                            + " these, in the order of the names. A filter may be repeated: an offering needs one of its"
                            + " values, and has to pass all the filters.")
    @APIResponse(responseCode = "200", description = "A page of offerings; `Link: rel=\"next\"` leads to the next.")
    @APIResponse(
            responseCode = "400",
            description = "Parameters are wrong: `invalid-request` names each of them; or `cursor-invalid`.")
    @APIResponse(responseCode = "503", description = "Too many counts of facets at a time: `overloaded`.")
    public Uni<RestResponse<OfferingPage>> search(
            @RestQuery
                    @Parameter(
                            description = "The text to find, at most 100 characters. Everything when absent or blank.",
                            schema = @Schema(type = SchemaType.STRING, maxLength = 100),
                            example = "云服务器")
                    List<String> q,
            @RestQuery
                    @Parameter(
                            description = "Only offerings of these kinds.",
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = OfferingKind.class,
                                            maxItems = 50),
                            example = "IAAS")
                    List<String> kind,
            @RestQuery
                    @Parameter(
                            description = "Only offerings of these service categories.",
                            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class, maxItems = 50),
                            example = "I-1")
                    List<String> category,
            @RestQuery
                    @Parameter(
                            description = "Only offerings that suit one of these industries (GB/T 4754-2017). A section"
                                    + " finds what is made for it or for one of its divisions, a division what is"
                                    + " made for it or for its section; what names no industry is for any.",
                            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class, maxItems = 50),
                            example = "36")
                    List<String> industry,
            @RestQuery
                    @Parameter(
                            description =
                                    "Only offerings served in one of these regions or in part of it. A city finds what"
                                            + " is offered in it, in one of its counties or in the province, a county what"
                                            + " is offered in it, in its city or in the province; what names no region is"
                                            + " offered everywhere. A code that was replaced stands for those that came"
                                            + " after.",
                            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class, maxItems = 50),
                            example = "340100")
                    List<String> regionCode,
            @RestQuery
                    @Parameter(
                            description = "Only offerings of these providers.",
                            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class, maxItems = 50),
                            example = "00000000-0000-7000-8000-000000000001")
                    List<String> providerId,
            @RestQuery
                    @Parameter(
                            description =
                                    "Only offerings of these price classes, by the least sum with which they can be"
                                            + " begun.",
                            schema = @Schema(type = SchemaType.ARRAY, implementation = PriceBand.class, maxItems = 50),
                            example = "UP_TO_1000_YUAN")
                    List<String> priceBand,
            @RestQuery
                    @Parameter(
                            description = "Only offerings that can be tried for nothing, or only others.",
                            schema = @Schema(type = SchemaType.BOOLEAN),
                            example = "true")
                    List<String> trial,
            @RestQuery
                    @Parameter(
                            description = "Only offerings that cloud vouchers can pay for, or only others.",
                            schema = @Schema(type = SchemaType.BOOLEAN),
                            example = "true")
                    List<String> voucherEligible,
            @RestQuery
                    @Parameter(
                            description =
                                    "The order; `relevance` when absent, which is `name` without `q`. A minus turns it"
                                            + " round; offerings without a price always come last.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "relevance",
                                                "name",
                                                "updatedAt",
                                                "-updatedAt",
                                                "priceFromFen",
                                                "-priceFromFen"
                                            },
                                            // Generated enums cannot have a constant that is called "name".
                                            extensions =
                                                    @Extension(
                                                            name = "x-enum-varnames",
                                                            value = "[\"relevance\","
                                                                    + " \"byName\",\"oldestUpdateFirst\","
                                                                    + " \"latestUpdateFirst\",\"lowestPriceFirst\","
                                                                    + " \"highestPriceFirst\"]",
                                                            parseValue = true),
                                            defaultValue = "relevance"),
                            example = "-updatedAt")
                    List<String> sort,
            @RestQuery
                    @Parameter(
                            description = "Most rows of the page, 1 to 200; 20 when absent.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "20"),
                            example = "20")
                    List<String> limit,
            @RestQuery
                    @Parameter(
                            description = "The `nextCursor` of the page before, unchanged.",
                            schema = @Schema(type = SchemaType.STRING))
                    List<String> cursor,
            @RestQuery
                    @Parameter(
                            description = "What to count the whole list by, under the same text and filters: names of"
                                    + " filters, separated by commas, or `all`. None when absent. The counts are"
                                    + " exact; those of a long list take time after each change of the catalogue.",
                            schema = @Schema(type = SchemaType.STRING),
                            example = "kind,regionCode")
                    List<String> facets,
            @Context UriInfo request) {
        Map<Facet, List<String>> filters = new EnumMap<>(Facet.class);
        filters.put(Facet.KIND, kind);
        filters.put(Facet.CATEGORY, category);
        filters.put(Facet.INDUSTRY, industry);
        filters.put(Facet.REGION, regionCode);
        filters.put(Facet.PROVIDER, providerId);
        filters.put(Facet.PRICE_BAND, priceBand);
        filters.put(Facet.TRIAL, trial);
        filters.put(Facet.VOUCHER_ELIGIBLE, voucherEligible);
        Language language = facts.language();
        return search.search(
                        new SearchParameters(
                                q,
                                filters,
                                sort,
                                limit,
                                cursor,
                                facets,
                                request.getQueryParameters().keySet()),
                        language)
                .map(page -> respond(page, language, request));
    }

    private static RestResponse<OfferingPage> respond(OfferingPage page, Language language, UriInfo request) {
        RestResponse.ResponseBuilder<OfferingPage> response = RestResponse.ResponseBuilder.ok(page)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.locale().toLanguageTag());
        if (page.page().hasMore()) {
            response.header("Link", PageLinks.next(request, page.page().nextCursor()));
        }
        return response.build();
    }
}
