package cn.dengyun.trade.usage.rest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.CurrentOperation;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.usage.UsageBatch;
import cn.dengyun.trade.usage.UsageIntake;
import cn.dengyun.trade.usage.UsageReader;
import cn.dengyun.trade.usage.UsageService;
import cn.dengyun.trade.usage.UsageService.Read;
import cn.dengyun.trade.usage.domain.Quarantine;
import cn.dengyun.trade.usage.domain.UsageEventStatus;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What was read of meters. */
@Path("/api/v1/usage-events")
@Tag(name = "Usage")
class UsageEventResource {

    private static final String NDJSON = UsageUploads.NDJSON;
    private static final String CLOUD_EVENTS = UsageUploads.CLOUD_EVENTS;
    private static final String EXAMPLE = "{\"orderNumber\":\"D4K7-M2P9-QXT8-V\",\"planCode\":\"gb-out\","
            + "\"eventId\":\"2018-09-01T08\",\"occurredAt\":\"2018-09-01T08:00:00+08:00\",\"quantity\":\"12.5\"}\n";

    private final UsageService usage;
    private final UsageIntake intake;
    private final UsageReader reader;
    private final Once once;
    private final CurrentOperation operation;
    private final CurrentActor current;
    private final RequestFacts facts;

    UsageEventResource(
            UsageService usage,
            UsageIntake intake,
            UsageReader reader,
            Once once,
            CurrentOperation operation,
            CurrentActor current,
            RequestFacts facts) {
        this.usage = usage;
        this.intake = intake;
        this.reader = reader;
        this.once = once;
        this.operation = operation;
        this.current = current;
        this.facts = facts;
    }

