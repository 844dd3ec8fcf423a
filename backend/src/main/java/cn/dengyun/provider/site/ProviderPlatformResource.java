package cn.dengyun.provider.site;

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
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
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
import java.util.List;
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

/** The platforms of providers, open to everybody and written by the provider alone. */
@Path("/api/v1/platforms")
@Tag(name = "Platforms", description = "The platforms that providers run, and the industrial apps hosted on them.")
@RolesAllowed(Roles.PROVIDER)
@Cancellable(false)
@DryRunnable
class ProviderPlatformResource {

    private final ProviderPlatformService platforms;
    private final Once once;
    private final CurrentActor current;

    ProviderPlatformResource(ProviderPlatformService platforms, Once once, CurrentActor current) {
        this.platforms = platforms;
        this.once = once;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listPlatforms",
            summary = "Platforms of providers, newest first",
            description =
                    "Those of a provider that is suspended or disqualified are for itself, authorities and auditors.")
    public Uni<RestResponse<Page<ProviderPlatformView>>> list(
            @RestQuery @Parameter(description = "Only those of this sort") PlatformKind kind,
            @RestQuery @Parameter(description = "Only those that stand there") ProviderPlatformStatus status,
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
            @RestQuery
                    @Pattern(regexp = "^[0-9]{6}$")
                    @Parameter(description = "Only those that name this region", example = "340100")
                    String region,
            @RestQuery @Size(max = 2) @Parameter(description = "Only those that name this industry", example = "34")
                    String industry,
            @RestQuery
                    @Size(max = 100)
                    @Parameter(description = "Only those with this in their Chinese name", example = "工业")
                    String q,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter()
                .is("kind", kind)
                .is("status", status)
                .is("provider_id", providerId)
                .has("regions", region)
                .has("industries", industry)
                .contains("name_zh", q);
        return platforms
                .list(actor, filter, cursor, limit)
                .chain(page -> platforms
                        .providersOf(page.data())
                        .map(providers -> page.map(
                                found -> ProviderPlatformView.of(found, providers.get(found.providerId()), actor))))
                .map(page -> PageLinks.respond(page, request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"provider-platform-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getPlatform", summary = "A platform of a provider")
    public Uni<RestResponse<ProviderPlatformView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return platforms
                .findShown(actor, id)
                .chain(found -> platforms
                        .providersOf(List.of(found))
                        .map(providers -> ProviderPlatformView.of(found, providers.get(found.providerId()), actor)))
                .map(view -> EntityTags.respond(view, ifNoneMatch));
    }

    @POST
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Registered")
    @Refuses({"provider-disqualified", "provider-not-found", "provider-suspended", "provider-unqualified"})
    @Operation(operationId = "createPlatform", summary = "Register a platform of the caller's provider")
    public Uni<RestResponse<ProviderPlatformView>> create(@NotNull @Valid ProviderPlatformForm form) {
        Actor actor = current.get();
        return once.created(
                platforms.register(actor, form),
                made -> seen(made, actor),
                made -> "/api/v1/platforms/" + made.platform().id());
    }

    @PATCH
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses({
        "not-yours",
        "provider-disqualified",
        "provider-platform-not-found",
        "provider-suspended",
        "transition-not-allowed"
    })
    @Operation(operationId = "updatePlatform", summary = "Change what is said of a platform")
    public Uni<RestResponse<ProviderPlatformView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = ProviderPlatformForm.class)))
                    JsonNode patch) {
        Actor actor = current.get();
        return once.ok(platforms.edit(actor, id, once.precondition(), patch), after -> seen(after, actor));
    }

    @POST
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @Path("/{id}/closures")
    @IdempotencyKey
    @Refuses({"not-yours", "provider-platform-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "closePlatform",
            summary = "Close a platform",
            description = "What is hosted on it ends with it, and what was proposed to be.")
    public Uni<RestResponse<ProviderPlatformView>> close(@RestPath UUID id, @NotNull @Valid Reason why) {
        Actor actor = current.get();
        return once.ok(platforms.close(actor, id, why.reason()), after -> seen(after, actor));
    }

    private static ProviderPlatformView seen(ProviderPlatformService.Known known, Actor actor) {
        return ProviderPlatformView.of(known.platform(), known.provider(), actor);
    }
}
