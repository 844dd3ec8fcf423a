package cn.dengyun.monitoring.indicator;

import cn.dengyun.monitoring.indicator.IndicatorService.Query;
import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.RegionCode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.time.YearMonth;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Indicators and what was counted of them, for everybody; some for authorities alone. */
@Path(IndicatorResource.PATH)
@Tag(
        name = "Statistics",
        description = "What the platform counts, by month and region, as each daily recount has found it.")
class IndicatorResource {

    static final String PATH = "/api/v1/indicators";

    private static final String MONTH = "^20[0-9]{2}-(0[1-9]|1[0-2])$";
    private final IndicatorService indicators;
    private final PlanRegions regions;
    private final CurrentActor current;
    private final RequestFacts facts;
    private final JsonWriter json;

    IndicatorResource(
            IndicatorService indicators,
            PlanRegions regions,
            CurrentActor current,
            RequestFacts facts,
            JsonWriter json) {
        this.indicators = indicators;
        this.regions = regions;
        this.current = current;
        this.facts = facts;
        this.json = json;
    }

    @GET
    @PermitAll
    @Caching(Caching.ASK_AGAIN)
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listIndicators",
            summary = "What the statistics count, and how",
            description = "Everybody sees those that are public; authorities, finance and auditors all. Names and words"
                    + " follow Accept-Language.")
    @APIResponse(responseCode = "200", description = "The indicators that the caller may read, on one page")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<IndicatorView.All>> list(
            @RestHeader("If-None-Match")
                    @Parameter(description = "The `ETag` of an earlier answer: 304 when it still holds")
                    String ifNoneMatch) {
        Language language = facts.language();
        return indicators
                .indicators(current.get())
                .map(found -> answer(
                        new IndicatorView.All(found.stream()
                                .map(each -> IndicatorView.of(each, language))
                                .toList()),
                        language,
                        ifNoneMatch));
    }

    @GET
    @Path("/{code}")
    @PermitAll
    @Caching(Caching.ASK_AGAIN)
    @Refuses({"indicator-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getIndicator", summary = "What an indicator counts, and how")
    @APIResponse(responseCode = "200", description = "The indicator as it is meant today")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<IndicatorView>> get(
            @RestPath @Parameter(description = "Code of the indicator", example = "CLOUD_ENTERPRISES") String code,
            @RestHeader("If-None-Match")
                    @Parameter(description = "The `ETag` of an earlier answer: 304 when it still holds")
                    String ifNoneMatch) {
        Language language = facts.language();
        return indicators
                .indicator(current.get(), code)
                .map(found -> answer(IndicatorView.of(found, language), language, ifNoneMatch));
    }

    @GET
    @Path("/{code}/observations")
    @PermitAll
    @Caching(Caching.ASK_AGAIN)
    @Refuses(
            value = {"indicator-not-found", "region-not-found", "token-invalid", "unauthenticated"},
            defects = {"observation-moment-ahead", "observation-months-unfit"})
    @Operation(
            operationId = "listObservations",
            summary = "What was counted of an indicator, by month and region",
            description = "As of the last recount, or the last one up to `asOf`: one question about one recount has one"
                    + " answer for ever. Counties sum up to units and the 18 units to the province, Susong and"
                    + " Guangde as units of their own. Of amounts the public is told months that are over, as they"
                    + " were counted first after that, and none that would reveal one enterprise, by itself or by"
                    + " subtraction; an authority reads those of its region and below as they are known, finance and"
                    + " auditors all. Of indicators for authorities, counties are told to whoever oversees them.")
    @APIResponse(responseCode = "200", description = "The values of at most 24 months, on one page")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<ObservationsView>> observations(
            @RestPath @Parameter(description = "Code of the indicator", example = "CLOUD_ENTERPRISES") String code,
            @RestQuery
                    @Pattern(regexp = MONTH)
                    @Parameter(
                            description = "First month, Asia/Shanghai; eleven before the last when absent",
                            example = "2018-07")
                    String fromMonth,
            @RestQuery
                    @Pattern(regexp = MONTH)
                    @Parameter(
                            description = "Last month, at most 24 with the first; that of the recount when absent",
                            example = "2018-12")
                    String toMonth,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only this region and those in it", example = "340100")
                    String region,
            @RestQuery @Parameter(description = "For which regions; the reporting units when absent")
                    ObservationLevel level,
            @RestQuery
                    @PlausibleDay
                    @Parameter(
                            description = "What was known at this moment, not ahead of now",
                            example = "2018-11-01T00:00:00Z")
                    Instant asOf,
            @RestHeader("If-None-Match")
                    @Parameter(description = "The `ETag` of an earlier answer: 304 when it still holds")
                    String ifNoneMatch) {
        Language language = facts.language();
        Query query = new Query(
                month(fromMonth), month(toMonth), region, level == null ? ObservationLevel.UNIT : level, asOf);
        return indicators
                .observations(current.get(), code, query)
                .map(found -> answer(ObservationsView.of(found, regions, language), language, ifNoneMatch));
    }

    private static YearMonth month(String month) {
        return month == null ? null : YearMonth.parse(month);
    }

    private <T> RestResponse<T> answer(T view, Language language, String ifNoneMatch) {
        String tag = EntityTags.ofContent(json.write(view));
        return RestResponse.ResponseBuilder.fromResponse(EntityTags.respond(view, tag, ifNoneMatch))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.locale().toLanguageTag())
                .build();
    }
}
