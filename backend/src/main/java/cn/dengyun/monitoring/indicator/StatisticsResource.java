package cn.dengyun.monitoring.indicator;

import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** The public page of statistics in one answer, which is made once for each recount. */
@Path(StatisticsResource.PATH)
@Tag(name = "Statistics")
class StatisticsResource {

    static final String PATH = "/api/v1/statistics";

    private final IndicatorService indicators;
    private final PlanRegions regions;
    private final RequestFacts facts;
    private final JsonWriter json;
    private final Map<Language, Made> made = new ConcurrentHashMap<>();

    StatisticsResource(IndicatorService indicators, PlanRegions regions, RequestFacts facts, JsonWriter json) {
        this.indicators = indicators;
        this.regions = regions;
        this.facts = facts;
        this.json = json;
    }

    /** The page of a recount. */
    private record Made(Instant countedAt, StatisticsView view, String tag) {}

    @GET
    @PermitAll
    @Caching("public, max-age=60")
    @Operation(
            operationId = "getStatistics",
            summary = "The public indicators of the province and its 18 reporting units",
            description =
                    "As of the last recount: the last month of each indicator by unit, with ranks, and the province"
                            + " over twelve months. Units sum up to the province, Susong and Guangde as units of their own."
                            + " Numbers are exact; amounts are told once their month is over, but for those that would reveal"
                            + " one enterprise, by themselves or by subtraction. Names follow Accept-Language.")
    @APIResponse(responseCode = "200", description = "The statistics; the same until the next recount")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<StatisticsView>> get(
            @RestHeader("If-None-Match")
                    @Parameter(description = "The `ETag` of an earlier answer: 304 when it still holds")
                    String ifNoneMatch) {
        Language language = facts.language();
        return indicators
                .lastCounted()
                .chain(at -> at.isEmpty()
                        ? Uni.createFrom().item(made(null, StatisticsView.NOTHING))
                        : of(at.get(), language))
                .map(page -> answer(page, language, ifNoneMatch));
    }

    private Uni<Made> of(Instant at, Language language) {
        Made known = made.get(language);
        if (known != null && known.countedAt().equals(at)) {
            return Uni.createFrom().item(known);
        }
        return indicators
                .statistics(at)
                .map(found -> made(at, StatisticsView.of(found, regions, language)))
                .invoke(page -> made.put(language, page));
    }

    private Made made(Instant at, StatisticsView view) {
        return new Made(at, view, EntityTags.ofContent(json.write(view)));
    }

    private static RestResponse<StatisticsView> answer(Made page, Language language, String ifNoneMatch) {
        return RestResponse.ResponseBuilder.fromResponse(EntityTags.respond(page.view(), page.tag(), ifNoneMatch))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.locale().toLanguageTag())
                .build();
    }
}
