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

/** What the jury of a contest has scored. */
@Path(ContestResource.PATH + "/{id}/scores")
@Tag(name = "Contests")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY})
@Cancellable(false)
@DryRunnable
class ContestScoresResource {

    private final ContestService contests;
    private final ContestJudging judging;
    private final Once once;
    private final CurrentActor current;

    ContestScoresResource(ContestService contests, ContestJudging judging, Once once, CurrentActor current) {
        this.contests = contests;
        this.judging = judging;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses("contest-not-found")
    @Operation(
            operationId = "listContestScores",
            summary = "Scores of a contest, newest first",
            description = "Jurors see their own, auditors all, others none: the organiser reads them in the notice, as"
                    + " everybody does.")
    public Uni<RestResponse<Page<ContestScoreView>>> scores(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return contests.find(actor, id)
                .chain(contest -> judging.page(actor, contest, cursor, limit))
                .map(page -> PageLinks.respond(page.map(known -> ContestScoreView.of(known, actor)), request));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Scored")
    @Refuses(
            value = {
                "contest-conflict-linked",
                "contest-conflict-own",
                "contest-conflict-stated",
                "contest-not-found",
                "contest-scored-before",
                "not-yours",
                "transition-not-allowed"
            },
            defects = {
                "contest-entry-unknown",
                "contest-points-criterion-unfit",
                "contest-points-missing",
                "contest-points-unfit"
            })
    @Operation(
            operationId = "submitContestScore",
            summary = "Score an entry by all criteria",
            description = "For the jury, once for each entry, while it judges. Nobody scores an entry of his own side.")
    public Uni<RestResponse<ContestScoreView>> score(@RestPath UUID id, @NotNull @Valid ContestForms.NewScore says) {
        Actor actor = current.get();
        return once.created(
                judging.score(actor, id, says),
                known -> ContestScoreView.of(known, actor),
                known -> ContestScoreResource.PATH + "/" + known.score().id());
    }
}
