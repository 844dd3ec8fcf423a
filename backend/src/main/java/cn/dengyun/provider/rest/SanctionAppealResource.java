package cn.dengyun.provider.rest;

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
import cn.dengyun.provider.AppealForms;
import cn.dengyun.provider.AppealService;
import cn.dengyun.provider.domain.SanctionAppeal;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Appeals against sanctions: one is undecided at a time, so decisions name the sanction. */
@Path("/api/v1/sanctions")
@Tag(name = "Supervision")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
public class SanctionAppealResource {

    private final AppealService appeals;
    private final Once once;
    private final CurrentActor current;

    SanctionAppealResource(AppealService appeals, Once once, CurrentActor current) {
        this.appeals = appeals;
        this.once = once;
        this.current = current;
    }

    @GET
    @Path("/{id}/appeals")
    @RolesAllowed({Roles.AUTHORITY, Roles.PROVIDER, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses("sanction-not-found")
    @Operation(
            operationId = "listSanctionAppeals",
            summary = "Appeals against a sanction, newest first",
            description = "For the provider and its authorities; nobody else sees any.")
    public Uni<RestResponse<Page<SanctionAppealView>>> list(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return appeals.list(actor, id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> SanctionAppealView.of(found, actor)), request));
    }

    @POST
    @Path("/{id}/appeals")
    @RightToBeHeard
    @RolesAllowed(Roles.PROVIDER)
    @IdempotencyKey
    @Refuses({"appeal-open", "appeal-too-soon", "not-yours", "sanction-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "appealSanction",
            summary = "Appeal as the provider against a sanction that is in force",
            description = "One is undecided at a time, and the next is heard 90 days behind the end of the last. It"
                    + " suspends nothing by itself.")
    @APIResponse(responseCode = "201", description = "On record")
    public Uni<RestResponse<SanctionAppealView>> appeal(@RestPath UUID id, @NotNull @Valid AppealForms.Appeal request) {
        Actor actor = current.get();
        return once.created(appeals.file(actor, id, request.grounds()), made -> SanctionAppealView.of(made, actor));
    }

    @POST
    @Path("/{id}/appeal-withdrawals")
    @RightToBeHeard
    @RolesAllowed(Roles.PROVIDER)
    @IdempotencyKey
    @Refuses({"appeal-none", "not-yours", "sanction-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawSanctionAppeal",
            summary = "Take the appeal back as the provider",
            description = "Where it had suspended the effect of the sanction, that is in force again.")
    @APIResponse(responseCode = "200", description = "Withdrawn")
    public Uni<RestResponse<SanctionAppealView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(appeals.withdraw(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/stays")
    @IdempotencyKey
    @Refuses({
        "appeal-none",
        "appeal-stayed-before",
        "four-eyes-required",
        "province-only",
        "sanction-not-found",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "staySanction",
            summary = "Suspend the effect of a sanction until the appeal is decided",
            description = "By the province, by another person than has proposed or imposed it. Its last day stays.")
    @APIResponse(responseCode = "200", description = "Suspended")
    public Uni<RestResponse<SanctionAppealView>> stay(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(appeals.stay(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/appeal-decisions")
    @IdempotencyKey
    @Refuses({"appeal-none", "four-eyes-required", "province-only", "sanction-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "decideSanctionAppeal",
            summary = "Decide on the appeal that waits",
            description =
                    "By the province, by another person than has proposed or imposed the sanction. One that is upheld"
                            + " takes effect again where it was suspended, and what was held meanwhile ends.")
    @APIResponse(responseCode = "200", description = "Decided")
    public Uni<RestResponse<SanctionAppealView>> decide(
            @RestPath UUID id, @NotNull @Valid AppealForms.Decision request) {
        return answer(appeals.decide(current.get(), id, request));
    }

    private Uni<RestResponse<SanctionAppealView>> answer(Effect<SanctionAppeal> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> SanctionAppealView.of(after, actor));
    }
}
