package cn.dengyun.activity.contest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Contests: held by offices, read by everybody once they are announced. */
@Path(ContestResource.PATH)
@Tag(
        name = "Contests",
        description = "Contests (大赛) and the selection of outstanding chief information officers (首席信息官评选): who"
                + " nominates itself, who judges, and the score sheet that anybody computes the titles from.")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class ContestResource {

    static final String PATH = "/api/v1/contests";

    private final ContestService contests;
    private final ContestJudging judging;
    private final ReferenceService reference;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    ContestResource(
            ContestService contests,
            ContestJudging judging,
            ReferenceService reference,
            Once once,
            CurrentActor current,
            RequestFacts facts) {
        this.contests = contests;
        this.judging = judging;
        this.reference = reference;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listContests",
            summary = "Contests, newest first",
            description =
                    "Everybody sees those that were announced, with who has the titles; offices also their drafts.")
    public Uni<RestResponse<Page<ContestView>>> list(
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those held in this region", example = "340100")
                    String region,
            @RestQuery @Parameter(description = "Only these") ContestKind kind,
            @RestQuery @Parameter(description = "Only those that stand there") ContestStatus status,
            @RestQuery @Size(max = 100) @Parameter(description = "Only those with this in their title", example = "大赛")
                    String q,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        UnaryOperator<String> names = names();
        Filter filter = new Filter()
                .within("region_code", region)
                .is("kind", kind)
                .is("status", status)
                .contains("title", q);
        return contests.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> ContestView.of(found, false, actor, contests.now(), names)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"contest-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "getContest",
            summary = "A contest, with its score sheet and its titles",
            description = "From the notice on everybody reads the scores, with jurors by their number, and computes the"
                    + " ranks from them: a juror's score is the sum over the criteria of weight × points ÷ maximum, an"
                    + " entry has the mean of those that are not set aside, and entries that are struck have no rank."
                    + " Ranks compare exact fractions. As many share a rank as are equal; whoever has a rank up to the"
                    + " number of titles gets one.")
    public Uni<RestResponse<ContestView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        UnaryOperator<String> names = names();
        return contests.find(actor, id)
                .map(found ->
                        EntityTags.respond(ContestView.of(found, true, actor, contests.now(), names), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "A draft")
    @Refuses(
            value = "not-yours",
            defects = {
                "contest-criterion-repeated",
                "contest-weight-nothing",
                "contest-weights-sum",
                "contest-window-unfit"
            })
    @Operation(
            operationId = "createContest",
            summary = "Begin a contest",
            description = "For an office, for the enterprises of its region. Weights sum up to 100 exactly.")
    public Uni<RestResponse<ContestView>> create(@NotNull @Valid ContestForm form) {
        Actor actor = current.get();
        UnaryOperator<String> names = names();
        return once.created(
                contests.draft(actor, form),
                after -> ContestView.of(after, true, actor, contests.now(), names),
                after -> PATH + "/" + after.id());
    }

    @PATCH
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {"contest-not-found", "not-yours", "transition-not-allowed"},
            defects = {
                "contest-criterion-repeated",
                "contest-weight-nothing",
                "contest-weights-sum",
                "contest-window-unfit"
            })
    @Operation(
            operationId = "updateContest",
            summary = "Change a draft of a contest",
            description = "For the organiser. Criteria are sent whole; once it is announced nothing of it is changed.")
    public Uni<RestResponse<ContestView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = ContestForm.class)))
                    JsonNode patch) {
        return changed(contests.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/announcements")
    @IdempotencyKey
    @Refuses({"contest-nominations-over", "contest-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "announceContest",
            summary = "Announce a contest",
            description =
                    "For the organiser. Enterprises of the region nominate themselves from `nominationsFrom` on and"
                            + " before `nominationsUntil`.")
    public Uni<RestResponse<ContestView>> announce(@RestPath UUID id) {
        return changed(contests.announce(current.get(), id));
    }

    @POST
    @Path("/{id}/juries")
    @IdempotencyKey
    @Refuses(
            value = {"contest-not-found", "contest-scored", "not-yours", "transition-not-allowed"},
            defects = {"contest-juror-repeated", "contest-juror-unfit"})
    @Operation(
            operationId = "replaceContestJury",
            summary = "Say who judges, instead of whoever did",
            description = "For the organiser, until somebody of the jury has scored.")
    public Uni<RestResponse<ContestView>> replaceJury(@RestPath UUID id, @NotNull @Valid ContestForms.Jury says) {
        return changed(contests.replaceJury(current.get(), id, says));
    }

    @POST
    @Path("/{id}/conflicts")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY})
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "On record")
    @Refuses(
            value = {
                "contest-conflict-stated-before",
                "contest-not-found",
                "contest-scored-before",
                "not-yours",
                "transition-not-allowed"
            },
            defects = {"contest-entry-unknown", "contest-juror-unknown"})
    @Operation(
            operationId = "stateContestConflict",
            summary = "Say that somebody of the jury does not judge an entry",
            description =
                    "A juror says it of himself at any time before the notice, which leaves out what he has scored;"
                            + " the organiser of any juror who has not scored the entry. It is not taken back.")
    public Uni<RestResponse<ContestEntryView.Conflict>> state(
            @RestPath UUID id, @NotNull @Valid ContestForms.Conflict says) {
        return once.created(judging.state(current.get(), id, says), ContestEntryView.Conflict::of);
    }

    @POST
    @Path("/{id}/judgings")
    @IdempotencyKey
    @Refuses({
        "contest-entries-missing",
        "contest-jury-missing",
        "contest-nominations-open",
        "contest-not-found",
        "not-yours",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "startContestJudging",
            summary = "Let the jury judge",
            description =
                    "For the organiser, once nominations are over. What keeps jurors from judging an entry is looked"
                            + " for and put on record: the same organisation, a nomination by themselves, companies of one"
                            + " controller or legal representative.")
    public Uni<RestResponse<ContestView>> startJudging(@RestPath UUID id) {
        return changed(contests.startJudging(current.get(), id));
    }

    @POST
    @Path("/{id}/notices")
    @IdempotencyKey
    @Refuses({"contest-not-found", "contest-scores-missing", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "publishContestNotice",
            summary = "Lock the scores and show them to everybody",
            description =
                    "For the organiser, once each entry has three scores of jurors whom nothing keeps from judging it,"
                            + " as it stands at this moment; other scores are left out. No score changes from now on.")
    public Uni<RestResponse<ContestView>> postNotice(@RestPath UUID id) {
        return changed(contests.postNotice(current.get(), id));
    }

    @POST
    @Path("/{id}/conclusions")
    @IdempotencyKey
    @Refuses({
        "contest-not-found",
        "contest-notice-open",
        "contest-objections-undecided",
        "not-yours",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "concludeContest",
            summary = "Grant the titles",
            description =
                    "For the organiser, once the notice is over and no objection is open. Whoever has a rank up to"
                            + " the number of titles gets one; entries that share the last rank all do.")
    public Uni<RestResponse<ContestView>> conclude(@RestPath UUID id) {
        return changed(contests.conclude(current.get(), id));
    }

    @POST
    @Path("/{id}/cancellations")
    @IdempotencyKey
    @Refuses({"contest-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "cancelContest",
            summary = "Cancel a contest",
            description =
                    "For the organiser, or an authority above it, before the titles are granted. Its page stays and"
                            + " tells why.")
    public Uni<RestResponse<ContestView>> cancel(@RestPath UUID id, @NotNull @Valid ContestForms.Cancellation says) {
        return changed(contests.cancel(current.get(), id, says.explanation()));
    }

    private Uni<RestResponse<ContestView>> changed(Effect<Contest> change) {
        Actor actor = current.get();
        UnaryOperator<String> names = names();
        return once.ok(change, after -> ContestView.of(after, true, actor, contests.now(), names));
    }

    private UnaryOperator<String> names() {
        Language language = facts.language();
        return code -> reference.name(ReferenceService.REGIONS, code, language).orElse(code);
    }
}
