package cn.dengyun.voucher.status.rest;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.status.StatusService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The same by the code that is printed on it. */
@Path("/api/v1/voucher-statuses/{code}")
@Tag(name = "Voucher status")
@RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
public class VoucherCodeResource {

    private final StatusService vouchers;
    private final CurrentActor current;

    VoucherCodeResource(StatusService vouchers, CurrentActor current) {
        this.vouchers = vouchers;
        this.current = current;
    }

    @GET
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Caching(Caching.ASK_AGAIN)
    @Refuses({"voucher-not-found"})
    @Operation(
            operationId = "getVoucherStatusByCode",
            summary = "How the voucher with a code stands",
            description = "The same by the code, as people type it: lower case, without hyphens, `O` for 0, `I` and"
                    + " `L` for 1.")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<VoucherStandingView>> getByCode(
            @RestPath @Parameter(description = "The code of the voucher", example = "DY4K-7M2P-9QXT-8") String code,
            @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return vouchers.find(current.get(), code)
                .map(found -> VoucherStandingView.respond(found, vouchers.now(), ifNoneMatch));
    }
}
