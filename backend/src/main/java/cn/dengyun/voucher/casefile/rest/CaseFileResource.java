package cn.dengyun.voucher.casefile.rest;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.casefile.CaseFile;
import cn.dengyun.voucher.casefile.CaseFileService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Everything on the case of a voucher. */
@Path("/api/v1/vouchers/{id}/case-file")
@Tag(name = "Vouchers")
public class CaseFileResource {

    private final CaseFileService cases;
    private final CurrentActor current;

    CaseFileResource(CaseFileService cases, CurrentActor current) {
        this.cases = cases;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Produces(MediaType.APPLICATION_JSON)
    @Caching(Caching.NEVER)
    @Refuses({"case-file-too-large", "voucher-not-found"})
    @Operation(
            operationId = "getVoucherCaseFile",
            summary = "Everything on the case of a voucher, with a signed manifest",
            description =
                    "For its enterprise, the authorities that oversee it, finance and auditors: the application and"
                            + " its documents with their hashes, rule results, reviews, notice and objections, holds,"
                            + " captures, refunds and ledger entries, as they were at one moment. Finance sees all that it pays"
                            + " for; documents for reviewers alone are masked for others.")
    @APIResponse(
            responseCode = "200",
            description = "As canonical JSON (RFC 8785)",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CaseFileView.class)))
    public Uni<Response> get(@RestPath UUID id) {
        return cases.export(current.get(), id)
                .map(CaseFile::json)
                .map(json -> Response.ok(json, MediaType.APPLICATION_JSON).build());
    }
}
