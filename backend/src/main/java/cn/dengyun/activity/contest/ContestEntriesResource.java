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
import jakarta.annotation.security.PermitAll;
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

/** Who takes part in a contest. */
@Path(ContestResource.PATH + "/{id}/entries")
@Tag(name = "Contests")
@Cancellable(false)
@DryRunnable
class ContestEntriesResource {

    private final ContestService contests;
    private final ContestEntryService entries;
    private final Once once;
    private final CurrentActor current;

    ContestEntriesResource(ContestService contests, ContestEntryService entries, Once once, CurrentActor current) {
        this.contests = contests;
        this.entries = entries;
        this.once = once;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"contest-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listContestEntries",
            summary = "Entries of a contest, newest first",
            description =
                    "The organiser and the authorities above it see all, the jury those that were not withdrawn, as"
                            + " everybody does from the notice on; before that enterprises see their own.")
    public Uni<RestResponse<Page<ContestEntryView>>> list(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "Only those that stand there") ContestEntryStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return contests.find(actor, id)
                .chain(contest -> entries.page(actor, contest, status, cursor, limit))
                .map(page -> PageLinks.respond(page.map(known -> ContestEntryView.of(known, actor)), request));
    }

    @POST
    @RolesAllowed(Roles.ENTERPRISE)
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Nominated")
    @Refuses(
            value = {
                "contest-full",
                "contest-nominated-before",
                "contest-nominations-over",
                "contest-nominations-too-early",
                "contest-not-certified",
                "contest-not-found",
                "contest-not-open",
                "contest-region-unfit",
                "organization-frozen"
            },
            defects = {"contest-consent-missing", "contest-person-missing", "contest-person-unfit"})
    @Operation(
            operationId = "submitContestEntry",
            summary = "Nominate the own enterprise",
            description = "For a certified enterprise of the region of the contest, once, in the time of nominations."
                    + " Where chief information officers are selected it names one, who consents to being named in"
                    + " public.")
    public Uni<RestResponse<ContestEntryView>> nominate(
            @RestPath UUID id, @NotNull @Valid ContestForms.Nomination says) {
        Actor actor = current.get();
        return once.created(
                entries.nominate(actor, id, says),
                known -> ContestEntryView.of(known, actor),
                known -> ContestEntryResource.PATH + "/" + known.entry().id());
    }
}
