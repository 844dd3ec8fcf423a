package cn.dengyun.provider.rest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RightToBeHeard;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.provider.NewSanction;
import cn.dengyun.provider.SanctionService;
import cn.dengyun.provider.SanctionStatement;
import cn.dengyun.provider.domain.Sanction;
import cn.dengyun.provider.domain.SanctionStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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

/** Sanctions: public while they are in force and afterwards. */
@Path("/api/v1/sanctions")
@Tag(name = "Supervision")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
public class SanctionResource {

    private final SanctionService sanctions;
    private final Once once;
    private final CurrentActor current;

    SanctionResource(SanctionService sanctions, Once once, CurrentActor current) {
        this.sanctions = sanctions;
        this.once = once;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listSanctions",
            summary = "Sanctions that the caller may know of, newest first",
            description = "Everybody knows of those in force and of those that have ended; the provider and its"
                    + " authorities of all.")
    public Uni<RestResponse<Page<SanctionView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there at this moment") SanctionStatus status,
            @RestQuery @Parameter(description = "Only those against this provider") UUID providerId,
            @RestQuery
                    @Size(max = 100)
                    @Parameter(description = "Only those with this in the provider's name", example = "云")
                    String q,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = sanctions.now();
        Filter filter = new Filter()
                .isAt("sanction_status(status, ends_at, :moment)", now, status)
                .is("provider_id", providerId)
                .contains("provider_name_zh", q);
        return sanctions
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> SanctionView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"sanction-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getSanction", summary = "A sanction")
    public Uni<RestResponse<SanctionView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Instant now = sanctions.now();
        return sanctions
                .find(actor, id)
                .map(found -> EntityTags.respond(SanctionView.of(found, actor, now), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @Refuses({
        "not-yours",
        "provider-not-found",
        "sanction-exists",
        "sanction-without-cause",
        "security-evaluation-not-found",
        "security-incident-not-found"
    })
    @Operation(
            operationId = "proposeSanction",
            summary = "Propose to disqualify a provider",
            description = "By the authority of the provider's city or the province, because of a determined incident or"
                    + " an evaluation that was failed. A clause that it names is one of a policy that is live.")
    @APIResponse(responseCode = "201", description = "Proposed")
    public Uni<RestResponse<SanctionView>> propose(@NotNull @Valid NewSanction request) {
        Actor actor = current.get();
        return once.created(
                sanctions.shown(sanctions.propose(actor, request)),
                made -> SanctionView.of(made, actor, sanctions.now()),
                made -> "/api/v1/sanctions/" + made.sanction().id());
    }

    @POST
    @Path("/{id}/hearings")
    @IdempotencyKey
    @Refuses({"not-yours", "sanction-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "openSanctionHearing",
            summary = "Let the provider be heard, for five working days at least",
            description = "It is told, and can make a statement; nothing is decided before.")
    @APIResponse(responseCode = "200", description = "It is heard")
    public Uni<RestResponse<SanctionView>> hear(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(sanctions.hear(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/statements")
    @RightToBeHeard
    @RolesAllowed(Roles.PROVIDER)
    @IdempotencyKey
    @Refuses({"not-yours", "sanction-not-found", "sanction-stated-before", "transition-not-allowed"})
    @Operation(
            operationId = "stateOnSanction",
            summary = "Say as the provider what there is to say, once",
            description = "While it is heard.")
    @APIResponse(responseCode = "200", description = "On record")
    public Uni<RestResponse<SanctionView>> state(@RestPath UUID id, @NotNull @Valid SanctionStatement request) {
        return answer(sanctions.state(current.get(), id, request.statement()));
    }

    @POST
    @Path("/{id}/decisions")
    @IdempotencyKey
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "sanction-clause-repealed",
        "sanction-hearing-open",
        "sanction-not-found",
        "sanction-term-over",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "imposeSanction",
            summary = "Impose a sanction, and see what it does",
            description = "By another person than has proposed it, once the provider could be heard. It is in force at"
                    + " once and until 31 December of the year after that of its basis: nothing of the provider is found"
                    + " by the public, nothing new is held with it, and unused holds end, their vouchers with the"
                    + " validity that they had when it was held. What was captured stays owed. A dry run lists all"
                    + " of that.")
    @APIResponse(responseCode = "200", description = "In force")
    public Uni<RestResponse<SanctionDecisionView>> impose(@RestPath UUID id, @NotNull @Valid Reason why) {
        Actor actor = current.get();
        return once.ok(
                sanctions.impose(actor, id, why.reason()),
                imposed -> SanctionDecisionView.of(imposed, actor, sanctions.now()));
    }

    @POST
    @Path("/{id}/rejections")
    @IdempotencyKey
    @Refuses({"decided-by-superior", "not-yours", "sanction-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "rejectSanction",
            summary = "Decide not to impose a sanction",
            description = "By the authority that has proposed it or one above.")
    @APIResponse(responseCode = "200", description = "Rejected")
    public Uni<RestResponse<SanctionView>> reject(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(sanctions.reject(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/withdrawals")
    @IdempotencyKey
    @Refuses({"decided-by-superior", "not-yours", "sanction-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawSanction",
            summary = "Take the proposal of a sanction back",
            description = "By the authority that has proposed it or one above.")
    @APIResponse(responseCode = "200", description = "Withdrawn")
    public Uni<RestResponse<SanctionView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(sanctions.withdraw(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/revocation-proposals")
    @IdempotencyKey
    @Refuses({
        "decided-by-superior",
        "not-yours",
        "sanction-not-found",
        "sanction-revocation-open",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "proposeSanctionRevocation",
            summary = "Propose to take back a sanction that is in force",
            description = "By the authority that has imposed it or one above.")
    @APIResponse(responseCode = "200", description = "Proposed")
    public Uni<RestResponse<SanctionView>> proposeRevocation(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(sanctions.proposeRevocation(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/revocation-rejections")
    @IdempotencyKey
    @Refuses({
        "decided-by-superior",
        "not-yours",
        "sanction-not-found",
        "sanction-revocation-not-proposed",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "rejectSanctionRevocation",
            summary = "Decide that a sanction is not taken back, or do not want it any more",
            description = "By another person than has proposed it, or by that person. The sanction stays in force, and"
                    + " taking it back can be proposed again.")
    @APIResponse(responseCode = "200", description = "It stays")
    public Uni<RestResponse<SanctionView>> rejectRevocation(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(sanctions.rejectRevocation(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/revocations")
    @IdempotencyKey
    @Refuses({
        "decided-by-superior",
        "four-eyes-required",
        "not-yours",
        "sanction-not-found",
        "sanction-revocation-not-proposed",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "revokeSanction",
            summary = "Take a sanction back as somebody else has proposed",
            description =
                    "The provider is qualified again at once unless something else speaks against it. Holds that it"
                            + " ended stay ended.")
    @APIResponse(responseCode = "200", description = "Revoked")
    public Uni<RestResponse<SanctionView>> revoke(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(sanctions.revoke(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<SanctionView>> answer(Effect<Sanction> effect) {
        Actor actor = current.get();
        return once.ok(sanctions.shown(effect), after -> SanctionView.of(after, actor, sanctions.now()));
    }
}
