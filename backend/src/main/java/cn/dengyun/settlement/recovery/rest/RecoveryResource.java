package cn.dengyun.settlement.recovery.rest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.security.RightToBeHeard;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.settlement.recovery.RecoveryForms;
import cn.dengyun.settlement.recovery.RecoveryService;
import cn.dengyun.settlement.recovery.domain.Recovery;
import cn.dengyun.settlement.recovery.domain.RecoveryCause;
import cn.dengyun.settlement.recovery.domain.RecoveryStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Recoveries: what comes in of them, how they are paid by and by, and what is given up. */
@Path(RecoveryResource.PATH)
@Tag(
        name = "Recoveries",
        description = "Money that vouchers have paid and that is asked back from whoever was paid. Each is made by the"
                + " decision that lowers what was paid, and seen to by the office that has paid.")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
@Cancellable(false)
@DryRunnable
class RecoveryResource {

    static final String PATH = "/api/v1/recoveries";

    private final RecoveryService recoveries;
    private final Once once;
    private final CurrentActor current;

    RecoveryResource(RecoveryService recoveries, Once once, CurrentActor current) {
        this.recoveries = recoveries;
        this.once = once;
        this.current = current;
    }

    @GET
    @RequiredScope(ClientScope.SETTLEMENT_READ)
    @Operation(
            operationId = "listRecoveries",
            summary = "Recoveries, newest first",
            description = "Whoever owes something sees its own, the office that has paid those of its payments, an"
                    + " authority those of enterprises of its region and below, auditors all.")
    public Uni<RestResponse<Page<RecoveryView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") RecoveryStatus status,
            @RestQuery
                    @Pattern(regexp = "^[0-9]{6}$")
                    @Parameter(
                            description = "Only those of enterprises of this region and the regions in it",
                            example = "340100")
                    String regionCode,
            @RestQuery @Parameter(description = "Only those that this organisation owes") UUID debtorOrganizationId,
            @RestQuery @Parameter(description = "Only those that this programme has paid") UUID programmeId,
            @RestQuery @Parameter(description = "Only those of this order") UUID orderId,
            @RestQuery @Parameter(description = "Only those of what this voucher has paid") UUID voucherId,
            @RestQuery @Parameter(description = "Only those of what was paid of this entitlement") UUID entitlementId,
            @RestQuery @Parameter(description = "Only those that this asks back") RecoveryCause cause,
            @RestQuery @Parameter(description = "Only those that the decision in this dispute asks back")
                    UUID disputeId,
            @RestQuery
                    @Parameter(
                            description =
                                    "`true`: only those whose programme had been accounted before; `false`: only the"
                                            + " others")
                    Boolean afterAccount,
            @RestQuery
                    @Parameter(
                            description =
                                    "`true`: only those of which something was not paid in time; `false`: only the"
                                            + " others")
                    Boolean overdue,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = recoveries.now();
        Filter filter = new Filter()
                .is("status", status)
                .within("region_code", regionCode)
                .is("debtor_organization_id", debtorOrganizationId)
                .is("programme_id", programmeId)
                .is("order_id", orderId)
                .is("voucher_id", voucherId)
                .is("entitlement_id", entitlementId)
                .is("cause", cause)
                .is("cause_id", disputeId)
                .is("after_account", afterAccount);
        if (overdue != null) {
            filter.isAt(Recovery.OVERDUE, now, overdue);
        }
        return recoveries
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> RecoveryView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.SETTLEMENT_READ)
    @Refuses({"recovery-not-found"})
    @Operation(operationId = "getRecovery", summary = "A recovery")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<RecoveryView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return recoveries
                .find(actor, id)
                .map(found -> EntityTags.respond(RecoveryView.of(found, actor, recoveries.now()), ifNoneMatch));
    }

    @GET
    @Path("/{id}/steps")
    @RequiredScope(ClientScope.SETTLEMENT_READ)
    @Refuses({"recovery-not-found"})
    @Operation(
            operationId = "listRecoverySteps",
            summary = "What was done with a recovery, and what has come in of it, newest first")
    public Uni<RestResponse<Page<RecoveryStepView>>> steps(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return recoveries
                .steps(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(RecoveryStepView::of), request));
    }

    @POST
    @Path("/{id}/receipts")
    @RolesAllowed(Roles.FINANCE)
    @IdempotencyKey
    @Refuses(
            value = {
                "not-yours",
                "recovery-not-found",
                "recovery-receipt-differs",
                "recovery-receipt-exceeds",
                "transition-not-allowed"
            },
            defects = "in-the-future")
    @Operation(
            operationId = "recordRecoveryReceipt",
            summary = "Record what has come in of a recovery",
            description = "By the office that has paid, under the serial number of the bank's slip: the same slip again"
                    + " records nothing. A slip may pay several recoveries, up to what it comes to. With the last fen it"
                    + " is recovered.")
    public Uni<RestResponse<RecoveryView>> receive(@RestPath UUID id, @NotNull @Valid RecoveryForms.Receipt receipt) {
        return changed(recoveries.receive(current.get(), id, receipt));
    }

    @POST
    @Path("/{id}/receipt-reversals")
    @RolesAllowed(Roles.FINANCE)
    @IdempotencyKey
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "recovery-not-found",
        "recovery-receipt-reversed",
        "recovery-receipt-unknown",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "reverseRecoveryReceipt",
            summary = "Undo a receipt of a recovery that was recorded wrongly",
            description =
                    "By another person of the office than has recorded it. So much is open again, and its slip can"
                            + " be recorded anew; what was proposed meanwhile is dropped.")
    public Uni<RestResponse<RecoveryView>> reverse(@RestPath UUID id, @NotNull @Valid RecoveryForms.Reversal reversal) {
        return changed(recoveries.reverse(current.get(), id, reversal));
    }

    @POST
    @Path("/{id}/plans")
    @RightToBeHeard
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.FINANCE})
    @IdempotencyKey
    @Refuses(
            value = {
                "not-yours",
                "recovery-not-found",
                "recovery-plan-proposed",
                "recovery-plans-too-many",
                "transition-not-allowed"
            },
            defects = {"recovery-plan-day", "recovery-plan-sum"})
    @Operation(
            operationId = "proposeRecoveryPlan",
            summary = "Propose that a recovery is paid in instalments",
            description = "By whoever owes it, or by the office, each a few times; what one has proposed himself is"
                    + " replaced, what another has proposed is answered first. Somebody else of the office agrees or"
                    + " declines.")
    public Uni<RestResponse<RecoveryView>> propose(@RestPath UUID id, @NotNull @Valid RecoveryForms.Plan plan) {
        return changed(recoveries.proposePlan(current.get(), id, plan));
    }

    @POST
    @Path("/{id}/plan-agreements")
    @RolesAllowed(Roles.FINANCE)
    @IdempotencyKey
    @IfMatch
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "recovery-not-found",
        "recovery-plan-missing",
        "recovery-plan-outdated",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "agreeRecoveryPlan",
            summary = "Agree that a recovery is paid in instalments",
            description =
                    "As it was read, by another person than has proposed it. From then on each instalment is due by"
                            + " itself.")
    public Uni<RestResponse<RecoveryView>> agree(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(recoveries.agreePlan(current.get(), id, once.precondition(), why.reason()));
    }

    @POST
    @Path("/{id}/plan-rejections")
    @RolesAllowed(Roles.FINANCE)
    @IdempotencyKey
    @Refuses({"not-yours", "recovery-not-found", "recovery-plan-missing", "transition-not-allowed"})
    @Operation(
            operationId = "declineRecoveryPlan",
            summary = "Decline instalments that were proposed, or take back one's own proposal of the office")
    public Uni<RestResponse<RecoveryView>> decline(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(recoveries.declinePlan(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/write-off-proposals")
    @RolesAllowed(Roles.FINANCE)
    @IdempotencyKey
    @Refuses({"not-yours", "recovery-not-found", "recovery-write-off-proposed", "transition-not-allowed"})
    @Operation(
            operationId = "proposeRecoveryWriteOff",
            summary = "Propose to give up what is open of a recovery",
            description = "By the office that has paid; nothing changes before another person of it agrees.")
    public Uni<RestResponse<RecoveryView>> proposeWriteOff(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(recoveries.proposeWriteOff(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/write-off-approvals")
    @RolesAllowed(Roles.FINANCE)
    @IdempotencyKey
    @IfMatch
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "recovery-not-found",
        "recovery-write-off-missing",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "approveRecoveryWriteOff",
            summary = "Give up what is open of a recovery",
            description = "As it was read, by another person than has proposed it. What was received stays received.")
    public Uni<RestResponse<RecoveryView>> approveWriteOff(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(recoveries.approveWriteOff(current.get(), id, once.precondition(), why.reason()));
    }

    @POST
    @Path("/{id}/write-off-rejections")
    @RolesAllowed(Roles.FINANCE)
    @IdempotencyKey
    @Refuses({"not-yours", "recovery-not-found", "recovery-write-off-missing", "transition-not-allowed"})
    @Operation(
            operationId = "rejectRecoveryWriteOff",
            summary = "Go on with a recovery that somebody wants to give up",
            description = "By anybody of the office that has paid, also by who has proposed to give it up.")
    public Uni<RestResponse<RecoveryView>> rejectWriteOff(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(recoveries.rejectWriteOff(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<RecoveryView>> changed(Effect<Recovery> change) {
        Actor actor = current.get();
        return once.ok(change, after -> RecoveryView.of(after, actor, recoveries.now()));
    }
}
