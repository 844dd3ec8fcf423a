package cn.dengyun.sheet.rest;

import cn.dengyun.files.ContentBody;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import cn.dengyun.sheet.NewSheetExport;
import cn.dengyun.sheet.SheetExportService;
import cn.dengyun.sheet.SheetExportService.Status;
import cn.dengyun.sheet.SheetKinds;
import io.smallrye.mutiny.Uni;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Files of what is on record: asked for, and fetched when they are written. */
@Path(SheetExportResource.PATH)
@Tag(name = "Sheets")
public class SheetExportResource {

    static final String PATH = "/api/v1/sheet-exports";

    private final SheetExportService exports;
    private final SheetKinds kinds;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts request;

    SheetExportResource(
            SheetExportService exports, SheetKinds kinds, Once once, CurrentActor current, RequestFacts request) {
        this.exports = exports;
        this.kinds = kinds;
        this.once = once;
        this.current = current;
        this.request = request;
    }

    @POST
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {
                "activity-not-found",
                "annual-plan-not-found",
                "forbidden",
                "provider-not-found",
                "provider-not-yours",
                "sheet-kind-not-found"
            },
            defects = {"required", "sheet-target-surplus"})
    @Operation(
            operationId = "createSheetExport",
            summary = "Ask for a file of what is on record",
            description =
                    "In the columns of its kind, so that it can be changed and sent as an import; sent as it is, it"
                            + " changes nothing. It is written afterwards, and can be had for 30 days by the person who asked. For"
                            + " people.")
    @APIResponse(
            responseCode = "202",
            description = "It is being written; follow it at Location",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SheetExportView.class)))
    public Uni<RestResponse<SheetExportView>> create(@NotNull @Valid NewSheetExport wanted) {
        Actor actor = current.get();
        Language language = request.language();
        return once.reply(
                exports.request(actor, wanted, language),
                status -> Reply.accepted(
                        view(status, actor, language),
                        PATH + "/" + status.sheet().id()));
    }

    @GET
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Operation(
            operationId = "listSheetExports",
            summary = "Files that the caller asked for, newest first",
            description = "Auditors and system administrators see those of all. For people.")
    public Uni<RestResponse<Page<SheetExportView>>> list(
            @RestQuery @Size(max = 2_000) @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo uri) {
        Actor actor = current.get();
        Language language = request.language();
        return exports.page(actor, cursor, limit)
                .map(page -> PageLinks.respond(page.map(status -> view(status, actor, language)), uri));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses({"sheet-export-not-found"})
    @Operation(operationId = "getSheetExport", summary = "See how far a file of what is on record has come")
    public Uni<SheetExportView> get(@RestPath UUID id) {
        Actor actor = current.get();
        Language language = request.language();
        return exports.find(actor, id).map(status -> view(status, actor, language));
    }

    @GET
    @Path("/{id}/file")
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Caching(Caching.NEVER)
    @Refuses({"attachment-store-unavailable", "kept-file-gone", "sheet-export-not-found", "sheet-not-finished"})
    @Operation(
            operationId = "getSheetExportFile",
            summary = "The file of what is on record",
            description = "For the person who asked for it. No cell is a formula.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            headers = {@Header(name = HttpHeaders.CONTENT_DISPOSITION)},
            content =
                    @Content(
                            mediaType = "*/*",
                            schema = @Schema(type = SchemaType.STRING, format = "binary", maxLength = 268_435_456)))
    public Uni<RestResponse<ContentBody>> file(@RestPath UUID id) {
        return exports.file(current.get(), id).map(SheetImportResource::download);
    }

    private SheetExportView view(Status status, Actor actor, Language language) {
        return SheetExportView.of(status, kinds.get(status.sheet().kind()), actor, language);
    }
}
