package cn.dengyun.programme.rest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.programme.ProgrammeForms;
import cn.dengyun.programme.ProgrammeService;
import cn.dengyun.programme.domain.ProgrammeKind;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.RegionCode;
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
import jakarta.ws.rs.core.MediaType;
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

/** Programmes: made by the authority whose money it is, public from their announcement on. */
@Path("/api/v1/programmes")
@Tag(name = "Programmes")
public class ProgrammeResource {

    private final ProgrammeService programmes;
    private final ProgrammeViews views;
    private final Once once;
    private final CurrentActor current;

    ProgrammeResource(ProgrammeService programmes, ProgrammeViews views, Once once, CurrentActor current) {
        this.programmes = programmes;
        this.views = views;
        this.once = once;
        this.current = current;
    }

    @POST
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"forbidden"})
    @Operation(
            operationId = "createProgramme",
            summary = "Begin a programme",
            description = "A draft of the caller's own region and level, with an empty pool of money. It becomes"
                    + " public by its announcement.")
    @APIResponse(
            responseCode = "201",
            description = "Begun",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProgrammeView.class)))
    public Uni<RestResponse<ProgrammeView>> create(@NotNull @Valid ProgrammeForms.NewProgramme request) {
        Actor actor = current.get();
        return once.reply(programmes.create(actor, request), made -> views.created(made, actor));
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listProgrammes",
            summary = "Programmes, newest first",
            description = "Public ones; its owner, finance and auditors also see those that are not announced yet.")
    public Uni<RestResponse<Page<ProgrammeView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there now") ProgrammeStatus status,
            @RestQuery @Min(2018) @Max(2100) @Parameter(description = "Only those of this year") Integer fiscalYear,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those whose owner's region it is", example = "340000")
                    String regionCode,
            @RestQuery @Parameter(description = "Only those that pay in this way") ProgrammeKind kind,
            @RestQuery @Size(max = 100) @Parameter(description = "Only those with this in their name", example = "云服务券")
                    String q,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return programmes
                .list(
                        actor,
                        status,
                        fiscalYear,
                        regionCode == null ? null : List.of(regionCode),
                        kind,
                        q,
                        cursor,
                        limit)
                .map(page -> PageLinks.respond(page.map(found -> views.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"programme-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "getProgramme",
            summary = "A programme",
            description = "Its status is that of this moment, by the server's clock.")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<ProgrammeView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return programmes
                .find(actor, id)
                .map(found -> EntityTags.respond(views.of(found, actor), programmes.tag(found, actor), ifNoneMatch));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @Consumes(MergePatch.MEDIA_TYPE)
    @IfMatch
    @Refuses({"programme-not-found", "programme-not-yours", "programme-transition-not-allowed"})
    @Operation(
            operationId = "updateProgramme",
            summary = "Change names and summaries of a programme",
            description = "By its owner, before it is approved.")
    public Uni<RestResponse<ProgrammeView>> edit(
            @RestPath UUID id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MergePatch.MEDIA_TYPE,
                                            schema = @Schema(implementation = ProgrammePatch.class)))
                    JsonNode patch) {
        Actor actor = current.get();
        return once.reply(programmes.edit(actor, id, once.precondition(), patch), changed -> views.ok(changed, actor));
    }
}
