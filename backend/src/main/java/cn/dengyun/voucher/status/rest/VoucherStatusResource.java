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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** How a voucher stands, for phones that ask all day. */
@Path("/api/v1/vouchers/{id}/status")
@Tag(name = "Voucher status")
@RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
public class VoucherStatusResource {

    private final StatusService vouchers;
    private final CurrentActor current;

    VoucherStatusResource(StatusService vouchers, CurrentActor current) {
        this.vouchers = vouchers;
        this.current = current;
    }

    @GET
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Caching(Caching.ASK_AGAIN)
    @Refuses({"voucher-not-found"})
    @Operation(
            operationId = "getVoucherStatus",
            summary = "How a voucher stands",
            description = "Made to be asked often: send the ETag as `If-None-Match`. It changes with every change of"
                    + " the voucher, and when the status changes by the clock alone. For the enterprise, the"
                    + " authorities of its region, finance and auditors.")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<VoucherStandingView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return vouchers.find(current.get(), id)
                .map(found -> VoucherStandingView.respond(found, vouchers.now(), ifNoneMatch));
    }
}
