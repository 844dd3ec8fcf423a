package cn.dengyun.publishing.search;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.search.SearchSource;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.SearchKind;
import cn.dengyun.shared.SearchText;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** One field to find anything by. */
@Path("/api/v1/search")
@PermitAll
@Tag(name = "Publishing")
class SearchEverythingResource {

    static final int MAX_HITS = 20;

    private final List<SearchSource> sources;
    private final ReferenceService reference;
    private final RequestFacts facts;

    SearchEverythingResource(@All List<SearchSource> sources, ReferenceService reference, RequestFacts facts) {
        this.sources = sources.stream()
                .sorted(Comparator.comparing(SearchSource::kind))
                .toList();
        this.reference = reference;
        this.facts = facts;
    }

    @GET
    @Caching("public, max-age=5")
    @Refuses(
            value = "overloaded",
            defects = {"query-empty", "query-not-text", "parameter-code-unknown"})
    @Operation(
            operationId = "searchEverything",
            summary = "Find services, programmes, articles, activities, contests and bulletins by one text",
            description = "The first of each kind, and the address of the list that has all of them. A text is found"
                    + " wherever it stands in a name, and in the words of an article or a description; full-width and"
                    + " half-width forms, capitals and small letters, and runs of blanks count as the same.")
    public Uni<RestResponse<SearchView>> search(
            @RestQuery
                    @NotNull
                    @Size(max = 100)
                    @Parameter(required = true, description = "The text to find", example = "云主机")
                    String q,
            @RestQuery @Parameter(description = "Only this kind; all when absent") SearchKind kind,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(
                            description =
                                    "Only what is for this region: itself, what is around it or, of services, activities"
                                            + " and contests, in it",
                            example = "340123")
                    String region,
            @RestQuery @DefaultValue("5") @Min(1) @Max(MAX_HITS) @Parameter(description = "Most hits of a kind")
                    int limit) {
        requireSound(q, region);
        Language language = facts.language();
        SearchSource.Asked asked = new SearchSource.Asked(q.strip(), region, limit, language);
        List<Uni<SearchView.Section>> sections = sources.stream()
                .filter(source -> kind == null || kind == source.kind())
                .map(source -> source.find(asked).map(found -> SearchView.of(source.kind(), found)))
                .toList();
        return Uni.join()
                .all(sections)
                .andFailFast()
                .map(found -> RestResponse.ResponseBuilder.ok(new SearchView(found))
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                        .header(HttpHeaders.CONTENT_LANGUAGE, language.locale().toLanguageTag())
                        .build());
    }

    private void requireSound(String text, String region) {
        if (!SearchText.isText(text)) {
            throw Rejection.invalid(List.of(Defect.at("query/q", "query-not-text")));
        }
        if (SearchText.normalise(text).isEmpty()) {
            throw Rejection.invalid(List.of(Defect.at("query/q", "query-empty")));
        }
        if (region != null && !reference.isKnownRegion(region)) {
            throw Rejection.invalid(List.of(Defect.at(
                    "query/region",
                    "parameter-code-unknown",
                    region,
                    ReferenceService.REGIONS,
                    reference.suggestion(ReferenceService.REGIONS, region).orElse("/api/v1/regions"))));
        }
    }
}
