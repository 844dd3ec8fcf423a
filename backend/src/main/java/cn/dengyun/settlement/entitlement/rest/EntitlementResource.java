package cn.dengyun.settlement.entitlement.rest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.claim.rest.ClaimView;
import cn.dengyun.settlement.entitlement.EntitlementClaimForm;
import cn.dengyun.settlement.entitlement.EntitlementClaims;
import cn.dengyun.settlement.entitlement.EntitlementRevocations;
import cn.dengyun.settlement.entitlement.EntitlementService;
import cn.dengyun.settlement.entitlement.domain.EntitlementStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Entitlements: looked at and claimed; awards and purchases make them. */
@Path(EntitlementResource.PATH)
@Tag(
        name = "Entitlements",
        description =
                "What somebody is owed outside vouchers: by an award that became final, or for a stage of a purchase"
                        + " that was accepted. It is claimed and paid as what was captured is.")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
class EntitlementResource {

    static final String PATH = "/api/v1/entitlements";

    private static final String CLAIMS = "/api/v1/settlement-claims";

    private final EntitlementService entitlements;
    private final EntitlementClaims claims;
    private final EntitlementRevocations revocations;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    EntitlementResource(
            EntitlementService entitlements,
            EntitlementClaims claims,
            EntitlementRevocations revocations,
            Once once,
            CurrentActor current,
            RequestFacts facts) {
        this.entitlements = entitlements;
        this.claims = claims;
        this.revocations = revocations;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @RequiredScope(ClientScope.SETTLEMENT_READ)
    @Operation(
            operationId = "listEntitlements",
            summary = "Entitlements, newest first",
            description = "Whoever is owed and the office that buys see their own, an authority those of its region and"
                    + " below, finance and auditors all.")
    public Uni<RestResponse<Page<EntitlementView>>> list(
            @RestQuery @Parameter(description = "Only those that come of it") ClaimSource source,
            @RestQuery @Parameter(description = "Only those that stand there") EntitlementStatus status,
            @RestQuery @Parameter(description = "Only those of this programme") UUID programmeId,
            @RestQuery @Parameter(description = "Only those of this award or contract") UUID caseId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter()
                .is("source", source)
                .is("status", status)
                .is("programme_id", programmeId)
                .is("case_id", caseId);
        return entitlements
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> EntitlementView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.SETTLEMENT_READ)
    @Refuses({"settlement-entitlement-not-found"})
    @Operation(operationId = "getEntitlement", summary = "An entitlement")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<EntitlementView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return entitlements
                .find(actor, id)
                .map(found -> EntityTags.respond(EntitlementView.of(found, actor), ifNoneMatch));
    }

    @POST
    @Path("/{id}/claims")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.SETTLEMENT_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "claim-exists",
                "claim-paused",
                "claim-rounds-exhausted",
                "entitlement-revocation-open",
                "entitlement-revoked",
                "entitlement-too-late",
                "not-yours",
                "organization-frozen",
                "settlement-entitlement-not-found"
            },
            defects = {
                "claim-evidence-differs",
                "claim-evidence-repeated",
                "claim-evidence-used",
                "claim-invoice-number-unfit"
            })
    @Operation(
            operationId = "claimEntitlement",
            summary = "Claim what is owed outside vouchers",
            description =
                    "By whoever is owed it, all of it; also to submit its claim again that was returned. The other"
                            + " side has spoken when it became owed, so the rules judge the claim at once. An award that is a"
                            + " share of something, and a purchase, rest on invoices; a number stands for one business across"
                            + " vouchers, awards and purchases, unless the rules of both programmes allow stacking.")
    @APIResponse(responseCode = "201", description = "Submitted and judged; from here on it is a settlement claim")
    public Uni<RestResponse<ClaimView>> claim(@RestPath UUID id, @NotNull @Valid EntitlementClaimForm wanted) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.created(
                claims.claim(actor, id, wanted),
                made -> ClaimView.of(made, actor, entitlements.now(), language),
                made -> CLAIMS + "/" + made.claim().id());
    }

    /** Why an office does something. */
    @Schema(name = "EntitlementMeasure", description = "Why an office takes an entitlement back, or does not")
    record Measure(
            @NotBlank
            @Size(max = 2_000)
            @Schema(
                    required = true,
                    description = "Kept on record and told to whoever is owed it",
                    examples = "经核查，认定证书虚假")
            String reason) {}

    @POST
    @Path("/{id}/revocations")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({
        "entitlement-revocation-open",
        "not-yours",
        "review-own-side",
        "settlement-entitlement-not-found",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "proposeEntitlementRevocation",
            summary = "Propose to take an entitlement back",
            description = "By the office whose programme it is. It is neither claimed nor paid until another person"
                    + " of the office decides.")
    @APIResponse(responseCode = "200", description = "Proposed")
    public Uni<RestResponse<EntitlementView>> proposeRevocation(@RestPath UUID id, @NotNull @Valid Measure wanted) {
        Actor actor = current.get();
        return once.ok(revocations.propose(actor, id, wanted.reason()), changed -> EntitlementView.of(changed, actor));
    }

    @POST
    @Path("/{id}/revocation-approvals")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "refund-in-payment",
        "review-own-side",
        "settlement-entitlement-not-found",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "approveEntitlementRevocation",
            summary = "Take an entitlement back as somebody else has proposed",
            description = "By the office whose programme it is, never by who proposed it. What is not paid goes back to"
                    + " the budget, and its claim ends; what was paid becomes a recovery. While a bank is paying it,"
                    + " that waits.")
    @APIResponse(responseCode = "200", description = "Taken back")
    public Uni<RestResponse<EntitlementView>> approveRevocation(@RestPath UUID id, @NotNull @Valid Measure wanted) {
        Actor actor = current.get();
        return once.ok(revocations.approve(actor, id, wanted.reason()), changed -> EntitlementView.of(changed, actor));
    }

    @POST
    @Path("/{id}/revocation-rejections")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"not-yours", "review-own-side", "settlement-entitlement-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "rejectEntitlementRevocation",
            summary = "Leave an entitlement to whoever is owed it",
            description = "By the office whose programme it is; also by who proposed it, who thinks better of it.")
    @APIResponse(responseCode = "200", description = "Rejected")
    public Uni<RestResponse<EntitlementView>> rejectRevocation(@RestPath UUID id, @NotNull @Valid Measure wanted) {
        Actor actor = current.get();
        return once.ok(revocations.reject(actor, id, wanted.reason()), changed -> EntitlementView.of(changed, actor));
    }
}
