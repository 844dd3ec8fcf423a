package cn.dengyun.application.rest;

import cn.dengyun.application.ApplicationForms;
import cn.dengyun.application.ApplicationService;
import cn.dengyun.application.ExitService;
import cn.dengyun.application.ReviewService;
import cn.dengyun.application.SubmissionService;
import cn.dengyun.application.domain.ApplicationFilter;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.rest.HistoryViews.AppealView;
import cn.dengyun.application.rest.HistoryViews.DecisionView;
import cn.dengyun.application.rest.HistoryViews.StepView;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

/** Applications for vouchers: drafted and followed by the applicant, reviewed by the authorities of its region. */
@Path("/api/v1/voucher-applications")
@Tag(name = "Voucher applications")
@RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.AUDITOR})
public class VoucherApplicationResource {

    private final ApplicationService applications;
    private final SubmissionService submissions;
    private final ReviewService reviews;
    private final ExitService exits;
    private final Once once;
    private final CurrentActor current;

    VoucherApplicationResource(
            ApplicationService applications,
            SubmissionService submissions,
            ReviewService reviews,
            ExitService exits,
            Once once,
            CurrentActor current) {
        this.applications = applications;
        this.submissions = submissions;
        this.reviews = reviews;
        this.exits = exits;
        this.once = once;
        this.current = current;
    }

