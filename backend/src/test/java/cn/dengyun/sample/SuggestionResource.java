package cn.dengyun.sample;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Suggestions: made and moved by enterprises and authorities, public once they are published. */
@Sample
@Path("/api/v1/suggestions")
@Tag(name = "Suggestions", description = "What enterprises and authorities would have done better.")
@RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY})
@Cancellable(false)
@DryRunnable
class SuggestionResource {

    private final SuggestionService service;
    private final Once once;
    private final CurrentActor current;

    SuggestionResource(SuggestionService service, Once once, CurrentActor current) {
        this.service = service;
        this.once = once;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(operationId = "listSuggestions", summary = "Suggestions that the caller may know of, newest first")
    public Uni<RestResponse<Page<SuggestionView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") SuggestionStatus status,
            @RestQuery
                    @Pattern(regexp = "^[0-9]{6}$")
                    @Parameter(description = "Only those of this region and the regions in it", example = "340100")
                    String regionCode,
            @RestQuery @Size(max = 100) @Parameter(description = "Only those with this in their title", example = "查询")
                    String q,
            @RestQuery @Parameter(description = "Only those made at this moment or later") Instant since,
            @RestQuery @Parameter(description = "Only those made before this moment") Instant before,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter()
                .is("status", status)
                .within("region_code", regionCode)
                .contains("title", q)
                .between("created_at", since, before);
        return service.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> SuggestionView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"suggestion-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getSuggestion", summary = "A suggestion")
    public Uni<RestResponse<SuggestionView>> get(@RestPath UUID id, @RestHeader("If-None-Match") String ifNoneMatch) {
        Actor actor = current.get();
        return service.find(actor, id).map(found -> EntityTags.respond(SuggestionView.of(found, actor), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Made")
    @Refuses("not-yours")
    @Operation(operationId = "createSuggestion", summary = "Make the draft of a suggestion")
    public Uni<RestResponse<SuggestionView>> create(@NotNull @Valid SuggestionForm form) {
        Actor actor = current.get();
        return once.created(
                service.create(actor, form),
                made -> SuggestionView.of(made, actor),
                made -> "/api/v1/suggestions/" + made.id());
    }

    @PATCH
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses({"suggestion-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "updateSuggestion", summary = "Change the draft of a suggestion")
    public Uni<RestResponse<SuggestionView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = SuggestionForm.class)))
                    JsonNode patch) {
        Actor actor = current.get();
        return once.ok(service.edit(actor, id, once.precondition(), patch), after -> SuggestionView.of(after, actor));
    }

    @POST
    @Path("/{id}/publications")
    @IdempotencyKey
    @Refuses({"suggestion-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "publishSuggestion", summary = "Show a suggestion to everybody")
    public Uni<RestResponse<SuggestionView>> publish(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(id, SuggestionMove.PUBLISH, why);
    }

    @POST
    @Path("/{id}/closures")
    @IdempotencyKey
    @Refuses({"suggestion-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "closeSuggestion", summary = "State that a suggestion is taken up")
    public Uni<RestResponse<SuggestionView>> close(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(id, SuggestionMove.CLOSE, why);
    }

    @POST
    @Path("/{id}/withdrawals")
    @IdempotencyKey
    @Refuses({"suggestion-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "withdrawSuggestion", summary = "Take a suggestion back")
    public Uni<RestResponse<SuggestionView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(id, SuggestionMove.WITHDRAW, why);
    }

    private Uni<RestResponse<SuggestionView>> moved(UUID id, SuggestionMove move, Reason why) {
        Actor actor = current.get();
        return once.ok(service.move(actor, id, move, why.reason()), after -> SuggestionView.of(after, actor));
    }
}
