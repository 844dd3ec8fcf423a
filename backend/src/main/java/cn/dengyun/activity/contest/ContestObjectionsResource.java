package cn.dengyun.activity.contest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
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

/** Objections to what stands in the notice of a contest. */
@Path(ContestResource.PATH + "/{id}/objections")
@Tag(name = "Contests")
@RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
@Cancellable(false)
@DryRunnable
class ContestObjectionsResource {

    private final ContestService contests;
    private final ContestDisputes disputes;
    private final Once once;
    private final CurrentActor current;

    ContestObjectionsResource(ContestService contests, ContestDisputes disputes, Once once, CurrentActor current) {
        this.contests = contests;
        this.disputes = disputes;
        this.once = once;
        this.current = current;
    }

    @GET
    @Refuses("contest-not-found")
    @Operation(
            operationId = "listContestObjections",
            summary = "Objections in the notice of a contest, newest first",
            description = "Entrants see their own, the organiser, the authorities above it and auditors all.")
    public Uni<RestResponse<Page<ContestObjectionView>>> list(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "Only those that stand there") ContestObjectionStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return contests.find(actor, id)
                .chain(contest -> disputes.page(actor, contest, status, cursor, limit))
                .map(page -> PageLinks.respond(page.map(ContestObjectionView::of), request));
    }

    @POST
    @RolesAllowed(Roles.ENTERPRISE)
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "It waits for the organiser")
    @Refuses(
            value = {
                "contest-not-found",
                "contest-notice-over",
                "contest-objected-before",
                "not-yours",
                "transition-not-allowed"
            },
            defects = {"contest-entry-unknown", "contest-juror-unknown"})
    @Operation(
            operationId = "objectToContestNotice",
            summary = "Object to an entry in the notice, or to a score",
            description =
                    "For enterprises with an entry in the notice, before `noticeUntil`, once for each entry and each"
                            + " of its scores.")
    public Uni<RestResponse<ContestObjectionView>> object(
            @RestPath UUID id, @NotNull @Valid ContestForms.Objection says) {
        return once.created(
                disputes.object(current.get(), id, says),
                ContestObjectionView::of,
                made -> ContestObjectionResource.PATH + "/" + made.id());
    }
}
