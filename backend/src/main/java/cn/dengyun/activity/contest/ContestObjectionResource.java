package cn.dengyun.activity.contest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** One objection to what stands in the notice of a contest. */
@Path(ContestObjectionResource.PATH)
@Tag(name = "Contests")
@RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
@Cancellable(false)
@DryRunnable
class ContestObjectionResource {

    static final String PATH = "/api/v1/contest-objections";

    private final ContestDisputes disputes;
    private final Once once;
    private final CurrentActor current;

    ContestObjectionResource(ContestDisputes disputes, Once once, CurrentActor current) {
        this.disputes = disputes;
        this.once = once;
        this.current = current;
    }

    @GET
    @Path("/{id}")
    @Refuses("contest-objection-not-found")
    @Operation(operationId = "getContestObjection", summary = "An objection in the notice of a contest")
    public Uni<ContestObjectionView> get(@RestPath UUID id) {
        return disputes.find(current.get(), id).map(ContestObjectionView::of);
    }

    @POST
    @Path("/{id}/decisions")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({
        "contest-not-found",
        "contest-objection-not-found",
        "contest-scores-left",
        "four-eyes-required",
        "not-yours",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "decideContestObjection",
            summary = "Decide an objection in the notice of a contest",
            description =
                    "For the organiser or an authority above it, by a person who has neither announced the contest nor"
                            + " posted its notice nor judged. What is upheld strikes the entry, or sets the score of the"
                            + " juror aside, and ranks follow; three scores of an entry remain.")
    public Uni<RestResponse<ContestObjectionView>> decide(
            @RestPath UUID id, @NotNull @Valid ContestForms.Decision says) {
        return once.ok(disputes.decide(current.get(), id, says), ContestObjectionView::of);
    }
}
