package cn.dengyun.monitoring.bulletin;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
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
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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

/** Bulletins: written and approved by the province, public once they are published. */
@Path(BulletinResource.PATH)
@Tag(
        name = "Bulletins",
        description = "How the work of a period stands (工作评估通报): figures frozen as of one recount, and errata.")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class BulletinResource {

    static final String PATH = "/api/v1/bulletins";

    private final BulletinService bulletins;
    private final BulletinErratumService errata;
    private final Once once;
    private final CurrentActor current;

    BulletinResource(BulletinService bulletins, BulletinErratumService errata, Once once, CurrentActor current) {
        this.bulletins = bulletins;
        this.errata = errata;
        this.once = once;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listBulletins",
            summary = "Bulletins, newest first",
            description = "Everybody sees those that are published; authorities of the province and auditors all.")
    public Uni<RestResponse<Page<BulletinView>>> list(
            @RestQuery @Size(max = 100) @Parameter(description = "Only those whose title has this text", example = "评估")
                    String q,
            @RestQuery @Parameter(description = "Only of so much time") BulletinPeriod period,
            @RestQuery @Min(2000) @Max(2099) @Parameter(description = "Only of this year", example = "2018")
                    Integer year,
            @RestQuery @Parameter(description = "Only those that stand there") BulletinStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter()
                .is("period", period)
                .is("year", year)
                .is("status", status)
                .contains("title", q);
        return bulletins
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> BulletinView.inList(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"bulletin-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getBulletin", summary = "A bulletin, without its figures")
    public Uni<RestResponse<BulletinView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return bulletins.find(actor, id).map(found -> EntityTags.respond(BulletinView.of(found, actor), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "A draft, with its figures")
    @Refuses(
            value = {"bulletin-nothing-counted", "not-yours"},
            defects = {
                "bulletin-indicator-twice",
                "bulletin-indicator-unknown",
                "bulletin-period-ahead",
                "bulletin-period-unfit"
            })
    @Operation(
            operationId = "draftBulletin",
            summary = "Draft a bulletin of a period",
            description = "For the province. Its figures are those of the last recount, as everybody is told them, and"
                    + " never change: discard the draft and draft another one where they are not the right ones.")
    public Uni<RestResponse<BulletinView>> draft(@NotNull @Valid BulletinForm form) {
        Actor actor = current.get();
        return once.created(
                bulletins.draft(actor, form), made -> BulletinView.of(made, actor), made -> PATH + "/" + made.id());
    }

    @PATCH
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses({"bulletin-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "updateBulletin",
            summary = "Change what a draft says",
            description = "For the province, and only while it is a draft.")
    public Uni<RestResponse<BulletinView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = BulletinSays.class)))
                    JsonNode patch) {
        return changed(bulletins.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/submissions")
    @IdempotencyKey
    @IfMatch
    @Refuses(
            value = {"bulletin-not-found", "not-yours", "transition-not-allowed"},
            defects = "bulletin-text-missing")
    @Operation(operationId = "submitBulletin", summary = "Submit a draft for approval")
    public Uni<RestResponse<BulletinView>> submit(@RestPath UUID id) {
        return changed(bulletins.submit(current.get(), id, once.precondition()));
    }

    @POST
    @Path("/{id}/approvals")
    @IdempotencyKey
    @IfMatch
    @Refuses({"bulletin-not-found", "four-eyes-required", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "approveBulletin",
            summary = "Approve what was submitted",
            description = "For two people of the province, one after the other, who have written nothing of it.")
    public Uni<RestResponse<BulletinView>> approve(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(bulletins.approve(current.get(), id, once.precondition(), why.reason()));
    }

    @POST
    @Path("/{id}/returns")
    @IdempotencyKey
    @Refuses({"bulletin-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "returnBulletin",
            summary = "Give what was submitted back to whoever writes it",
            description = "Approvals that it had are gone.")
    public Uni<RestResponse<BulletinView>> giveBack(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(bulletins.giveBack(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/discards")
    @IdempotencyKey
    @Refuses({"bulletin-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "discardBulletin", summary = "Give a draft up")
    public Uni<RestResponse<BulletinView>> discard(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(bulletins.discard(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/publications")
    @IdempotencyKey
    @IfMatch
    @Refuses({"bulletin-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "publishBulletin",
            summary = "Publish an approved bulletin",
            description = "It stays as it is from then on; errata say what was wrong.")
    public Uni<RestResponse<BulletinView>> publish(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(bulletins.publish(current.get(), id, once.precondition(), why.reason()));
    }

    @GET
    @Path("/{id}/errata")
    @PermitAll
    @Refuses({"bulletin-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listBulletinErrata",
            summary = "What of a bulletin was corrected, newest first",
            description = "Everybody sees what is published; authorities of the province what is proposed too.")
    public Uni<RestResponse<Page<BulletinErratumView>>> errata(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "Only those that stand there") ErratumStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return errata.list(actor, id, new Filter().is("status", status), cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> BulletinErratumView.of(found, actor)), request));
    }

    @POST
    @Path("/{id}/errata")
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "A proposal, for another person to approve")
    @Refuses(
            value = {"bulletin-not-found", "not-yours", "transition-not-allowed"},
            defects = {
                "erratum-corrects-missing",
                "erratum-corrects-unknown",
                "erratum-figure-twice",
                "erratum-figure-unknown",
                "erratum-nothing-new",
                "erratum-old-value-differs",
                "erratum-sum-differs"
            })
    @Operation(
            operationId = "proposeBulletinErratum",
            summary = "Propose an erratum of a published bulletin",
            description =
                    "For the province. Units sum up to the province afterwards too. Amounts are corrected in words"
                            + " alone, for a figure could reveal one enterprise. The bulletin stays as it is.")
    public Uni<RestResponse<BulletinErratumView>> propose(@RestPath UUID id, @NotNull @Valid ErratumForm form) {
        Actor actor = current.get();
        return once.created(
                errata.propose(actor, id, form),
                made -> BulletinErratumView.of(made, actor),
                made -> BulletinErratumResource.PATH + "/" + made.id());
    }

    private Uni<RestResponse<BulletinView>> changed(Effect<Bulletin> change) {
        Actor actor = current.get();
        return once.ok(change, after -> BulletinView.of(after, actor));
    }
}
