package cn.dengyun.publishing.opendata;

import cn.dengyun.platform.opendata.OpenDataSource;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.JsonWriter;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** The catalogue of the data that everybody may have. */
@Path("/api/v1/open-data")
@PermitAll
@Tag(name = "Publishing")
class OpenDataResource {

    private final List<OpenDataSource> sources;
    private final OpenDataConfig config;
    private final JsonWriter json;

    OpenDataResource(@All List<OpenDataSource> sources, OpenDataConfig config, JsonWriter json) {
        this.sources = sources;
        this.config = config;
        this.json = json;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, DcatView.MEDIA_TYPE})
    @Caching("public, max-age=60")
    @Operation(
            operationId = "getOpenData",
            summary = "What data the platform publishes, and where",
            description = "Each set with its address, its words in both languages, how often it changes and when it did"
                    + " last, and its forms, which anybody can have without signing in. By `Accept` as JSON, or as JSON-LD"
                    + " in DCAT 3, which harvesters of catalogues read.")
    @APIResponse(
            responseCode = "200",
            description = "The catalogue, with its ETag",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = OpenDataView.class)),
                @Content(mediaType = DcatView.MEDIA_TYPE, schema = @Schema(implementation = DcatView.class))
            })
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<String>> get(
            @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch,
            @Context HttpHeaders headers,
            @Context UriInfo request) {
        boolean isLinked = isLinked(headers.getAcceptableMediaTypes());
        return Uni.join()
                .all(sources.stream().map(OpenDataSource::datasets).toList())
                .usingConcurrencyOf(1)
                .andFailFast()
                .map(found -> found.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(OpenDataSource.Dataset::code))
                        .toList())
                .map(found -> OpenDataView.of(
                        found,
                        config.licence().orElse(null),
                        request.getBaseUri().toString()))
                .map(view -> json.write(isLinked ? DcatView.of(view) : view))
                .map(text -> answer(text, isLinked ? DcatView.MEDIA_TYPE : MediaType.APPLICATION_JSON, ifNoneMatch));
    }

    /** The framework has refused already what takes neither. */
    private static boolean isLinked(List<MediaType> accepted) {
        MediaType linked = MediaType.valueOf(DcatView.MEDIA_TYPE);
        for (MediaType type : accepted) {
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (type.isCompatible(linked)) {
                return true;
            }
        }
        return false;
    }

    private static RestResponse<String> answer(String text, String type, String ifNoneMatch) {
        String tag = EntityTags.ofContent(text);
        return RestResponse.ResponseBuilder.fromResponse(EntityTags.respond(text, tag, ifNoneMatch))
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }
}
