package cn.dengyun.voucher.casefile.rest;

import cn.dengyun.files.ContentBody;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.casefile.CaseFileService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Case files with the bytes of their documents. */
@Path("/api/v1/vouchers/{id}/case-file.zip")
@Tag(name = "Vouchers")
public class CaseArchiveResource {

    private static final String ZIP = "application/zip";

    private final CaseFileService cases;
    private final CurrentActor current;

    CaseArchiveResource(CaseFileService cases, CurrentActor current) {
        this.cases = cases;
        this.current = current;
    }

    @GET
    @RolesAllowed(Roles.AUDITOR)
    @Produces(ZIP)
    @Caching(Caching.NEVER)
    @Refuses({"attachment-store-unavailable", "voucher-not-found"})
    @Operation(
            operationId = "getVoucherCaseFileArchive",
            summary = "The same with the bytes of its documents, for auditors",
            description = "A ZIP archive in which every byte follows from the manifest: the manifest, the sections, the"
                    + " documents, those that were replaced or withdrawn too. `CaseVerifier.java` verifies it without"
                    + " the platform, with the keys of `getVoucherKeys`; keep them with the archive.")
    @APIResponse(
            responseCode = "200",
            description = "The archive",
            headers = {@Header(name = HttpHeaders.CONTENT_DISPOSITION)},
            content =
                    @Content(
                            mediaType = ZIP,
                            schema = @Schema(type = SchemaType.STRING, format = "binary", maxLength = 2_147_483_647)))
    public Uni<RestResponse<ContentBody>> get(@RestPath UUID id) {
        return cases.archive(current.get(), id)
                .map(body -> RestResponse.ResponseBuilder.ok(body)
                        .header(HttpHeaders.CONTENT_TYPE, ZIP)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"case-" + id + ".zip\"")
                        .build());
    }
}
