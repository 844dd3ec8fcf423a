package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.domain.DeclarationOutcome;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingStatus;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** A provider's offerings by its own keys, the way its own systems know them. */
@Path("/api/v1/providers/{providerId}/offerings")
@Tag(name = "Catalogue")
public class ProviderOfferingResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final CatalogueService catalogue;
    private final Cursors cursors;
    private final Once once;
    private final CurrentActor current;
    private final Clock clock;

    ProviderOfferingResource(
            CatalogueService catalogue, Cursors cursors, Once once, CurrentActor current, Clock clock) {
        this.catalogue = catalogue;
        this.cursors = cursors;
        this.once = once;
        this.current = current;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @RequiredScope(ClientScope.CATALOGUE_READ)
    @Refuses({"provider-not-found", "provider-not-yours"})
    @Operation(
            operationId = "listProviderOfferings",
            summary = "List a provider's own offerings, drafts and retired ones included",
            description = "In the order of the provider's keys.")
    @APIResponse(
            responseCode = "200",
            description = "A page of offerings.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OfferingPage.class)))
    public Uni<RestResponse<Page<RenderedOffering>>> list(
            UUID providerId,
            @Parameter(description = "Only offerings of this status.") @QueryParam("status") OfferingStatus status,
            @Parameter(description = "Rows of a page.")
                    @QueryParam("limit")
                    @DefaultValue("20")
                    @Min(1)
                    @Max(Page.MAX_LIMIT)
                    int limit,
            @Parameter(description = "`nextCursor` of the page before.") @QueryParam("cursor") @Size(max = 2_000)
                    String cursor,
            @Context UriInfo uri) {
        Actor actor = current.get();
        String query = "provider-offerings " + providerId + " " + status;
        String after = cursor == null ? "" : cursors.open(query, cursor).get(0);
        return catalogue
                .list(providerId, actor, after, status, limit + 1)
                .map(rows -> Page.of(rows, limit, offering -> cursors.seal(query, List.of(offering.externalId()))))
                .map(page -> PageLinks.respond(page.map(offering -> rendered(offering, actor)), uri));
    }

    @GET
    @Path("/{externalId}")
    @PermitAll
    @Refuses({"offering-not-found", "token-invalid"})
    @Operation(operationId = "getProviderOffering", summary = "Read an offering by the provider's own key")
    @APIResponse(
            responseCode = "200",
            description = "The offering.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OfferingView.class)))
    public Uni<RestResponse<String>> get(
            UUID providerId, String externalId, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        Actor actor = current.get();
        return catalogue
                .get(providerId, externalId, actor)
                .chain(offering -> catalogue
                        .owns(offering, actor)
                        .map(isOwn -> OfferingActions.of(offering, actor, isOwn))
                        .map(actions -> OfferingView.respond(offering, actions, ifNoneMatch, clock.instant())));
    }

    @PUT
    @Path("/{externalId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @Cancellable(false)
    @IfMatch(required = false)
    @DryRunnable
    @Refuses({
        "offering-not-draftable",
        "provider-disqualified",
        "provider-not-found",
        "provider-not-yours",
        "provider-suspended",
        "provider-unqualified",
        "version-conflict"
    })
    @Operation(
            operationId = "putProviderOffering",
            summary = "Create or replace an offering by the provider's own key",
            description =
                    "Idempotent by content: the same content again writes nothing and answers `DeclarationOutcome:"
                            + " UNCHANGED`. If-Match is optional.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OfferingDocument.Declaration.class)))
    @APIResponse(
            responseCode = "200",
            description = "Replaced, or unchanged.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OfferingView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OfferingView.class)))
    public Uni<RestResponse<RenderedOffering>> put(UUID providerId, String externalId, byte[] body) {
        return declared(catalogue.declare(current.get(), providerId, externalId, body, once.precondition()));
    }

    @PATCH
    @Path("/{externalId}")
    @Consumes(MERGE_PATCH)
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @Cancellable(false)
    @IfMatch
    @DryRunnable
    @Refuses({
        "offering-not-draftable",
        "offering-not-found",
        "provider-disqualified",
        "provider-not-found",
        "provider-not-yours",
        "provider-suspended",
        "provider-unqualified",
        "version-conflict"
    })
    @Operation(
            operationId = "patchProviderOffering",
            summary = "Change parts of an offering",
            description = "An RFC 7396 merge patch of its content; `draft: false` publishes a draft. If-Match is"
                    + " required.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MERGE_PATCH,
                            schema =
                                    @Schema(
                                            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT,
                                            additionalProperties = Schema.True.class,
                                            description = "Members of OfferingDeclaration; null removes one.",
                                            examples = "{\"name\": \"弹性云服务器\", \"nameEn\": null}")))
    @APIResponse(
            responseCode = "200",
            description = "The changed offering.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OfferingView.class)))
    public Uni<RestResponse<RenderedOffering>> patch(UUID providerId, String externalId, byte[] body) {
        return declared(catalogue.patch(current.get(), providerId, externalId, body, once.precondition()));
    }

    @DELETE
    @Path("/{externalId}")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @Cancellable(false)
    @IfMatch
    @DryRunnable
    @Refuses({
        "offering-not-found",
        "offering-transition-not-allowed",
        "provider-disqualified",
        "provider-not-found",
        "provider-not-yours",
        "provider-suspended",
        "provider-unqualified"
    })
    @Operation(
            operationId = "retireProviderOffering",
            summary = "Take an offering out of the catalogue",
            description = "Its versions stay readable for the provider and for orders; declaring it again brings it"
                    + " back, `SUSPENDED` where an authority had suspended it. If-Match is required.")
    @APIResponse(responseCode = "204", description = "Retired.")
    public Uni<RestResponse<Void>> retire(UUID providerId, String externalId) {
        return once.noContent(catalogue.retire(current.get(), providerId, externalId, once.precondition()));
    }

    private Uni<RestResponse<RenderedOffering>> declared(Effect<CatalogueService.Declared> effect) {
        Actor actor = current.get();
        return once.reply(effect, declared -> reply(declared, actor));
    }

    private Reply<RenderedOffering> reply(CatalogueService.Declared declared, Actor actor) {
        Offering offering = declared.offering();
        RenderedOffering view = rendered(offering, actor);
        Reply<RenderedOffering> reply = declared.outcome() == DeclarationOutcome.CREATED
                ? Reply.created(view, "/api/v1/offerings/" + offering.id())
                : Reply.ok(view);
        return reply.tagged(OfferingView.tag(offering, actions(offering, actor), clock.instant()))
                .with("Outcome", declared.outcome().name());
    }

    private RenderedOffering rendered(Offering offering, Actor actor) {
        return new RenderedOffering(OfferingView.render(offering, actions(offering, actor), clock.instant()));
    }

    /** Where only the offering's own provider gets to, or those who see all and own nothing. */
    private static List<String> actions(Offering offering, Actor actor) {
        return OfferingActions.of(offering, actor, actor.has(Roles.PROVIDER));
    }

    /** One offering, rendered already. */
    public record RenderedOffering(@JsonValue @JsonRawValue String json) {}

    /** How the contract describes a page of these. */
    @Schema(name = "OwnOfferingPage", description = "A page of a provider's own offerings.")
    public record OfferingPage(
            @Schema(maxItems = Page.MAX_LIMIT) List<OfferingView> data, Page.PageInfo page) {}
}
