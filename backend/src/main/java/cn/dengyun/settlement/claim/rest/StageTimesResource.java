package cn.dengyun.settlement.claim.rest;

import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.settlement.claim.StageTimes;
import cn.dengyun.settlement.claim.domain.Quarter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** How long the payment of a claim takes, stage by stage and unit by unit, for everybody. */
@Path("/api/v1/settlement-stage-times")
@Tag(name = "Settlement claims")
@PermitAll
class StageTimesResource {

    private final StageTimes times;
    private final ReferenceService reference;
    private final RequestFacts facts;
    private final JsonWriter json;

    StageTimesResource(StageTimes times, ReferenceService reference, RequestFacts facts, JsonWriter json) {
        this.times = times;
        this.reference = reference;
        this.facts = facts;
        this.json = json;
    }

    @GET
    @Caching(Caching.FIVE_MINUTES)
    @Operation(
            operationId = "getSettlementStageTimes",
            summary = "How long settlement claims stand at each stage",
            description = "Of a quarter, for the province and each of its reporting units: half and nine tenths of the"
                    + " times at each stage, in working days without pauses, and the claims that are late now. The"
                    + " answer defines its figures in words. Times are told once the quarter is over, and those of"
                    + " fewer than 5 enterprises are withheld; how many are late never is. Names follow"
                    + " Accept-Language.")
    @APIResponse(responseCode = "200", description = "The times of the quarter")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<StageTimesView>> get(
            @RestQuery
                    @Pattern(regexp = Quarter.PATTERN)
                    @Parameter(
                            description =
                                    "The quarter of a year in which claims left a stage; the last one that is over"
                                            + " when absent",
                            example = "2018-Q3")
                    String quarter,
            @RestHeader("If-None-Match")
                    @Parameter(description = "The `ETag` of an earlier answer: 304 when it still holds")
                    String ifNoneMatch) {
        Language language = facts.language();
        return times.of(quarter == null ? null : Quarter.of(quarter))
                .map(found -> StageTimesView.of(found, reference, language))
                .map(view -> answer(view, language, ifNoneMatch));
    }

    private RestResponse<StageTimesView> answer(StageTimesView view, Language language, String ifNoneMatch) {
        String tag = EntityTags.ofContent(json.write(view));
        return RestResponse.ResponseBuilder.fromResponse(EntityTags.respond(view, tag, ifNoneMatch))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.locale().toLanguageTag())
                .build();
    }
}
