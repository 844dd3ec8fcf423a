package cn.dengyun.provider;

import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.provider.domain.ProviderStatus;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The providers of the platform, open to everybody. */
@Path("/api/v1/providers")
@Tag(name = "Providers")
@PermitAll
public class ProviderResource {

    private final ProviderService providers;
    private final Once once;
    private final CurrentActor actor;

    ProviderResource(ProviderService providers, Once once, CurrentActor actor) {
        this.providers = providers;
        this.once = once;
        this.actor = actor;
    }

    @GET
    @Operation(operationId = "listProviders", summary = "Providers, oldest first")
    public Uni<RestResponse<Page<ProviderView>>> list(
            @RestQuery @Parameter(description = "Only providers that are of this kind, among others") ProviderKind kind,
            @RestQuery @Parameter(description = "Only the provider of this organisation") UUID organizationId,
            @RestQuery @Parameter(description = "Only those in this status") ProviderStatus status,
            @RestQuery @Size(max = 100) @Parameter(description = "Only those with this in their name", example = "云")
                    String q,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Instant now = providers.now();
        return providers
                .list(new ProviderFilter(kind, organizationId, status, q), now, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> ProviderView.of(found, now)), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"provider-not-found"})
    @Operation(operationId = "getProvider", summary = "A provider", description = "At most five seconds old.")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<ProviderView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Instant now = providers.now();
        return providers
                .find(id)
                .map(found -> EntityTags.respond(ProviderView.of(found, now), tag(found, now), ifNoneMatch));
    }

    @POST
    @Path("/{id}/suspension-liftings")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"forbidden", "provider-not-found", "provider-not-suspended-by-hand", "province-only"})
    @Operation(
            operationId = "liftSuspensionByHand",
            summary = "Let a provider go that was suspended by hand before there were interim suspensions",
            description = "By the province. It was made in the database of an older release, and nothing else ends it.")
    @APIResponse(responseCode = "200", description = "Let go")
    public Uni<RestResponse<ProviderView>> letGo(@RestPath UUID id, @NotNull @Valid Reason why) {
        return once.reply(providers.letGo(actor.get(), id, why.reason()), provider -> {
            Instant now = providers.now();
            return Reply.ok(ProviderView.of(provider, now)).tagged(tag(provider, now));
        });
    }

    /** Its status changes with the time and without a new version. */
    private static String tag(Provider provider, Instant now) {
        return EntityTags.of(provider.version(), provider.statusAt(now));
    }
}
