package cn.dengyun.events;

import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** The types of event, which are the same for every caller until another version of the platform runs. */
@Path("/api/v1/event-types")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Events")
public class EventTypeResource {

    private final EventCatalogue catalogue;
    private final RequestFacts facts;
    private final JsonWriter json;

    EventTypeResource(EventCatalogue catalogue, RequestFacts facts, JsonWriter json) {
        this.catalogue = catalogue;
        this.facts = facts;
        this.json = json;
    }

    /** All of them. */
    @Schema(name = "EventTypePage")
    record EventTypePage(@Schema(maxItems = 1_000) List<EventTypeView> data, Page.PageInfo page) {}

    @GET
    @Caching(Caching.FIVE_MINUTES)
    @Operation(
            operationId = "listEventTypes",
            summary = "List the types of event",
            description =
                    "Every type that the feed and the webhooks tell, in the order of their names, with the schema of"
                            + " its data and an example; always on one page. Names follow Accept-Language. The contract has the"
                            + " same as `webhooks`.")
    @APIResponse(responseCode = "200", description = "The types.")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag.")
    public RestResponse<EventTypePage> list(
            @RestHeader("If-None-Match")
                    @Parameter(description = "The `ETag` of an earlier answer: 304 when it still holds.")
                    String ifNoneMatch) {
        Language language = facts.language();
        EventTypePage types = new EventTypePage(catalogue.views(language), new Page.PageInfo(null, false));
        String tag = EntityTags.ofContent(json.write(types));
        RestResponse<EventTypePage> answer = EntityTags.respond(types, tag, ifNoneMatch);
        answer.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        answer.getHeaders()
                .putSingle(HttpHeaders.CONTENT_LANGUAGE, language.locale().toLanguageTag());
        return answer;
    }
}
