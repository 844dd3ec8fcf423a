package cn.dengyun.activity.contest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** One score. */
@Path(ContestScoreResource.PATH)
@Tag(name = "Contests")
@Cancellable(false)
@DryRunnable
class ContestScoreResource {

    static final String PATH = "/api/v1/contest-scores";

    private final ContestJudging judging;
    private final Once once;
    private final CurrentActor current;

    ContestScoreResource(ContestJudging judging, Once once, CurrentActor current) {
        this.judging = judging;
        this.once = once;
        this.current = current;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses("contest-score-not-found")
    @Operation(
            operationId = "getContestScore",
            summary = "A score",
            description = "For the juror who gave it, and for auditors.")
    public Uni<RestResponse<ContestScoreView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return judging.find(actor, id).map(known -> EntityTags.respond(ContestScoreView.of(known, actor), ifNoneMatch));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY})
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {
                "contest-conflict-linked",
                "contest-conflict-own",
                "contest-conflict-stated",
                "contest-score-not-found",
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
            operationId = "updateContestScore",
            summary = "Change a score",
            description = "For the juror who gave it, before the notice. Points are sent whole.")
    public Uni<RestResponse<ContestScoreView>> change(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = ContestForms.Score.class)))
                    JsonNode patch) {
        Actor actor = current.get();
        return once.ok(
                judging.change(actor, id, once.precondition(), patch), known -> ContestScoreView.of(known, actor));
    }
}
