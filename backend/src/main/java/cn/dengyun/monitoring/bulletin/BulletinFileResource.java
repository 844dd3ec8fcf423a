package cn.dengyun.monitoring.bulletin;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Bulletins as files: figures, charts, and the page to read and print. */
@Path(BulletinResource.PATH)
@Tag(name = "Bulletins")
class BulletinFileResource {

    private static final String CSV = "text/csv";
    private static final String HTML = "text/html";
    private static final String JSON = "application/json";
    private static final String PDF = "application/pdf";
    private static final String SVG = "image/svg+xml";
    private static final String SUFFIX = ".svg";
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private final BulletinService bulletins;
    private final BulletinFiles files;
    private final CurrentActor current;

    BulletinFileResource(BulletinService bulletins, BulletinFiles files, CurrentActor current) {
        this.bulletins = bulletins;
        this.files = files;
        this.current = current;
    }

    @GET
    @Path("/{id}/figures.json")
    @PermitAll
    @Produces(JSON)
    @Caching(Caching.ASK_AGAIN)
    @Refuses({"bulletin-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getBulletinFigures", summary = "The figures of a bulletin")
    @APIResponse(
            responseCode = "200",
            description = "The figures; the same bytes for ever",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = BulletinFigures.class)))
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<String>> figures(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return answer(id, bulletins::figures, ifNoneMatch);
    }

    @GET
    @Path("/{id}/figures.csv")
    @PermitAll
    @Produces(CSV)
    @Caching(Caching.ASK_AGAIN)
    @Refuses({"bulletin-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getBulletinTable", summary = "The figures of a bulletin as a table")
    @APIResponse(
            responseCode = "200",
            description = "CSV in UTF-8 with its mark: a line for each indicator and region",
            content =
                    @Content(
                            mediaType = CSV,
                            schema = @Schema(implementation = String.class, examples = "indicator,regionCode,value")))
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<String>> table(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return answer(id, files::table, ifNoneMatch);
    }

    @GET
    @Path("/{id}/charts/{chart}")
    @PermitAll
    @Produces(SVG)
    @Caching(Caching.ASK_AGAIN)
    @Refuses({"bulletin-chart-not-found", "bulletin-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getBulletinChart", summary = "The units of one indicator as a chart")
    @APIResponse(
            responseCode = "200",
            description = "An image 360 wide, whose texts are texts",
            content =
                    @Content(
                            mediaType = SVG,
                            schema = @Schema(implementation = String.class, examples = "<svg></svg>")))
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<String>> chart(
            @RestPath UUID id,
            @RestPath
                    @Pattern(regexp = "^[A-Z0-9_]{1,100}\\.svg$")
                    @Parameter(
                            description = "Code of an indicator of the bulletin, and `.svg`",
                            example = "CLOUD_ENTERPRISES.svg")
                    String chart,
            @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        String indicator = chart.substring(0, chart.length() - SUFFIX.length());
        return answer(
                id,
                found -> files.chart(found, indicator)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Rejection.notFound("bulletin-chart-not-found", indicator)),
                ifNoneMatch);
    }

    @GET
    @Path("/{id}/page")
    @PermitAll
    @Produces(HTML)
    @Caching(Caching.ASK_AGAIN)
    @Refuses({"bulletin-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getBulletinPage", summary = "A bulletin as a page to read and to print")
    @APIResponse(
            responseCode = "200",
            description = "The page, in Chinese, with nothing in it that runs",
            content =
                    @Content(
                            mediaType = HTML,
                            schema = @Schema(implementation = String.class, examples = "<html></html>")))
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<String>> page(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return answer(id, files::page, ifNoneMatch);
    }

    @GET
    @Path("/{id}/page.pdf")
    @PermitAll
    @Produces(PDF)
    @Caching(Caching.ASK_AGAIN)
    @Refuses({"bulletin-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "getBulletinPdf",
            summary = "The page of a bulletin as PDF",
            description =
                    "In Chinese, with its own font and numbered pages, to be kept (PDF/A-2u). The same bulletin makes"
                            + " the same bytes.")
    @APIResponse(
            responseCode = "200",
            description = "The PDF",
            headers = {@Header(name = HttpHeaders.CONTENT_DISPOSITION)},
            content =
                    @Content(
                            mediaType = PDF,
                            schema =
                                    @Schema(
                                            implementation = String.class,
                                            format = "binary",
                                            examples = "JVBERi0xLjcK")))
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<byte[]>> pdf(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return bulletins
                .find(current.get(), id)
                .chain(found -> files.pdf(found)
                        .map(file -> RestResponse.ResponseBuilder.fromResponse(
                                        EntityTags.respond(file, EntityTags.ofContent(file), ifNoneMatch))
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        "inline; filename=\"bulletin-" + found.from() + "-" + found.to() + ".pdf\"")
                                .build()));
    }

    private Uni<RestResponse<String>> answer(UUID id, Function<Bulletin, Uni<String>> file, String ifNoneMatch) {
        return bulletins
                .find(current.get(), id)
                .chain(file::apply)
                .map(text -> RestResponse.ResponseBuilder.fromResponse(
                                EntityTags.respond(text, EntityTags.ofContent(text), ifNoneMatch))
                        .header("Content-Security-Policy", POLICY)
                        .build());
    }
}
