package cn.dengyun.sheet.rest;

import cn.dengyun.files.ContentBody;
import cn.dengyun.files.KeptFiles;
import cn.dengyun.platform.form.CsvTable;
import cn.dengyun.platform.form.XlsxOutput;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.job.ProgressWatch;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.operation.CurrentOperation;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.sheet.SheetOutcome;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import cn.dengyun.sheet.SheetImportService;
import cn.dengyun.sheet.SheetImportService.Status;
import cn.dengyun.sheet.SheetImportService.Upload;
import cn.dengyun.sheet.SheetImportService.Wanted;
import cn.dengyun.sheet.SheetKinds;
import cn.dengyun.sheet.SheetResults;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Files of rows: sent, followed, and fetched with what became of each row. */
@Path(SheetImportResource.PATH)
@Tag(name = "Sheets")
public class SheetImportResource {

    static final String PATH = "/api/v1/sheet-imports";

    private static final String NDJSON = "application/x-ndjson";

    private final SheetImportService imports;
    private final SheetKinds kinds;
    private final SheetResults results;
    private final CurrentOperation operation;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts request;
    private final Clock clock;

    SheetImportResource(
            SheetImportService imports,
            SheetKinds kinds,
            SheetResults results,
            CurrentOperation operation,
            Once once,
            CurrentActor current,
            RequestFacts request,
            Clock clock) {
        this.imports = imports;
        this.kinds = kinds;
        this.results = results;
        this.operation = operation;
        this.once = once;
        this.current = current;
        this.request = request;
        this.clock = clock;
    }

