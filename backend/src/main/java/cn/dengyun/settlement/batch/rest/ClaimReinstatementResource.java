package cn.dengyun.settlement.batch.rest;

import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.settlement.batch.BankResultService;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What the bank could not pay, let into another batch. */
@Path("/api/v1/settlement-claims/{id}/reinstatements")
@Tag(name = "Settlement batches")
class ClaimReinstatementResource {

    private final BankResultService results;
    private final Once once;
    private final CurrentActor current;

    ClaimReinstatementResource(BankResultService results, Once once, CurrentActor current) {
        this.results = results;
        this.once = once;
        this.current = current;
    }

    @POST
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "claim-paused",
        "entitlement-revocation-open",
        "four-eyes-required",
        "not-yours",
        "settlement-account-missing",
        "settlement-account-unchanged",
        "settlement-claim-not-found",
        "settlement-order-unsettled",
        "settlement-result-contradicted",
        "settlement-voucher-revoked",
        "settlement-voucher-stopped",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "reinstateSettlementClaim",
            summary = "Let a claim that the bank could not pay come into another batch",
            description =
                    "By the office that wanted it paid, but not by the person who recorded that it failed. Where the"
                            + " account was the reason, the payee has to have another one in force before; what the bank"
                            + " contradicts itself about waits until the bank says again that it failed.")
    public Uni<RestResponse<ReinstatementView>> reinstate(@RestPath UUID id, @NotNull @Valid Reason why) {
        return once.ok(results.reinstate(current.get(), id, why.reason()), ReinstatementView::of);
    }
}
