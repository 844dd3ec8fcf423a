package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.domain.OfferingTransition;
import cn.dengyun.catalogue.rest.ProviderOfferingResource.RenderedOffering;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Offerings by the platform's own ids: what the public reads, and what an authority does about one. */
@Path("/api/v1/offerings")
@Tag(name = "Catalogue")
public class OfferingResource {

    private final CatalogueService catalogue;
    private final QualityReports quality;
    private final Once once;
    private final Cursors cursors;
    private final CurrentActor current;
    private final RequestFacts request;
    private final Clock clock;

    OfferingResource(
            CatalogueService catalogue,
            QualityReports quality,
            Once once,
            Cursors cursors,
            CurrentActor current,
            RequestFacts request,
            Clock clock) {
        this.catalogue = catalogue;
        this.quality = quality;
        this.once = once;
        this.cursors = cursors;
        this.current = current;
        this.request = request;
        this.clock = clock;
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"offering-not-found", "token-invalid"})
    @Operation(
            operationId = "getOffering",
            summary = "Read an offering",
            description = "A published offering is public; others see only their provider, authorities, auditors and"
                    + " administrators.")
    @APIResponse(
            responseCode = "200",
            description = "The offering.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OfferingView.class)))
    public Uni<RestResponse<String>> get(UUID id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        Actor actor = current.get();
        return catalogue
                .get(id, actor)
                .chain(offering -> catalogue
                        .owns(offering, actor)
                        .map(isOwn -> OfferingView.respond(
                                offering, OfferingActions.of(offering, actor, isOwn), ifNoneMatch, now())));
    }

    @GET
    @Path("/{id}/versions")
    @PermitAll
    @Refuses({"offering-not-found", "token-invalid"})
    @Operation(
            operationId = "listOfferingVersions",
            summary = "List the versions of an offering, the newest first",
            description = "Versions are numbered from 1 and never change; orders pin one of them.")
    public Uni<RestResponse<Page<VersionView>>> versions(
            UUID id,
            @Parameter(description = "Rows of a page.")
                    @QueryParam("limit")
                    @DefaultValue("20")
                    @Min(1)
                    @Max(Page.MAX_LIMIT)
                    int limit,
            @Parameter(description = "`nextCursor` of the page before.") @QueryParam("cursor") @Size(max = 2_000)
                    String cursor,
            @Context UriInfo uri) {
        String query = "versions " + id;
        int before = cursor == null
                ? Integer.MAX_VALUE
                : Integer.parseInt(cursors.open(query, cursor).get(0));
        return catalogue
                .versions(id, current.get(), before, limit + 1)
                .map(rows -> Page.of(rows, limit, version -> cursors.seal(query, List.of("" + version.number()))))
                .map(page -> PageLinks.respond(page.map(VersionView::of), uri));
    }

    @GET
    @Path("/{id}/versions/{version}")
    @PermitAll
    @Refuses({"offering-not-found", "offering-version-not-found", "token-invalid"})
    @Operation(operationId = "getOfferingVersion", summary = "Read one version of an offering")
    public Uni<RestResponse<VersionView>> version(
            UUID id, @Min(1) int version, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return catalogue.version(id, version, current.get()).map(found -> {
            String tag = found.contentHash();
            if (EntityTags.isKnown(ifNoneMatch, tag)) {
                return RestResponse.ResponseBuilder.<VersionView>notModified()
                        .header(HttpHeaders.ETAG, EntityTags.quoted(tag))
                        .build();
            }
            return RestResponse.ResponseBuilder.ok(VersionView.of(found))
                    .header(HttpHeaders.ETAG, EntityTags.quoted(tag))
                    .build();
        });
    }

    @GET
    @Path("/{id}/quality-report")
    @PermitAll
    @Refuses({"offering-not-found", "token-invalid"})
    @Operation(
            operationId = "getOfferingQualityReport",
            summary = "See what would make an offering more useful",
            description = "A score of 100 less the weight of each finding, and how to mend each.")
    public Uni<QualityReports.QualityReport> qualityReport(UUID id) {
        return catalogue.get(id, current.get()).map(offering -> quality.of(offering, now(), request.language()));
    }

    @POST
    @Path("/{id}/suspensions")
    @RolesAllowed({Roles.AUTHORITY, Roles.SYSADMIN})
    @Cancellable(false)
    @IdempotencyKey(required = false)
    @DryRunnable
    @Refuses({"offering-not-found", "offering-transition-not-allowed", "province-only"})
    @Operation(
            operationId = "suspendOffering",
            summary = "Hide an offering from the public",
            description = "For the provincial authority and administrators. It stays hidden until it is reinstated,"
                    + " also when its provider retires it and declares it again.")
    @APIResponse(
            responseCode = "200",
            description = "The offering, suspended.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OfferingView.class)))
    public Uni<RestResponse<RenderedOffering>> suspend(UUID id, @NotNull @Valid Reason reason) {
        return move(id, OfferingTransition.SUSPEND, reason);
    }

    @POST
    @Path("/{id}/reinstatements")
    @RolesAllowed({Roles.AUTHORITY, Roles.SYSADMIN})
    @Cancellable(false)
    @IdempotencyKey(required = false)
    @DryRunnable
    @Refuses({"offering-not-found", "offering-transition-not-allowed", "province-only"})
    @Operation(
            operationId = "reinstateOffering",
            summary = "Show a suspended offering again",
            description = "For the provincial authority and administrators.")
    @APIResponse(
            responseCode = "200",
            description = "The offering, published.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OfferingView.class)))
    public Uni<RestResponse<RenderedOffering>> reinstate(UUID id, @NotNull @Valid Reason reason) {
        return move(id, OfferingTransition.REINSTATE, reason);
    }

    private Uni<RestResponse<RenderedOffering>> move(UUID id, OfferingTransition move, Reason reason) {
        Actor actor = current.get();
        return once.reply(catalogue.move(actor, id, move, reason.reason()), offering -> {
            List<String> actions = OfferingActions.of(offering, actor, false);
            return Reply.ok(OfferingView.rendered(offering, actions, now()))
                    .tagged(OfferingView.tag(offering, actions, now()));
        });
    }

    private Instant now() {
        return clock.instant();
    }

    /** Why an authority does something; it is kept on record and told to the provider. */
    @Schema(name = "Reason", description = "Why an authority does something.")
    public record Reason(
            @Schema(description = "Kept on record and told to the provider.", examples = "安全事件调查期间暂停展示")
            @NotBlank
            @Size(max = 2_000)
            String reason) {}
}
