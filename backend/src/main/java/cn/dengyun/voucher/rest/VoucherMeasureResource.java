package cn.dengyun.voucher.rest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.VoucherService;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What the authority of its region may do to a voucher. */
@Path("/api/v1/vouchers")
@Tag(name = "Vouchers")
@RolesAllowed(Roles.AUTHORITY)
public class VoucherMeasureResource {

    private final VoucherService vouchers;
    private final Once once;
    private final CurrentActor current;

    VoucherMeasureResource(VoucherService vouchers, Once once, CurrentActor current) {
        this.vouchers = vouchers;
        this.once = once;
        this.current = current;
    }

    /** Why an authority does something. */
    @Schema(name = "VoucherMeasure", description = "Why an authority does something to a voucher")
    public record VoucherMeasure(
            @NotBlank
            @Size(max = 2_000)
            @Schema(
                    required = true,
                    description = "Kept on record and told to the enterprise",
                    examples = "涉嫌虚假合同，核查期间冻结")
            String reason) {}

    /** Why an authority wants a voucher taken back, and how much of it. */
    @Schema(name = "VoucherRevocationProposal", description = "Why a voucher is to be taken back, and how much of it")
    public record RevocationProposal(
            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record and told to the enterprise", examples = "经核查，申领材料虚假")
            String reason,

            @Schema(
                    nullable = true,
                    description = "`true`: what was captured is taken back too, and asked back from whoever got it"
                            + " where it was paid; else it stays owed, for whoever has delivered in good faith",
                    examples = "true")
            Boolean takesCaptured) {}

    @POST
    @Path("/{id}/freezes")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"voucher-not-found", "voucher-transition-not-allowed"})
    @Operation(
            operationId = "freezeVoucher",
            summary = "Stop a voucher and the clock of its validity",
            description = "By an authority of its region or above. Nothing can be reserved or captured until it is"
                    + " unfrozen.")
    @APIResponse(responseCode = "200", description = "Frozen")
    public Uni<RestResponse<VoucherView>> freeze(@RestPath UUID id, @NotNull @Valid VoucherMeasure request) {
        Actor actor = current.get();
        return once.ok(vouchers.freeze(actor, id, request.reason()), changed -> view(changed, actor));
    }

    @POST
    @Path("/{id}/unfreezes")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"voucher-not-found", "voucher-revocation-open", "voucher-transition-not-allowed"})
    @Operation(
            operationId = "unfreezeVoucher",
            summary = "Let a frozen voucher be used again",
            description = "By an authority of its region or above. The time that it was frozen is added to its"
                    + " validity, to the second, yet never beyond the last day of its rules.")
    @APIResponse(responseCode = "200", description = "No longer frozen")
    public Uni<RestResponse<VoucherView>> unfreeze(@RestPath UUID id, @NotNull @Valid VoucherMeasure request) {
        Actor actor = current.get();
        return once.ok(vouchers.unfreeze(actor, id, request.reason()), changed -> view(changed, actor));
    }

    @POST
    @Path("/{id}/revocations")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"voucher-not-found", "voucher-revocation-open", "voucher-transition-not-allowed"})
    @Operation(
            operationId = "proposeVoucherRevocation",
            summary = "Propose to take a voucher back, which freezes it until another person decides",
            description = "By an authority of its region or above. One that is over can be taken back as long as"
                    + " something of it is held: what was delivered and is never answered ends so. With"
                    + " `takesCaptured` it can be as long as something was captured of it.")
    @APIResponse(responseCode = "200", description = "Proposed and frozen")
    public Uni<RestResponse<VoucherView>> proposeRevocation(
            @RestPath UUID id, @NotNull @Valid RevocationProposal request) {
        Actor actor = current.get();
        return once.ok(
                vouchers.proposeRevocation(actor, id, request.reason(), Boolean.TRUE.equals(request.takesCaptured())),
                changed -> view(changed, actor));
    }

    @POST
    @Path("/{id}/revocation-approvals")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"four-eyes-required", "refund-in-payment", "voucher-not-found", "voucher-transition-not-allowed"})
    @Operation(
            operationId = "approveVoucherRevocation",
            summary = "Take a voucher back as somebody else has proposed",
            description = "By an authority of its region or above, never by who proposed it. What is free and what is"
                    + " held goes to the budget, holds end; what was captured stays owed. Where the proposal says"
                    + " `takesCaptured`, what was captured and not paid goes to the budget too, its claims end, and"
                    + " what was paid becomes recoveries. While a bank is paying something of it, it waits.")
    @APIResponse(responseCode = "200", description = "Revoked")
    public Uni<RestResponse<VoucherView>> approveRevocation(@RestPath UUID id, @NotNull @Valid VoucherMeasure request) {
        Actor actor = current.get();
        return once.ok(vouchers.approveRevocation(actor, id, request.reason()), changed -> view(changed, actor));
    }

    @POST
    @Path("/{id}/revocation-rejections")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"voucher-not-found", "voucher-transition-not-allowed"})
    @Operation(
            operationId = "rejectVoucherRevocation",
            summary = "Reject a proposed revocation, or take the proposal back",
            description = "What the proposal froze goes on as after `unfreezeVoucher`.")
    @APIResponse(responseCode = "200", description = "Rejected")
    public Uni<RestResponse<VoucherView>> rejectRevocation(@RestPath UUID id, @NotNull @Valid VoucherMeasure request) {
        Actor actor = current.get();
        return once.ok(vouchers.rejectRevocation(actor, id, request.reason()), changed -> view(changed, actor));
    }

    private VoucherView view(Voucher changed, Actor actor) {
        return VoucherView.of(changed, actor, vouchers.now());
    }
}
