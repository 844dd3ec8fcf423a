package cn.dengyun.activity.contest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** One entry of a contest. */
@Path(ContestEntryResource.PATH)
@Tag(name = "Contests")
@Cancellable(false)
@DryRunnable
class ContestEntryResource {

    static final String PATH = "/api/v1/contest-entries";

    private final ContestEntryService entries;
    private final Once once;
    private final CurrentActor current;

    ContestEntryResource(ContestEntryService entries, Once once, CurrentActor current) {
        this.entries = entries;
        this.once = once;
        this.current = current;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses("contest-entry-not-found")
    @Operation(
            operationId = "getContestEntry",
            summary = "An entry of a contest",
            description =
                    "For its enterprise, its authorities, the organiser, the jury and auditors; for others from the"
                            + " notice on.")
    public Uni<ContestEntryView> get(@RestPath UUID id) {
        Actor actor = current.get();
        return entries.find(actor, id).map(known -> ContestEntryView.of(known, actor));
    }

    @POST
    @Path("/{id}/withdrawals")
    @RolesAllowed(Roles.ENTERPRISE)
    @IdempotencyKey
    @Refuses({"contest-entry-not-found", "contest-not-open", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawContestEntry",
            summary = "Withdraw an entry",
            description = "For its enterprise, before the jury judges. It may nominate itself anew.")
    public Uni<RestResponse<ContestEntryView>> withdraw(@RestPath UUID id) {
        Actor actor = current.get();
        return once.ok(entries.withdraw(actor, id), known -> ContestEntryView.of(known, actor));
    }
}
