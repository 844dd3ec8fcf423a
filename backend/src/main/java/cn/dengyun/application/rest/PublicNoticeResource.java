package cn.dengyun.application.rest;

import cn.dengyun.application.NoticeForms;
import cn.dengyun.application.NoticeService;
import cn.dengyun.application.ObjectionService;
import cn.dengyun.application.rest.NoticeViews.AcceptedView;
import cn.dengyun.application.rest.NoticeViews.IssueView;
import cn.dengyun.application.rest.NoticeViews.ItemView;
import cn.dengyun.application.rest.NoticeViews.NoticeDetailView;
import cn.dengyun.application.rest.NoticeViews.NoticeView;
import cn.dengyun.application.rest.NoticeViews.ObjectionView;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.job.ProgressWatch;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Public notices of approved applications. */
@Path("/api/v1/public-notices")
@Tag(name = "Public notices")
@PermitAll
public class PublicNoticeResource {

    private final NoticeService notices;
    private final ObjectionService objections;
    private final Once once;
    private final CurrentActor current;

    PublicNoticeResource(NoticeService notices, ObjectionService objections, Once once, CurrentActor current) {
        this.notices = notices;
        this.objections = objections;
        this.once = once;
        this.current = current;
    }

    @POST
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"notice-empty", "notice-not-yours", "programme-not-found"})
    @Operation(
            operationId = "createPublicNotice",
            summary = "Publish all approved applications of a programme and a region",
            description = "By the authority of the region or above. It runs the working days that the rules say.")
    @APIResponse(
            responseCode = "201",
            description = "Published",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NoticeView.class)))
    public Uni<RestResponse<NoticeView>> create(@NotNull @Valid NoticeForms.NewNotice request) {
        return once.created(
                notices.publish(current.get(), request),
                made -> NoticeView.of(made, notices.now()),
                made -> "/api/v1/public-notices/" + made.id());
    }

    @GET
    @Operation(operationId = "listPublicNotices", summary = "Public notices, newest first")
    public Uni<RestResponse<Page<NoticeView>>> list(
            @RestQuery @Parameter(description = "Only those of this programme") UUID programmeId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return notices.list(programmeId, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> NoticeView.of(found, notices.now())), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"notice-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getPublicNotice", summary = "A public notice, and how far its issue has come")
    public Uni<NoticeDetailView> get(@RestPath UUID id) {
        Actor actor = current.get();
        return notices.find(id)
                .chain(found -> notices.lastIssue(id)
                        .chain(issue -> notices.actions(actor, found, issue)
                                .map(actions -> new NoticeDetailView(
                                        NoticeView.of(found, notices.now()),
                                        issue.map(each -> IssueView.of(each, notices.now()))
                                                .orElse(null),
                                        actions))));
    }

    @GET
    @Path("/{id}/items")
    @Refuses({"notice-not-found"})
    @Operation(operationId = "listPublicNoticeItems", summary = "The applications in a public notice")
    public Uni<RestResponse<Page<ItemView>>> items(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return notices.items(id, cursor, limit).map(page -> PageLinks.respond(page.map(ItemView::of), request));
    }

    @POST
    @Path("/{id}/objections")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({
        "notice-not-found",
        "notice-over",
        "objection-not-in-notice",
        "objection-repeated",
        "objections-too-many",
        "objector-not-certified"
    })
    @Operation(
            operationId = "createNoticeObjection",
            summary = "Object to an application in a public notice",
            description =
                    "By certified organisations and offices, once for each application, until the notice ends. The"
                            + " application is not issued before that is decided; the others are.")
    @APIResponse(
            responseCode = "201",
            description = "Filed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ObjectionView.class)))
    public Uni<RestResponse<ObjectionView>> object(
            @RestPath UUID id, @NotNull @Valid NoticeForms.NewObjection request) {
        return once.created(
                objections.object(current.get(), id, request),
                ObjectionView::of,
                made -> "/api/v1/public-notices/" + id + "/objections");
    }

    @GET
    @Path("/{id}/objections")
    @RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR})
    @Refuses({"notice-not-found"})
    @Operation(
            operationId = "listNoticeObjections",
            summary = "Objections to applications in a public notice, newest first",
            description = "An authority sees those against applications of its region and below.")
    public Uni<RestResponse<Page<ObjectionView>>> objections(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "Only those to this application") UUID applicationId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return objections
                .objections(actor, id, applicationId, cursor, limit)
                .map(page -> PageLinks.respond(page.map(ObjectionView::of), request));
    }

    @POST
    @Path("/{id}/issues")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({
        "notice-empty",
        "notice-issue-running",
        "notice-issue-same-person",
        "notice-not-found",
        "notice-not-yours",
        "notice-still-running"
    })
    @Operation(
            operationId = "createNoticeIssue",
            summary = "Issue the vouchers of a public notice",
            description = "When it is over, by somebody who has not published it. A job issues a voucher for every"
                    + " application that nobody's open objection concerns and that is still eligible; see"
                    + " `issue` of the notice.")
    @APIResponse(
            responseCode = "202",
            description = "A job issues them",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AcceptedView.class)))
    public Uni<RestResponse<AcceptedView>> issue(@RestPath UUID id, @NotNull @Valid NoticeForms.NewIssue request) {
        return once.reply(
                        notices.issue(current.get(), id, request.reason()),
                        made -> Reply.accepted(new AcceptedView(made.id(), id), "/api/v1/public-notices/" + id))
                .invoke(notices::begin);
    }

    @GET
    @Path("/{id}/issue-progress")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR, Roles.SYSADMIN})
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Refuses({"notice-not-found"})
    @Operation(
            operationId = "watchNoticeIssue",
            summary = "Watch the issue of a notice's vouchers as server-sent events",
            description = "The last issue twice a second, until it has ended; each event is a NoticeIssue. Before"
                    + " the first the stream ends at once.")
    @Blocking
    public Multi<IssueView> watchIssue(@RestPath UUID id) {
        NoticeService.Progress first = WorkerThread.await(
                notices.find(id).chain(() -> notices.lastIssue(id)).map(last -> last.orElse(null)));
        if (first == null) {
            return Multi.createFrom().empty();
        }
        UUID issue = first.issue().id();
        return ProgressWatch.until(seen -> seen.job().state().isFinal(), first, () -> notices.look(issue))
                .map(seen -> IssueView.of(seen, notices.now()));
    }

    @POST
    @Path("/{id}/issue-cancellations")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"notice-issue-not-running", "notice-not-found", "notice-not-yours"})
    @Operation(
            operationId = "cancelNoticeIssue",
            summary = "End the issue of a notice's vouchers",
            description = "Vouchers that are issued stay; the other applications stay in the notice and can be"
                    + " issued by another decision. A running issue ends at its next step, see `state`.")
    @APIResponse(responseCode = "200", description = "It ends")
    public Uni<RestResponse<IssueView>> cancelIssue(
            @RestPath UUID id, @NotNull @Valid NoticeForms.NewCancellation request) {
        return once.ok(
                notices.cancelIssue(current.get(), id, request.reason()),
                progress -> IssueView.of(progress, notices.now()));
    }
}
