package cn.dengyun.monitoring.dashboard;

import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** A region on one page, for the authorities from it upwards. */
@Path(DashboardResource.PATH)
@Tag(name = "Statistics")
class DashboardResource {

    static final String PATH = "/api/v1/dashboards";

    private final DashboardService dashboards;
    private final PlanRegions regions;
    private final CurrentActor current;
    private final RequestFacts facts;
    private final JsonWriter json;

    DashboardResource(
            DashboardService dashboards,
            PlanRegions regions,
            CurrentActor current,
            RequestFacts facts,
            JsonWriter json) {
        this.dashboards = dashboards;
        this.regions = regions;
        this.current = current;
        this.facts = facts;
        this.json = json;
    }

    @GET
    @Path("/{regionCode}")
    @RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR})
    @Caching(Caching.ASK_AGAIN)
    @Refuses({"not-yours", "region-not-found"})
    @Operation(
            operationId = "getDashboard",
            summary = "A region on one page: indicators, plan, what waits, issues, evaluations and bulletins",
            description = "For the authority of the province, a unit or a county, for those above it, and for auditors."
                    + " Each number is that of the list or the summary whose address stands beside it. Indicators are as"
                    + " of the last recount, everything else as of now. `work` is the work list of the caller for his own"
                    + " region; of another region it is what waits for its office. Names follow Accept-Language.")
    @APIResponse(responseCode = "200", description = "The region as it stands now")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<DashboardView>> get(
            @RestPath
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Code of the region, of today", example = "340100")
                    String regionCode,
            @RestHeader("If-None-Match")
                    @Parameter(description = "The `ETag` of an earlier answer: 304 when it still holds")
                    String ifNoneMatch) {
        Actor actor = current.get();
        Language language = facts.language();
        return dashboards.of(actor, regionCode, language).chain(found -> {
            String tag = tag(actor, found, language);
            // What the indicators say follows from the recount, which the tag knows.
            Uni<DashboardView> view = EntityTags.isKnown(ifNoneMatch, tag)
                    ? Uni.createFrom().nullItem()
                    : dashboards
                            .figures(actor, found, language)
                            .map(figures -> DashboardView.of(found, figures, regions, language));
            return view.map(each -> RestResponse.ResponseBuilder.fromResponse(
                            EntityTags.respond(each, tag, ifNoneMatch))
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                    .header(HttpHeaders.CONTENT_LANGUAGE, language.locale().toLanguageTag())
                    .build());
        });
    }

    /** What decides: the recount, whose eyes see it, and what the lists have answered. */
    private String tag(Actor actor, Dashboard found, Language language) {
        String seen = Aggregate.seesAll(actor) ? "all" : actor.regionCode();
        String lists = json.write(DashboardView.of(found, List.of(), regions, language));
        return EntityTags.ofContent(seen + lists);
    }
}
