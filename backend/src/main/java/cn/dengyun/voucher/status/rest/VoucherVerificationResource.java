package cn.dengyun.voucher.status.rest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.status.NewVerification;
import cn.dengyun.voucher.status.VerificationService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The provider's side of a presentation. */
@Path("/api/v1/voucher-verifications")
@Tag(name = "Voucher status")
public class VoucherVerificationResource {

    private final VerificationService verifications;
    private final Once once;
    private final CurrentActor current;

    VoucherVerificationResource(VerificationService verifications, Once once, CurrentActor current) {
        this.verifications = verifications;
        this.once = once;
        this.current = current;
    }

    @POST
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.VOUCHERS_REDEEM)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {
                "credential-already-presented",
                "credential-expired",
                "credential-not-genuine",
                "viewer-may-only-read",
                "voucher-not-found"
            },
            defects = {
                "presentation-out-of-range",
                "variant-member-missing",
                "variant-member-unfit",
                "voucher-code-malformed"
            })
    @Operation(
            operationId = "createVoucherVerification",
            summary = "Have a voucher verified that was shown",
            description = "By the text of its QR image or by its code. The presentation is recorded, and a"
                    + " credential is used up by it, also when the voucher turns out not to be usable: see"
                    + " `isUsable`. One that was accepted without a connection is told afterwards, with"
                    + " `presentedAt`; of two providers that accepted the same one the first to tell wins.")
    @APIResponse(responseCode = "201", description = "Recorded")
    public Uni<RestResponse<VoucherVerificationView>> create(@NotNull @Valid NewVerification shown) {
        return once.created(verifications.verify(current.get(), shown), VoucherVerificationView::of);
    }
}
