package cn.dengyun.provider.payee;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.audit.AuditedRead;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
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
import java.util.List;
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

/** The accounts that organisations are paid to: proposed by them, verified by a second person. */
@Path("/api/v1/payee-accounts")
@Tag(name = "Payee accounts", description = "The bank accounts that organisations are paid to.")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
@Cancellable(false)
@DryRunnable
class PayeeAccountResource {

    private static final String PATH = "/api/v1/payee-accounts/";

    private final PayeeAccountService accounts;
    private final Once once;
    private final CurrentActor current;

    PayeeAccountResource(PayeeAccountService accounts, Once once, CurrentActor current) {
        this.accounts = accounts;
        this.once = once;
        this.current = current;
    }

    @GET
    @AuditedRead
    @Operation(
            operationId = "listPayeeAccounts",
            summary = "Payee accounts, newest first",
            description = "Those of the caller's organisation, of an authority's region, or all for finance and"
                    + " auditors. What was replaced, rejected or withdrawn stays as the history of an organisation.")
    public Uni<RestResponse<Page<PayeeAccountView>>> list(
            @RestQuery @Parameter(description = "Only those of this organisation") UUID organizationId,
            @RestQuery @Parameter(description = "Only those that stand there now") PayeeAccountStatus status,
            @RestQuery
                    @Pattern(regexp = "^[0-9]{6}$")
                    @Parameter(description = "Only those of this region and the regions in it", example = "340100")
                    String regionCode,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = accounts.now();
        Filter filter = new Filter()
                .is("organization_id", organizationId)
                .isAt(PayeeAccountStatus.SQL, now, status)
                .within("region_code", regionCode);
        return accounts.list(actor, filter, cursor, limit)
                .chain(page -> accounts.otherUsers(actor, page.data())
                        .map(users -> page.map(found ->
                                PayeeAccountView.of(found, users.getOrDefault(found.id(), List.of()), actor, now))))
                .map(page -> PageLinks.respond(page, request));
    }

    @GET
    @Path("/{id}")
    @AuditedRead
    @Refuses("payee-account-not-found")
    @Operation(operationId = "getPayeeAccount", summary = "A payee account")
    public Uni<RestResponse<PayeeAccountView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return accounts.find(actor, id)
                .chain(found -> accounts.otherUsers(actor, List.of(found))
                        .map(users ->
                                PayeeAccountView.of(found, users.getOrDefault(id, List.of()), actor, accounts.now())))
                .map(view -> EntityTags.respond(view, ifNoneMatch));
    }

    @POST
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @IdempotencyKey
    @Refuses(
            value = {
                "attachment-in-use",
                "attachment-not-found",
                "payee-account-owner-only",
                "payee-account-pending",
                "payee-account-unchanged"
            },
            defects = "document-type-unfit")
    @APIResponse(responseCode = "201", description = "Proposed")
    @Operation(
            operationId = "createPayeeAccount",
            summary = "Propose the account to be paid to",
            description = "By an owner of the organisation. Nothing is paid to it before a second person of finance"
                    + " or of the authority has verified it and, unless it is the first, three working days are over."
                    + " Until then no other can be proposed.")
    public Uni<RestResponse<PayeeAccountView>> create(@NotNull @Valid PayeeAccountForm form) {
        Actor actor = current.get();
        return once.created(accounts.propose(actor, form), made -> seen(made, actor), made -> PATH + made.id());
    }

    @POST
    @Path("/{id}/verifications")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @IdempotencyKey
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "payee-account-holder-changed",
        "payee-account-not-found",
        "payee-account-number-differs",
        "payee-account-number-taken",
        "payee-organization-frozen",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "verifyPayeeAccount",
            summary = "State that a payee account is right",
            description = "The number is read in the document and keyed in anew.")
    public Uni<RestResponse<PayeeAccountView>> verify(
            @RestPath UUID id, @NotNull @Valid PayeeAccountVerification says) {
        Actor actor = current.get();
        return moved(accounts.verify(actor, id, says), actor);
    }

    @POST
    @Path("/{id}/rejections")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @IdempotencyKey
    @Refuses({"four-eyes-required", "not-yours", "payee-account-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "rejectPayeeAccount",
            summary = "Reject a payee account that has not taken effect",
            description = "Also one that was verified, as long as its cooling period runs; the one before goes on.")
    public Uni<RestResponse<PayeeAccountView>> reject(@RestPath UUID id, @NotNull @Valid Reason why) {
        Actor actor = current.get();
        return moved(accounts.reject(actor, id, why.reason()), actor);
    }

    @POST
    @Path("/{id}/withdrawals")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @IdempotencyKey
    @Refuses({"payee-account-owner-only", "payee-account-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawPayeeAccount",
            summary = "Take back a payee account that has not taken effect",
            description = "By an owner of the organisation; the one before goes on.")
    public Uni<RestResponse<PayeeAccountView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        Actor actor = current.get();
        return moved(accounts.withdraw(actor, id, why.reason()), actor);
    }

    private Uni<RestResponse<PayeeAccountView>> moved(Effect<PayeeAccount> effect, Actor actor) {
        return once.ok(effect, after -> seen(after, actor));
    }

    /** Who else uses the number is told by the reads. */
    private PayeeAccountView seen(PayeeAccount account, Actor actor) {
        return PayeeAccountView.of(account, List.of(), actor, accounts.now());
    }
}
