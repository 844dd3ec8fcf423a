package cn.dengyun.adoption.record;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What providers say in bulk, and what counties accept of it. */
@Path(AdoptionImportResource.PATH)
@Tag(name = "Adoption")
@Cancellable(false)
class AdoptionImportResource {

    static final String PATH = "/api/v1/adoption-imports";

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final String EXAMPLE = "{\"creditCode\":\"91340100MA2N0AAA01\",\"name\":\"合肥示范制造有限公司\","
            + "\"regionCode\":\"340123\",\"categoryCode\":\"S-4\",\"contractNumber\":\"HT20180042\","
            + "\"signedOn\":\"2018-06-01\",\"startsOn\":\"2018-06-10\"}\n";
    private static final String TABLE = "creditCode,name,regionCode,categoryCode,contractNumber,signedOn,startsOn\n"
            + "91340100MA2N0AAA01,合肥示范制造有限公司,340123,S-4,HT20180042,2018-06-01,2018-06-10\n";

    private final AdoptionImportService imports;
    private final AdoptionBatchService batches;
    private final AdoptionResults results;
    private final ReferenceService reference;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    AdoptionImportResource(
            AdoptionImportService imports,
            AdoptionBatchService batches,
            AdoptionResults results,
            ReferenceService reference,
            Once once,
            CurrentActor current,
            RequestFacts facts) {
        this.imports = imports;
        this.batches = batches;
        this.results = results;
        this.reference = reference;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @POST
    @Consumes({NDJSON, CSV})
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ADOPTION_WRITE)
    @Blocking
    @IdempotencyKey
    @Refuses(
            value = {
                "gzip-broken",
                "import-too-long",
                "provider-disqualified",
                "provider-not-found",
                "provider-suspended",
                "provider-unqualified",
                "row-quota-exceeded",
                "unsupported-media-type"
            },
            defects = {"csv-column-missing", "csv-column-unfit", "csv-empty", "csv-unreadable"})
    @Operation(
            operationId = "createAdoptionImport",
            summary = "Say which enterprises use the provider's services, one contract a line",
            description =
                    "Up to 1,000,000 lines and 1 GiB, plain or gzip (`Content-Encoding: gzip`), as NDJSON, each line"
                            + " an AdoptionLine, or as CSV with a header of the same fields or their Chinese names, in UTF-8 or"
                            + " in the `charset` of its type (GB18030). The answer comes when the last line is safely stored; the"
                            + " work goes on afterwards and survives crashes. One bad line never harms the others: every line gets"
                            + " a result. What was said before changes nothing. Enterprises on the platform are told and may"
                            + " object; each county gets its part as a batch with a sample that was drawn. A line that says how"
                            + " something that counts is used now (`endsOn`, `lastUsedOn`, `devices`) is judged like a new one,"
                            + " and the old counts meanwhile. Repeating a request with its Idempotency-Key returns the same"
                            + " import, or begins an interrupted one anew; other lines than came with the key before are refused."
                            + " People who keep the list in a spreadsheet send it as the sheet `ADOPTIONS` (`createSheetImport`).")
    @RequestBody(
            required = true,
            description = "One AdoptionLine a line, or a table with a header.",
            content = {
                @Content(
                        mediaType = NDJSON,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        maxLength = 1_073_741_824,
                                        extensions = @Extension(name = "x-item-schema", value = "AdoptionLine"),
                                        examples = EXAMPLE)),
                @Content(
                        mediaType = CSV,
                        schema = @Schema(type = SchemaType.STRING, maxLength = 1_073_741_824, examples = TABLE))
            })
    @APIResponse(
            responseCode = "202",
            description = "All lines are stored; follow the import at Location.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AdoptionImportView.class)))
    public RestResponse<AdoptionImportView> create(
            @QueryParam("validateOnly") @DefaultValue("false") boolean validateOnly,
            @HeaderParam("Idempotency-Key") String key,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            InputStream body) {
        AdoptionImportService.Received received = imports.receive(
                current.get(),
                validateOnly,
                key,
                new AdoptionImportService.Body(body, isGzip(encoding), charset(type)));
        AdoptionImportView view = AdoptionImportView.of(received.status());
        RestResponse.ResponseBuilder<AdoptionImportView> response = RestResponse.ResponseBuilder.create(
                        RestResponse.Status.ACCEPTED, view)
                .location(URI.create(PATH + "/" + view.id()));
        if (received.isReplay()) {
            response.header("Idempotent-Replayed", "true");
        }
        return response.build();
    }

    private static boolean isGzip(String encoding) {
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw Rejection.of(Rejection.Kind.UNSUPPORTED, "unsupported-media-type", "Content-Encoding: gzip");
        }
        return true;
    }

    /** Null for lines of JSON. A table is UTF-8 or GB18030, under the names that spreadsheets give that. */
    private static Charset charset(String type) {
        MediaType said = type == null ? MediaType.valueOf(NDJSON) : MediaType.valueOf(type);
        if (!said.isCompatible(MediaType.valueOf(CSV))) {
            return null;
        }
        String name = said.getParameters().getOrDefault("charset", "UTF-8").toUpperCase(Locale.ROOT);
        return switch (name) {
            case "UTF-8", "UTF8" -> StandardCharsets.UTF_8;
            case "GB18030", "GBK", "GB2312" -> Charset.forName("GB18030");
            default ->
                throw Rejection.of(
                        Rejection.Kind.UNSUPPORTED,
                        "unsupported-media-type",
                        "text/csv; charset=UTF-8, text/csv; charset=GB18030");
        };
    }

    @GET
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @RequiredScope(ClientScope.ADOPTION_READ)
    @Operation(
            operationId = "listAdoptionImports",
            summary = "Imports, newest first",
            description = "A provider sees its own, an authority those of which something is in its region.")
    public Uni<RestResponse<Page<AdoptionImportView>>> list(
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return imports.list(current.get(), cursor, limit)
                .map(page -> PageLinks.respond(page.map(AdoptionImportView::of), request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @RequiredScope(ClientScope.ADOPTION_READ)
    @Refuses({"adoption-import-not-found"})
    @Operation(operationId = "getAdoptionImport", summary = "See how far an import has come")
    public Uni<AdoptionImportView> get(@RestPath UUID id) {
        return imports.get(id, current.get()).map(AdoptionImportView::of);
    }

    @GET
    @Path("/{id}/results")
    @RolesAllowed({Roles.PROVIDER, Roles.AUDITOR, Roles.SYSADMIN})
    @RequiredScope(ClientScope.ADOPTION_READ)
    @Produces(NDJSON)
    @Refuses({"adoption-import-not-found"})
    @Operation(
            operationId = "listAdoptionImportResults",
            summary = "Read what became of each line",
            description =
                    "NDJSON, one AdoptionImportResult a line, in the order of the lines. While the import runs, the"
                            + " results so far.")
    @APIResponse(
            responseCode = "200",
            description = "One AdoptionImportResult a line.",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = AdoptionResults.ResultView.class)))
    public Multi<byte[]> results(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "Only results of this outcome") AdoptionOutcome outcome) {
        Language language = facts.language();
        return imports.get(id, current.get()).onItem().transformToMulti(found -> results.render(id, outcome, language));
    }

    @POST
    @Path("/{id}/acceptances")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "adoption-batch-not-found",
        "adoption-batch-of-county",
        "adoption-sample-failed",
        "adoption-sample-open",
        "four-eyes-required",
        "not-yours",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "acceptAdoptionImport",
            summary = "Accept a county's part of an import",
            description =
                    "For the county, and for those above it when it has looked at everything, or its time is over."
                            + " Everything that was drawn was looked at, by others than who accepts, and no more of it is"
                            + " unconfirmed than the rule lets pass;"
                            + " what is does not count. The rest counts when its enterprises have not objected in time.")
    public Uni<RestResponse<AdoptionBatchView>> accept(@RestPath UUID id, @NotNull @Valid NewBatchAcceptance said) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.ok(
                batches.accept(actor, id, said),
                after -> AdoptionBatchView.of(after, actor, reference, language, batches.now()));
    }
}
