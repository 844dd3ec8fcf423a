package cn.dengyun.sheet.rest;

import cn.dengyun.files.ContentBody;
import cn.dengyun.files.KeptFiles;
import cn.dengyun.platform.form.XlsxOutput;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.platform.sheet.TemplateBook;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import cn.dengyun.sheet.SheetKinds;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Which kinds of sheets there are, and an empty one of each. */
@Path("/api/v1/sheet-kinds")
@Tag(
        name = "Sheets",
        description = "Tables that people keep in spreadsheets: a file of rows comes, and goes back with what became of"
                + " each row, why, and what to do. Sending it again changes nothing.")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
public class SheetKindResource {

    private final SheetKinds kinds;
    private final CurrentActor current;
    private final RequestFacts request;
    private final Vertx vertx;

    SheetKindResource(SheetKinds kinds, CurrentActor current, RequestFacts request, Vertx vertx) {
        this.kinds = kinds;
        this.current = current;
        this.request = request;
        this.vertx = vertx;
    }

    @GET
    @Operation(
            operationId = "listSheetKinds",
            summary = "The kinds of sheets that there are, with their columns",
            description = "For people. `availableActions` says what the caller may do with each.")
    public SheetKindView.SheetKindsView list() {
        Actor actor = current.get();
        Language language = request.language();
        return new SheetKindView.SheetKindsView(kinds.all().stream()
                .map(kind -> SheetKindView.of(kind, actor, language))
                .toList());
    }

    @GET
    @Path("/{kind}/template")
    @Produces(XlsxOutput.MEDIA_TYPE)
    @Caching(Caching.NEVER)
    @Refuses({"sheet-kind-not-found"})
    @Operation(
            operationId = "getSheetTemplate",
            summary = "An empty workbook of a kind",
            description = "Its header in the language of the caller, lists to choose from, and a sheet that says what"
                    + " belongs in which column. For people.")
    @APIResponse(
            responseCode = "200",
            description = "The workbook",
            headers = {@Header(name = HttpHeaders.CONTENT_DISPOSITION)},
            content =
                    @Content(
                            mediaType = XlsxOutput.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.STRING, format = "binary", maxLength = 16_777_216)))
    public Uni<RestResponse<ContentBody>> template(
            @RestPath @Parameter(description = "Its code", example = "CATALOGUE") String kind) {
        SheetKind found = kinds.get(kind);
        Language language = request.language();
        return vertx.executeBlocking(() -> TemplateBook.write(found, language), false)
                .map(file -> RestResponse.ResponseBuilder.ok(ContentBody.of(file))
                        .header(HttpHeaders.CONTENT_TYPE, XlsxOutput.MEDIA_TYPE)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                KeptFiles.disposition(found.title().in(language) + ".xlsx"))
                        .build());
    }
}
