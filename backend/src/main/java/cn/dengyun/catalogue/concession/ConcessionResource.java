package cn.dengyun.catalogue.concession;

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
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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

/** Concessions: drawn up by the province, confirmed by the provider, published by a second person, public then. */
@Path(ConcessionResource.PATH)
@Tag(
        name = "Concessions",
        description = "Price cuts and free trials that providers give enterprises that move to the cloud, agreed with"
                + " the province.")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class ConcessionResource {

    static final String PATH = "/api/v1/concessions";

    /** {@link Concession#statusAt} in SQL. */
    private static final String STATUS = """
            (CASE WHEN published_at IS NULL THEN status
                WHEN (until_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' <= :moment OR ended_at <= :moment
                THEN 'ENDED'
                ELSE 'PUBLISHED' END)""";

    private static final String OF_OFFERING = """
            (provider_id = (SELECT o.provider_id FROM offering o WHERE o.id = %s)
                AND (offering_ids = '{}' OR offering_ids @> ARRAY[%s]::uuid[]))""";

    /** Whether it holds on a day. */
    private static final String HOLDS = "(published_at IS NOT NULL AND from_on <= %s AND %s <= least(until_on,"
            + " ((ended_at - interval '1 microsecond') AT TIME ZONE 'Asia/Shanghai')::date))";

    private final ConcessionService concessions;
    private final Once once;
    private final CurrentActor current;
    private final Clock clock;

    ConcessionResource(ConcessionService concessions, Once once, CurrentActor current, Clock clock) {
        this.concessions = concessions;
        this.once = once;
        this.current = current;
        this.clock = clock;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listConcessions",
            summary = "Concessions, newest first",
            description = "Everybody sees those that were published, also when they have ended; what is not is seen by"
                    + " the province and by the provider.")
    public Uni<RestResponse<Page<ConcessionView>>> list(
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those of this offering, those of all offerings among them")
                    UUID offeringId,
            @RestQuery @Parameter(description = "Only discounts, or only trials") ConcessionKind kind,
            @RestQuery @Parameter(description = "Only those that stand there") ConcessionStatus status,
            @RestQuery @Parameter(description = "Only those that hold on this day", example = "2030-10-01")
                    LocalDate on,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = clock.instant();
        Filter filter = new Filter()
                .is("provider_id", providerId)
                .is("kind", kind)
                .isAt(STATUS, now, status)
                .holds(OF_OFFERING, offeringId)
                .holds(HOLDS, on);
        return concessions
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> ConcessionView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"concession-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getConcession", summary = "A concession")
    public Uni<RestResponse<ConcessionView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return concessions
                .find(actor, id)
                .map(found -> EntityTags.respond(ConcessionView.of(found, actor, clock.instant()), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Drawn up; the provider has to confirm it")
    @Refuses(
            value = {"concession-overlaps", "not-yours", "provider-not-found"},
            defects = {
                "concession-begins-too-early",
                "concession-member-unfit",
                "concession-offering-foreign",
                "ends-before-it-begins",
                "rate-required"
            })
    @Operation(
            operationId = "createConcession",
            summary = "Draw up a concession of a provider",
            description = "For the provincial authority. The provider confirms it, and a second person publishes it.")
    public Uni<RestResponse<ConcessionView>> create(@NotNull @Valid ConcessionForm form) {
        Actor actor = current.get();
        return once.created(
                concessions.propose(actor, form),
                made -> ConcessionView.of(made, actor, clock.instant()),
                made -> PATH + "/" + made.id());
    }

    @PATCH
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {"concession-not-found", "concession-overlaps", "not-yours", "transition-not-allowed"},
            defects = {
                "concession-begins-too-early",
                "concession-member-unfit",
                "concession-offering-foreign",
                "concession-provider-fixed",
                "ends-before-it-begins",
                "rate-required"
            })
    @Operation(
            operationId = "updateConcession",
            summary = "Change a concession that its provider has not confirmed",
            description = "Whoever changes it answers for all of it, and cannot publish it.")
    public Uni<RestResponse<ConcessionView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = ConcessionForm.class)))
                    JsonNode patch) {
        return changed(concessions.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/confirmations")
    @RolesAllowed(Roles.PROVIDER)
    @IdempotencyKey
    @IfMatch
    @Refuses({"concession-not-found", "four-eyes-required", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "confirmConcession",
            summary = "Confirm a concession that the province has drawn up",
            description = "For an owner of the provider, who confirms what he has read: the province may have changed"
                    + " it since.")
    public Uni<RestResponse<ConcessionView>> confirm(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(concessions.confirm(current.get(), id, once.precondition(), why.reason()));
    }

    @POST
    @Path("/{id}/publications")
    @IdempotencyKey
    @Refuses({
        "concession-not-found",
        "concession-overlaps",
        "concession-too-early",
        "four-eyes-required",
        "not-yours",
        "provider-not-qualified",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "announceConcession",
            summary = "Publish a concession that its provider has confirmed",
            description = "For another person of the provincial authority than the one who drew it up, on the day"
                    + " before its first at the latest. From its first day on, prices and bases count it.")
    public Uni<RestResponse<ConcessionView>> publish(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(concessions.publish(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/endings")
    @IdempotencyKey
    @Refuses(
            value = {"concession-not-found", "not-yours", "transition-not-allowed"},
            defects = "concession-end-unfit")
    @Operation(
            operationId = "endConcession",
            summary = "End a concession before its time",
            description = "It holds for the rest of the day, and until the day that is named. What was cheaper by it"
                    + " counts for another 90 days.")
    public Uni<RestResponse<ConcessionView>> end(@RestPath UUID id, @NotNull @Valid ConcessionEnd end) {
        return changed(concessions.end(current.get(), id, end));
    }

    @POST
    @Path("/{id}/withdrawals")
    @IdempotencyKey
    @Refuses({"concession-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "withdrawConcession", summary = "Take back a concession that is not published")
    public Uni<RestResponse<ConcessionView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(concessions.withdraw(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<ConcessionView>> changed(Effect<Concession> change) {
        Actor actor = current.get();
        return once.ok(change, after -> ConcessionView.of(after, actor, clock.instant()));
    }
}