    @POST
    @Consumes({CsvTable.MEDIA_TYPE, XlsxOutput.MEDIA_TYPE})
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.SYSADMIN})
    @Blocking
    @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {
                "activity-not-found",
                "annual-plan-not-found",
                "attachment-store-unavailable",
                "body-too-large",
                "forbidden",
                "not-yours",
                "overloaded",
                "provider-disqualified",
                "provider-not-found",
                "provider-not-yours",
                "provider-suspended",
                "provider-unqualified",
                "row-quota-exceeded",
                "sheet-kind-not-found",
                "transition-not-allowed",
                "unsupported-media-type",
                "upload-interrupted",
                "viewer-may-only-read"
            },
            defects = {
                "attachment-name-unsound",
                "csv-column-missing",
                "csv-column-unfit",
                "csv-empty",
                "csv-unreadable",
                "required",
                "sheet-charset-mixed",
                "sheet-charset-unknown",
                "sheet-empty",
                "sheet-header-missing",
                "sheet-not-plain",
                "sheet-old-format",
                "sheet-target-surplus",
                "sheet-too-large-inside",
                "sheet-too-many-columns",
                "sheet-too-many-rows",
                "sheet-unreadable",
                "sheet-with-macros"
            })
    @Operation(
            operationId = "createSheetImport",
            summary = "Send a file of rows",
            description = "XLSX, or CSV in UTF-8 or GB18030, 32 MiB and 200,000 rows at most; what it is, its bytes"
                    + " say. Of a workbook the first visible sheet is read. The header is among the first 20 lines, with"
                    + " either title of each column, in any order; columns that the kind does not know are left alone."
                    + " The answer comes when the file can be read and is safely stored; rows are carried out"
                    + " afterwards, each for itself: one that is refused harms no other. A cell that is empty changes"
                    + " nothing of what is on record. For people.")
    @RequestBody(
            required = true,
            description = "The file",
            content = {
                @Content(
                        mediaType = CsvTable.MEDIA_TYPE,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        format = "binary",
                                        maxLength = 33_554_432,
                                        examples = "服务编号,服务类型,名称\necs,IAAS,弹性云服务器\n")),
                @Content(
                        mediaType = XlsxOutput.MEDIA_TYPE,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        format = "binary",
                                        maxLength = 33_554_432,
                                        description = "The bytes of a workbook, which begin with PK",
                                        examples = "PK"))
            })
    @APIResponse(
            responseCode = "202",
            description = "The file is stored; follow the import at Location",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SheetImportView.class)))
    public RestResponse<SheetImportView> create(
            @RestQuery @NotNull @Size(max = 40) @Parameter(description = "The kind of sheet", example = "CATALOGUE")
                    String kind,
            @RestQuery @Parameter(description = "What the rows belong to, where the kind has such") UUID targetId,
            @RestQuery @Size(max = 200) @Parameter(description = "The name of the file", example = "云服务目录.xlsx")
                    String fileName,
            @RestQuery @DefaultValue("false") @Parameter(description = "Only find out what would become of the rows")
                    boolean validateOnly,
            @Parameter(hidden = true) @RestHeader(HttpHeaders.CONTENT_ENCODING) String encoding,
            InputStream body) {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Rejection.of(Rejection.Kind.UNSUPPORTED, "unsupported-media-type", "Content-Encoding: identity");
        }
        Actor actor = current.get();
        Language language = request.language();
        Wanted wanted = new Wanted(kind, targetId, fileName, validateOnly, language);
        try (Upload upload = imports.receive(actor, wanted, body)) {
            operation.read(upload.sha256());
            return WorkerThread.await(once.reply(
                    imports.make(actor, upload),
                    status -> Reply.accepted(
                            view(status, actor, language),
                            PATH + "/" + status.sheet().id())));
        }
    }

    @GET
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Operation(
            operationId = "listSheetImports",
            summary = "Files of rows that were sent, newest first",
            description = "Those of the caller's organisation; auditors and system administrators see all. For people.")
    public Uni<RestResponse<Page<SheetImportView>>> list(
            @RestQuery @Size(max = 40) @Parameter(description = "Only of this kind", example = "CATALOGUE") String kind,
            @RestQuery @Size(max = 2_000) @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo uri) {
        Actor actor = current.get();
        Language language = request.language();
        return imports.page(actor, kind, cursor, limit)
                .map(page -> PageLinks.respond(page.map(status -> view(status, actor, language)), uri));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses({"sheet-import-not-found"})
    @Operation(operationId = "getSheetImport", summary = "See how far a file of rows has come")
    public Uni<SheetImportView> get(@RestPath UUID id) {
        Actor actor = current.get();
        Language language = request.language();
        return imports.find(actor, id).map(status -> view(status, actor, language));
    }

    @GET
    @Path("/{id}/progress")
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Refuses({"sheet-import-not-found"})
    @Operation(
            operationId = "watchSheetImport",
            summary = "Watch a file of rows as server-sent events",
            description = "The import twice a second, until it has ended; each event is a SheetImport.")
    @Blocking
    public Multi<SheetImportView> watch(@RestPath UUID id) {
        Actor actor = current.get();
        Language language = request.language();
        Status first = WorkerThread.await(imports.find(actor, id));
        return ProgressWatch.until(status -> status.job().state().isFinal(), first, () -> imports.find(actor, id))
                .map(status -> view(status, actor, language));
    }

    @GET
    @Path("/{id}/results")
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Produces(NDJSON)
    @Refuses({"not-yours", "sheet-import-not-found"})
    @Operation(
            operationId = "listSheetImportResults",
            summary = "Read what became of each row",
            description = "NDJSON, one SheetImportResult a line, in the order of the rows. While the import runs, the"
                    + " results so far. Where rows name people, for the organisation alone that has sent them.")
    @APIResponse(
            responseCode = "200",
            description = "One SheetImportResult a line",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = SheetResults.ResultView.class)))
    public Multi<byte[]> results(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "Only results of this outcome") SheetOutcome outcome) {
        Language language = request.language();
        return imports.read(current.get(), id)
                .onItem()
                .transformToMulti(status -> results.render(id, outcome, language));
    }

    @GET
    @Path("/{id}/file")
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Caching(Caching.NEVER)
    @Refuses({
        "attachment-store-unavailable",
        "kept-file-gone",
        "not-yours",
        "sheet-import-not-found",
        "sheet-not-finished"
    })
    @Operation(
            operationId = "getSheetImportFile",
            summary = "The file that goes back",
            description = "The rows as they were sent, each where it was, in the form and the encoding in which they"
                    + " came, with result, reason and remedy behind them. No cell is a formula; other sheets are not in"
                    + " it. It can be had for 30 days. Sent again, it changes nothing. Where rows name people, for the"
                    + " organisation alone that has sent them.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            headers = {@Header(name = HttpHeaders.CONTENT_DISPOSITION)},
            content =
                    @Content(
                            mediaType = "*/*",
                            schema = @Schema(type = SchemaType.STRING, format = "binary", maxLength = 268_435_456)))
    public Uni<RestResponse<ContentBody>> file(@RestPath UUID id) {
        return imports.result(current.get(), id).map(SheetImportResource::download);
    }

    static RestResponse<ContentBody> download(SheetImportService.ResultFile file) {
        return RestResponse.ResponseBuilder.ok(file.body())
                .header(HttpHeaders.CONTENT_TYPE, file.format().mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, KeptFiles.disposition(file.name()))
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    @POST
    @Path("/{id}/cancellations")
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.SYSADMIN})
    @Cancellable(false)
    @Refuses({"job-already-finished", "not-yours", "sheet-import-not-found"})
    @Operation(
            operationId = "cancelSheetImport",
            summary = "Cancel a file of rows",
            description = "What is carried out stays; the rest never happens.")
    public Uni<RestResponse<SheetImportView>> cancel(@RestPath UUID id) {
        Actor actor = current.get();
        Language language = request.language();
        return once.ok(imports.cancel(actor, id), status -> view(status, actor, language));
    }

    private SheetImportView view(Status status, Actor actor, Language language) {
        return SheetImportView.of(status, kinds.get(status.sheet().kind()), actor, clock.instant(), language);
    }
}
