package cn.dengyun.settlement.claim.rest;

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
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.settlement.claim.ClaimEvidenceForm;
import cn.dengyun.settlement.claim.ClaimReview;
import cn.dengyun.settlement.claim.ClaimService;
import cn.dengyun.settlement.claim.ClaimService.Shown;
import cn.dengyun.settlement.claim.NewClaim;
import cn.dengyun.settlement.claim.domain.ClaimColour;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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

/** Claims: submitted by who is paid, confirmed by the other side, judged by the rules and, in doubt, by an office. */
@Path(ClaimResource.PATH)
@Tag(
        name = "Settlement claims",
        description =
                "What payees claim of what was captured, with what proves it. A claim moves no money: that is owed"
                        + " since the capture.")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
@Cancellable(false)
@DryRunnable
class ClaimResource {

    static final String PATH = "/api/v1/settlement-claims";

    private final ClaimService claims;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    ClaimResource(ClaimService claims, Once once, CurrentActor current, RequestFacts facts) {
        this.claims = claims;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @RequiredScope(ClientScope.SETTLEMENT_READ)
    @Operation(
            operationId = "listSettlementClaims",
            summary = "Claims, newest first",
            description = "Both sides see their own, an authority those of its region and below, finance and auditors"
                    + " all.")
    public Uni<RestResponse<Page<ClaimItemView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") ClaimStatus status,
            @RestQuery @Parameter(description = "Only those of which the rules say so") ClaimColour colour,
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those of this enterprise") UUID organizationId,
            @RestQuery @Parameter(description = "Only those that this programme pays") UUID programmeId,
            @RestQuery
                    @Pattern(regexp = "^[0-9]{6}$")
                    @Parameter(
                            description = "Only those overseen in this region and the regions in it",
                            example = "340100")
                    String regionCode,
            @RestQuery @Parameter(description = "Only those that are in this batch, or were in it last") UUID batchId,
            @RestQuery @Parameter(description = "Only those of this capture") UUID redemptionId,
            @RestQuery
                    @Size(max = 40)
                    @Parameter(
                            description = "Only the one with this number, as people type it",
                            example = "S4K7-M2P9-QXT8-V")
                    String number,
            @RestQuery
                    @Parameter(
                            description = "`true`: only those with which something was not done in time; `false`: only"
                                    + " the others that have not ended")
                    Boolean overdue,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = claims.now();
        Filter filter = new Filter()
                .is("status", status)
                .is("colour", colour)
                .is("provider_id", providerId)
                .is("organization_id", organizationId)
                .is("programme_id", programmeId)
                .within("region_code", regionCode)
                .is("batch_id", batchId)
                .is("redemption_id", redemptionId)
                .is("number", number == null ? null : HumanCode.parse(number).orElse(number));
        if (overdue != null) {
            filter.isAt(SettlementClaim.OVERDUE, now, overdue);
        }
        return claims.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> ClaimItemView.of(found, actor, now)), request));
    }

    @GET
    @Path("/summary")
    @RequiredScope(ClientScope.SETTLEMENT_READ)
    @Operation(
            operationId = "getSettlementClaimSummary",
            summary = "How many claims stand where, of those that the caller may know of")
    public Uni<ClaimSummaryView> summary() {
        return claims.counts(current.get()).map(ClaimSummaryView::of);
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.SETTLEMENT_READ)
    @Refuses({"settlement-claim-not-found"})
    @Operation(operationId = "getSettlementClaim", summary = "A claim, what it rests on and what the rules say of it")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<ClaimView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Language language = facts.language();
        return claims.find(actor, id)
                .map(found -> EntityTags.respond(ClaimView.of(found, actor, claims.now(), language), ifNoneMatch));
    }

    @GET
    @Path("/{id}/steps")
    @RequiredScope(ClientScope.SETTLEMENT_READ)
    @Refuses({"settlement-claim-not-found"})
    @Operation(operationId = "listSettlementClaimSteps", summary = "What was done with a claim, newest first")
    public Uni<RestResponse<Page<ClaimStepView>>> steps(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return claims.steps(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(ClaimStepView::of), request));
    }

    @GET
    @Path("/{id}/clock")
    @RequiredScope(ClientScope.SETTLEMENT_READ)
    @Refuses({"settlement-claim-not-found"})
    @Operation(
            operationId = "getSettlementClaimClock",
            summary = "How long a claim has stood where, whose turn it was and by when",
            description = "Working days are those of the calendar of public holidays.")
    public Uni<ClaimClockView> clock(@RestPath UUID id) {
        return claims.clock(current.get(), id).map(ClaimClockView::of);
    }

    @POST
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.SETTLEMENT_WRITE)
    @IdempotencyKey
    @Refuses(
            value = {"claim-exists", "claim-nothing-left", "claim-too-late", "not-yours", "redemption-not-found"},
            defects = {
                "claim-evidence-differs",
                "claim-evidence-repeated",
                "claim-evidence-used",
                "claim-invoice-number-unfit"
            })
    @Operation(
            operationId = "createSettlementClaim",
            summary = "Claim what was captured",
            description = "By the side that the programme pays, all of the capture that was not refunded. Its numbers"
                    + " stand for no other business while it lives; parts of one order may rest on the same contract and"
                    + " the same invoice. The other side has five working days to confirm it.")
    @APIResponse(responseCode = "201", description = "Submitted")
    public Uni<RestResponse<ClaimView>> submit(@NotNull @Valid NewClaim wanted) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.created(
                claims.submit(actor, wanted),
                made -> ClaimView.of(made, actor, claims.now(), language),
                made -> PATH + "/" + made.claim().id());
    }

    @POST
    @Path("/{id}/confirmations")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.SETTLEMENT_WRITE)
    @IdempotencyKey
    @IfMatch
    @Refuses({
        "attachment-store-unavailable",
        "claim-paused",
        "four-eyes-required",
        "not-yours",
        "settlement-claim-not-found",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "confirmSettlementClaim",
            summary = "Confirm a claim of the other side",
            description = "As it was read. The rules judge it in the same moment, with what machines read in its files:"
                    + " what nothing speaks against is"
                    + " approved, what cannot be paid goes back with all that is wrong, and what is in doubt, or was"
                    + " drawn to be looked at, waits for the office that oversees the enterprise.")
    public Uni<RestResponse<ClaimView>> confirm(@RestPath UUID id) {
        return changed(claims.confirm(current.get(), id, once.precondition()));
    }

    @POST
    @Path("/{id}/objections")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.SETTLEMENT_WRITE)
    @IdempotencyKey
    @Refuses({"claim-paused", "four-eyes-required", "not-yours", "settlement-claim-not-found", "transition-not-allowed"
    })
    @Operation(
            operationId = "objectToSettlementClaim",
            summary = "Say what is wrong with a claim of the other side; it goes back")
    public Uni<RestResponse<ClaimView>> object(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(claims.object(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/resubmissions")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.SETTLEMENT_WRITE)
    @IdempotencyKey
    @Refuses(
            value = {
                "claim-of-entitlement",
                "claim-paused",
                "claim-rounds-exhausted",
                "not-yours",
                "settlement-claim-not-found",
                "transition-not-allowed"
            },
            defects = {
                "claim-evidence-differs",
                "claim-evidence-repeated",
                "claim-evidence-used",
                "claim-invoice-number-unfit"
            })
    @Operation(
            operationId = "resubmitSettlementClaim",
            summary = "Submit a claim again that was returned, with all that it rests on",
            description = "Twice at most. The other side confirms it anew.")
    public Uni<RestResponse<ClaimView>> resubmit(@RestPath UUID id, @NotNull @Valid ClaimEvidenceForm evidence) {
        return changed(claims.resubmit(current.get(), id, evidence));
    }

    @POST
    @Path("/{id}/withdrawals")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.SETTLEMENT_WRITE)
    @IdempotencyKey
    @Refuses({"not-yours", "settlement-claim-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawSettlementClaim",
            summary = "Take back a claim that is not approved",
            description = "Its numbers are free, and what was captured can be claimed anew.")
    public Uni<RestResponse<ClaimView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(claims.withdraw(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/reviews")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @IfMatch
    @Refuses(
            value = {
                "claim-paused",
                "claim-red",
                "claim-rounds-exhausted",
                "four-eyes-required",
                "not-yours",
                "review-own-side",
                "settlement-claim-not-found",
                "transition-not-allowed"
            },
            defects = "required")
    @Operation(
            operationId = "reviewSettlementClaim",
            summary = "Decide on a claim that the rules leave in doubt, or that was drawn",
            description =
                    "For the office that oversees the enterprise and those above it: approve, return with all that"
                            + " is wrong, or reject. Whoever had a part in it decides nothing. A claim that was approved,"
                            + " or that the bank could not pay, is returned or rejected where its voucher was revoked"
                            + " since.")
    public Uni<RestResponse<ClaimView>> review(@RestPath UUID id, @NotNull @Valid ClaimReview review) {
        return changed(claims.review(current.get(), id, once.precondition(), review));
    }

    private Uni<RestResponse<ClaimView>> changed(Effect<Shown> change) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.ok(change, after -> ClaimView.of(after, actor, claims.now(), language));
    }
}