    @POST
    @RolesAllowed(Roles.ENTERPRISE)
    @Cancellable(false)
    @Delegable("vouchers:apply")
    @RequiredScope(ClientScope.VOUCHERS_APPLY)
    @IdempotencyKey
    @Refuses(
            value = {
                "application-drafts-too-many",
                "forbidden",
                "programme-closed",
                "programme-not-found",
                "self-dealing"
            },
            defects = {
                "application-offering-lapsed",
                "application-offering-unfit",
                "application-provider-unfit",
                "application-tax-reversed"
            })
    @Operation(
            operationId = "createVoucherApplication",
            summary = "Prepare an application for a voucher",
            description = "A draft, also before the programme opens; an enterprise has 50 at the most. Nothing is"
                    + " held and no place is taken until it is submitted. Layer and provider of a line follow"
                    + " from its offering.")
    @APIResponse(
            responseCode = "201",
            description = "Prepared",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = VoucherApplicationView.class)))
    public Uni<RestResponse<VoucherApplicationView>> create(@NotNull @Valid ApplicationForms.NewApplication request) {
        Actor actor = current.get();
        return once.reply(
                applications.draft(actor, request).then(this::withOpen),
                made -> tagged(
                        made.application(),
                        Reply.created(view(made, actor), path(made.application().id()))));
    }

    @GET
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Operation(
            operationId = "listVoucherApplications",
            summary = "Applications that the caller may see, newest first",
            description = "One's own; an authority sees those of its region and below that were submitted, auditors"
                    + " all.")
    public Uni<RestResponse<Page<VoucherApplicationView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") ApplicationStatus status,
            @RestQuery @Parameter(description = "Only those of this programme") UUID programmeId,
            @RestQuery @Parameter(description = "Only those of this organisation") UUID organizationId,
            @RestQuery @Parameter(description = "Only those that were submitted for services of this provider")
                    UUID providerId,
            @RestQuery
                    @DefaultValue("false")
                    @Parameter(
                            description = "Only those on which it is the caller's turn: a reviewer's own, and those"
                                    + " of authorities below that are overdue, and price cuts that somebody else has"
                                    + " proposed; an applicant's drafts and corrections")
                    boolean actionable,
            @RestQuery @DefaultValue("false") @Parameter(description = "Only those on which somebody is late")
                    boolean overdue,
            @RestQuery
                    @Parameter(description = "Only those begun from this moment on", example = "2018-07-01T00:00:00Z")
                    Instant from,
            @RestQuery @Parameter(description = "Only those begun before this moment", example = "2018-10-01T00:00:00Z")
                    Instant to,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        ApplicationFilter filter =
                new ApplicationFilter(status, programmeId, organizationId, providerId, actionable, overdue, from, to);
        return applications
                .list(actor, filter, cursor, limit)
                .chain(page -> Uni.combine()
                        .all()
                        .unis(applications.applicants(page.data()), applications.open(page.data()))
                        .with((names, open) -> page.map(found -> VoucherApplicationView.of(
                                found, names.get(found.organizationId()), open, actor, applications.now()))))
                .map(page -> PageLinks.respond(page, request));
    }

    @GET
    @Path("/{id}")
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Refuses({"application-not-found"})
    @Operation(
            operationId = "getVoucherApplication",
            summary = "An application for a voucher",
            description = "With whose turn it is and until when.")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<VoucherApplicationView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return applications
                .find(actor, id)
                .chain(found -> applications.open(List.of(found)).map(open -> new Seen(found, open)))
                .map(seen -> {
                    VoucherApplicationView view = view(seen, actor);
                    return EntityTags.respond(view, tag(seen.application(), view), ifNoneMatch);
                });
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Roles.ENTERPRISE)
    @Cancellable(false)
    @Delegable("vouchers:apply")
    @RequiredScope(ClientScope.VOUCHERS_APPLY)
    @Consumes(MergePatch.MEDIA_TYPE)
    @IfMatch
    @Refuses(
            value = {"application-not-editable", "application-not-found", "forbidden", "self-dealing"},
            defects = {
                "application-offering-lapsed",
                "application-offering-unfit",
                "application-provider-unfit",
                "application-tax-reversed"
            })
    @Operation(
            operationId = "updateVoucherApplication",
            summary = "Change what is asked for",
            description = "While it is a draft or was returned.")
    public Uni<RestResponse<VoucherApplicationView>> edit(
            @RestPath UUID id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MergePatch.MEDIA_TYPE,
                                            schema = @Schema(implementation = VoucherApplicationPatch.class)))
                    JsonNode patch) {
        Actor actor = current.get();
        return once.reply(
                applications.edit(actor, id, once.precondition(), patch).then(this::withOpen),
                edited -> tagged(edited.application(), Reply.ok(view(edited, actor))));
    }

    @POST
    @Path("/{id}/submissions")
    @RolesAllowed(Roles.ENTERPRISE)
    @Cancellable(false)
    @Delegable("vouchers:apply")
    @RequiredScope(ClientScope.VOUCHERS_APPLY)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "application-correction-late",
        "application-not-eligible",
        "application-not-found",
        "application-transition-not-allowed",
        "forbidden",
        "overloaded",
        "programme-closed",
        "programme-kind-differs",
        "programme-not-open",
        "programme-opens-later",
        "programme-suspended",
        "programme-without-budget",
        "self-dealing"
    })
    @Operation(
            operationId = "submitVoucherApplication",
            summary = "Submit an application, or what was returned",
            description = "The moment at which the platform receives it decides: before the opening it is refused,"
                    + " also a millisecond before, from the opening on it gets the next place of its budget. If"
                    + " the quota suffices and nobody waits, its amount is held; else it waits in line"
                    + " (`WAITLISTED`), unless less was accepted. What was returned keeps its place. With"
                    + " `validateOnly` nothing is submitted; a refusal names every rule that fails, also before"
                    + " the opening.")
    @APIResponse(responseCode = "200", description = "Submitted")
    public Uni<RestResponse<VoucherApplicationView>> submit(@RestPath UUID id) {
        Actor actor = current.get();
        return once.gathered(submissions.submit(actor, id), moved -> shown(moved, actor));
    }

    @POST
    @Path("/{id}/withdrawals")
    @RolesAllowed(Roles.ENTERPRISE)
    @Cancellable(false)
    @Delegable("vouchers:apply")
    @RequiredScope(ClientScope.VOUCHERS_APPLY)
    @IdempotencyKey
    @Refuses({"application-not-found", "application-transition-not-allowed", "forbidden"})
    @Operation(
            operationId = "withdrawVoucherApplication",
            summary = "Take an application back",
            description = "Until it stands in a public notice. What it held goes to those who wait.")
    @APIResponse(responseCode = "200", description = "Withdrawn")
    public Uni<RestResponse<VoucherApplicationView>> withdraw(
            @RestPath UUID id, @NotNull @Valid ApplicationForms.Withdrawal request) {
        Actor actor = current.get();
        return once.reply(exits.withdraw(actor, id, request.reason()), moved -> shown(moved, actor));
    }

    @POST
    @Path("/{id}/reviews")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {
                "application-not-approvable",
                "application-not-found",
                "application-rounds-used",
                "application-transition-not-allowed",
                "fraud-signal-open",
                "review-amount-too-high",
                "review-consecutive",
                "review-not-overdue",
                "review-not-yours",
                "review-own-side"
            },
            defects = {"review-code-unknown", "variant-member-missing", "variant-member-unfit"})
    @Operation(
            operationId = "decideVoucherApplication",
            summary = "Take up, pass, return or reject an application",
            description = "By the authority of the level whose turn it is: county, city, and the province by chance or"
                    + " above a threshold; counties under the province directly go to the province. One above acts"
                    + " only when that is overdue, and the step says in whose place (`inPlaceOf`)."
                    + " Nobody takes two steps in a row, and nobody decides on his own side. The last level"
                    + " approves, if the enterprise is certified and nothing is unknown; an amount that turns"
                    + " out smaller is given back.")
    @APIResponse(responseCode = "200", description = "Decided")
    public Uni<RestResponse<VoucherApplicationView>> review(
            @RestPath UUID id, @NotNull @Valid ApplicationForms.NewReview request) {
        Actor actor = current.get();
        return once.reply(reviews.review(actor, id, request), moved -> shown(moved, actor));
    }

    @POST
    @Path("/{id}/dispositions")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({
        "application-not-found",
        "application-transition-not-allowed",
        "fraud-signal-not-clearable",
        "fraud-signal-own",
        "review-not-yours",
        "review-own-side"
    })
    @Operation(
            operationId = "decideFraudSignal",
            summary = "Clear or confirm a hit of a fraud rule",
            description = "By somebody of an authority with a say in it who has decided nothing in this file; he"
                    + " does not pass it on either.")
    @APIResponse(responseCode = "200", description = "Recorded")
    public Uni<RestResponse<VoucherApplicationView>> dispose(
            @RestPath UUID id, @NotNull @Valid ApplicationForms.NewDisposition request) {
        Actor actor = current.get();
        return once.reply(reviews.dispose(actor, id, request), found -> shown(found, actor));
    }

    @POST
    @Path("/{id}/appeals")
    @RolesAllowed(Roles.ENTERPRISE)
    @Cancellable(false)
    @Delegable("vouchers:apply")
    @RequiredScope(ClientScope.VOUCHERS_APPLY)
    @IdempotencyKey
    @Refuses({"application-not-appealable", "application-not-found", "forbidden"})
    @Operation(
            operationId = "createVoucherAppeal",
            summary = "Appeal against a refusal",
            description = "Once, until `dueAt`.")
    @APIResponse(
            responseCode = "201",
            description = "Filed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AppealView.class)))
    public Uni<RestResponse<AppealView>> appeal(@RestPath UUID id, @NotNull @Valid ApplicationForms.NewAppeal request) {
        return once.reply(
                exits.appeal(current.get(), id, request.reason()),
                made -> Reply.created(AppealView.of(made), path(id) + "/appeals")
                        .tagged(made.id().toString()));
    }

    @GET
    @Path("/{id}/appeals")
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Refuses({"application-not-found"})
    @Operation(operationId = "listVoucherAppeals", summary = "The appeal in an application, if there is one")
    public Uni<Page<AppealView>> appeals(@RestPath UUID id) {
        return exits.appeals(current.get(), id)
                .map(found -> whole(found.stream().map(AppealView::of).toList()));
    }

    @POST
    @Path("/{id}/appeal-decisions")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({
        "appeal-decided-already",
        "appeal-not-found",
        "appeal-same-reviewer",
        "application-not-found",
        "application-transition-not-allowed",
        "review-not-yours",
        "review-own-side"
    })
    @Operation(
            operationId = "decideVoucherAppeal",
            summary = "Decide on an appeal",
            description = "By somebody of the level that refused, or above, who has decided nothing in this file."
                    + " Upheld, the application waits with its old place and gets its quota back as soon as"
                    + " there is some.")
    @APIResponse(responseCode = "200", description = "Decided")
    public Uni<RestResponse<VoucherApplicationView>> decideAppeal(
            @RestPath UUID id, @NotNull @Valid ApplicationForms.NewAppealDecision request) {
        Actor actor = current.get();
        return once.reply(exits.decideAppeal(actor, id, request), moved -> shown(moved, actor));
    }

    @GET
    @Path("/{id}/steps")
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Refuses({"application-not-found"})
    @Operation(operationId = "listVoucherApplicationSteps", summary = "What happened to an application, oldest first")
    public Uni<Page<StepView>> steps(@RestPath UUID id) {
        return applications
                .steps(current.get(), id)
                .map(found -> whole(found.stream().map(StepView::of).toList()));
    }

    @GET
    @Path("/{id}/decisions")
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Refuses({"application-not-found"})
    @Operation(
            operationId = "listVoucherApplicationDecisions",
            summary = "What the rules said about an application, rule by rule",
            description = "Each can be made again from what it rests on, by the version of the rules that it names."
                    + " Oldest first.")
    public Uni<Page<DecisionView>> decisions(@RestPath UUID id) {
        return applications
                .decisions(current.get(), id)
                .map(found -> whole(found.stream()
                        .map(each -> DecisionView.of(
                                each.decision().occasion(),
                                each.decision().record(),
                                each.decision().decidedAt(),
                                each.links()))
                        .toList()));
    }

    private static String path(UUID id) {
        return "/api/v1/voucher-applications/" + id;
    }

    /** @param open programmes that take drafts now */
    private record Seen(VoucherApplication application, Set<UUID> open) {}

    private Uni<Seen> withOpen(SqlConnection connection, VoucherApplication application) {
        return applications.open(connection, List.of(application)).map(open -> new Seen(application, open));
    }

    private VoucherApplicationView view(Seen seen, Actor actor) {
        return VoucherApplicationView.of(seen.application(), null, seen.open(), actor, applications.now());
    }

    /** One that is no draft any more. */
    private VoucherApplicationView view(VoucherApplication application, Actor actor) {
        return view(new Seen(application, Set.of()), actor);
    }

    private Reply<VoucherApplicationView> shown(VoucherApplication application, Actor actor) {
        return tagged(application, Reply.ok(view(application, actor)));
    }

    private static Reply<VoucherApplicationView> tagged(
            VoucherApplication application, Reply<VoucherApplicationView> reply) {
        return reply.tagged(tag(application, reply.view()));
    }

    /** What may be done with it, and whether it is late, changes with the clock and with its programme. */
    private static String tag(VoucherApplication application, VoucherApplicationView view) {
        return EntityTags.of(application.version(), List.of(view.availableActions(), view.overdue()));
    }

    /** There are never more than a few. */
    private static <T> Page<T> whole(List<T> rows) {
        return Page.of(rows, Integer.MAX_VALUE, row -> null);
    }
}