    @POST
    @Consumes({CLOUD_EVENTS, NDJSON})
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.USAGE_WRITE)
    @Blocking
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"gzip-broken", "row-quota-exceeded", "unsupported-media-type", "usage-too-long"})
    @Operation(
            operationId = "createUsageEvents",
            summary = "Report what was read of meters",
            description =
                    "Up to 10,000 lines and 8 MiB, plain or gzip (`Content-Encoding: gzip`), as NDJSON, each line a"
                            + " UsageEventLine, or as a batch of CloudEvents 1.0, whose `id` is the `eventId`, whose `time` is"
                            + " `occurredAt`, whose `subject` may be the path or the id of the meter, and whose `data` holds the"
                            + " rest. Each line gets its own outcome, and a bad one harms no other. The same key of a meter with"
                            + " the same content is a duplicate and counts once, in whatever order its fields come; with another"
                            + " content it is a conflict, and what is on record stays. In whatever order events come, they come to"
                            + " the same. What cannot be right is held back and counts nowhere until the enterprise releases it:"
                            + " later than five minutes from now, before the service began or after it ended, older than a year, of more"
                            + " than 18 digits, or above 1,000 units and above ten times what was ordered when the service"
                            + " began. The receipt says what became of everything. Other bytes than came with the key before"
                            + " are refused. A provider that is frozen or disqualified still reports what it delivered before.")
    @RequestBody(
            required = true,
            description = "One UsageEventLine a line, UTF-8; or an array of CloudEvents.",
            content = {
                @Content(
                        mediaType = CLOUD_EVENTS,
                        schema =
                                @Schema(
                                        type = SchemaType.ARRAY,
                                        implementation = UsageCloudEvent.class,
                                        maxItems = UsageReader.MAX_LINES)),
                @Content(
                        mediaType = NDJSON,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        maxLength = UsageReader.MAX_BYTES,
                                        extensions = @Extension(name = "x-item-schema", value = "UsageEventLine"),
                                        examples = EXAMPLE))
            })
    @APIResponse(responseCode = "201", description = "Each line has an outcome; the receipt is at Location")
    public Uni<RestResponse<UsageReceiptView>> report(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            InputStream body) {
        boolean isCloudEvents = UsageUploads.isCloudEvents(type);
        UsageBatch batch = reader.read(body, UsageUploads.isGzip(encoding), isCloudEvents);
        operation.read(Map.of("sha256", batch.digest(), "isCloudEvents", isCloudEvents));
        return once.created(
                intake.report(current.get(), batch),
                taken -> UsageReceiptView.of(taken.receipt(), taken.notable(), facts.language()),
                taken -> UsageReceiptResource.PATH + "/" + taken.receipt().id());
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_READ)
    @Operation(
            operationId = "listUsageEvents",
            summary = "What was read of meters, newest first",
            description =
                    "Also what is held back, dismissed or reversed. Name a meter, an order or a receipt where there is"
                            + " much.")
    public Uni<RestResponse<Page<UsageEventView>>> list(
            @RestQuery @Parameter(description = "Only those of this meter") UUID meterId,
            @RestQuery @Parameter(description = "Only those of this order") UUID orderId,
            @RestQuery @Parameter(description = "Only those of this receipt") UUID receiptId,
            @RestQuery @Parameter(description = "Only those that stand there now") UsageEventStatus status,
            @RestQuery @Parameter(description = "Only those that were held back for this reason") Quarantine quarantine,
            @RestQuery
                    @Parameter(
                            description = "Only those that occurred from this moment on",
                            example = "2018-09-01T00:00:00+08:00")
                    Instant from,
            @RestQuery
                    @Parameter(
                            description = "Only those that occurred before this moment",
                            example = "2018-10-01T00:00:00+08:00")
                    Instant to,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter()
                .is("meter_id", meterId)
                .is("order_id", orderId)
                .is("receipt_id", receiptId)
                .is("status", status)
                .is("quarantine", quarantine)
                .between("occurred_at", from, to);
        if (meterId == null && receiptId == null) {
            ofOwn(filter, actor);
        }
        return usage.events(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(read -> UsageEventView.of(read, actor)), request));
    }

    /** Who is on one side alone sees what is of that side: said so, an index finds it among that of all. */
    private static void ofOwn(Filter filter, Actor actor) {
        boolean isEnterprise = actor.has(Roles.ENTERPRISE);
        boolean isProvider = actor.has(Roles.PROVIDER);
        boolean seesOthers = actor.has(Roles.AUTHORITY) || ServiceOrder.seesAll(actor);
        if (seesOthers || isEnterprise == isProvider) {
            return;
        }
        filter.is(isEnterprise ? "organization_id" : "provider_organization_id", actor.organizationId());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_READ)
    @Refuses({"usage-event-not-found"})
    @Operation(operationId = "getUsageEvent", summary = "Something that was read of a meter")
    public Uni<UsageEventView> get(@RestPath UUID id) {
        Actor actor = current.get();
        return usage.event(actor, id).map(read -> UsageEventView.of(read, actor));
    }

    @POST
    @Path("/{id}/releases")
    @RolesAllowed(Roles.ENTERPRISE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "transition-not-allowed", "usage-event-not-found", "usage-not-releasable"})
    @Operation(
            operationId = "releaseUsageEvent",
            summary = "State that something held back is right",
            description =
                    "By people of the enterprise, for it is at its cost. It counts from now on; where the bill of its"
                            + " month is locked, in the next.")
    public Uni<RestResponse<UsageEventView>> release(@RestPath UUID id, @NotNull @Valid Reason why) {
        return decided(usage.release(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/dismissals")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.USAGE_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "transition-not-allowed", "usage-event-not-found"})
    @Operation(
            operationId = "dismissUsageEvent",
            summary = "State that something held back is wrong",
            description = "By the provider. It never counts; what was right comes under another key.")
    public Uni<RestResponse<UsageEventView>> dismiss(@RestPath UUID id, @NotNull @Valid Reason why) {
        return decided(usage.dismiss(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<UsageEventView>> decided(Effect<Read> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> UsageEventView.of(after, actor));
    }
}
