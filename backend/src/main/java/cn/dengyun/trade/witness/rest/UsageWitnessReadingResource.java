package cn.dengyun.trade.witness.rest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
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
import cn.dengyun.trade.usage.UsageBatch;
import cn.dengyun.trade.usage.UsageReader;
import cn.dengyun.trade.usage.rest.UsageCloudEvent;
import cn.dengyun.trade.usage.rest.UsageReceiptView;
import cn.dengyun.trade.usage.rest.UsageUploads;
import cn.dengyun.trade.witness.WitnessReadings;
import cn.dengyun.trade.witness.domain.WitnessReadingStatus;
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

/** What witnesses have read of meters; it comes as usage does. */
@Path("/api/v1/usage-witness-readings")
@Tag(name = "Usage witnesses")
class UsageWitnessReadingResource {

    private static final String EXAMPLE = "{\"meterId\":\"01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41\","
            + "\"eventId\":\"2018-09-01T08\",\"occurredAt\":\"2018-09-01T08:00:00+08:00\",\"quantity\":\"12.5\"}\n";

    private final WitnessReadings readings;
    private final UsageReader reader;
    private final Once once;
    private final CurrentOperation operation;
    private final CurrentActor current;
    private final RequestFacts facts;

    UsageWitnessReadingResource(
            WitnessReadings readings,
            UsageReader reader,
            Once once,
            CurrentOperation operation,
            CurrentActor current,
            RequestFacts facts) {
        this.readings = readings;
        this.reader = reader;
        this.once = once;
        this.operation = operation;
        this.current = current;
        this.facts = facts;
    }

    @POST
    @Consumes({UsageUploads.CLOUD_EVENTS, UsageUploads.NDJSON})
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.USAGE_WITNESS)
    @Blocking
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "gzip-broken",
        "provider-not-qualified",
        "row-quota-exceeded",
        "unsupported-media-type",
        "usage-too-long",
        "usage-witness-none"
    })
    @Operation(
            operationId = "createUsageWitnessReadings",
            summary = "Report what was seen of meters that one witnesses",
            description = "As usage is reported: up to 10,000 lines and 8 MiB, plain or gzip, as NDJSON, each line a"
                    + " UsageEventLine, or as a batch of CloudEvents 1.0. Meters are named by their ids alone. Each"
                    + " line gets its own outcome, and a bad one harms no other; the same key of a meter with the same"
                    + " content counts once. No bill counts it: of each month it is held against what the provider"
                    + " reports. A quantity of 0 says that nothing was used; who says nothing has seen nothing. What"
                    + " cannot be right is refused. Once ten days have passed since the end of a month it is compared,"
                    + " and again whenever something more comes of it.")
    @RequestBody(
            required = true,
            description = "One UsageEventLine a line, UTF-8; or an array of CloudEvents.",
            content = {
                @Content(
                        mediaType = UsageUploads.CLOUD_EVENTS,
                        schema =
                                @Schema(
                                        type = SchemaType.ARRAY,
                                        implementation = UsageCloudEvent.class,
                                        maxItems = UsageReader.MAX_LINES)),
                @Content(
                        mediaType = UsageUploads.NDJSON,
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
                readings.report(current.get(), batch),
                taken -> UsageReceiptView.of(taken.receipt(), taken.notable(), facts.language()),
                taken -> UsageUploads.RECEIPTS + "/" + taken.receipt().id());
    }

    @GET
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_WITNESS)
    @Operation(
            operationId = "listUsageWitnessReadings",
            summary = "What was seen of meters, newest first",
            description = "A witness sees its own, an authority what was seen of enterprises of its region and below."
                    + " Providers and enterprises see what it comes to, in the comparisons.")
    public Uni<RestResponse<Page<UsageWitnessReadingView>>> list(
            @RestQuery @Parameter(description = "Only those of this meter") UUID meterId,
            @RestQuery @Parameter(description = "Only those of this receipt") UUID receiptId,
            @RestQuery @Parameter(description = "Only those that stand there now") WitnessReadingStatus status,
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
                .is("receipt_id", receiptId)
                .is("status", status)
                .between("occurred_at", from, to);
        return readings.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> UsageWitnessReadingView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_WITNESS)
    @Refuses({"usage-witness-reading-not-found"})
    @Operation(operationId = "getUsageWitnessReading", summary = "Something that a witness has seen of a meter")
    public Uni<UsageWitnessReadingView> get(@RestPath UUID id) {
        Actor actor = current.get();
        return readings.find(actor, id).map(found -> UsageWitnessReadingView.of(found, actor));
    }

    @POST
    @Path("/{id}/retractions")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.USAGE_WITNESS)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "transition-not-allowed", "usage-witness-reading-not-found"})
    @Operation(
            operationId = "retractUsageWitnessReading",
            summary = "Take back something that was not seen so",
            description = "By the witness. It stays on record and is not compared any more; what is right comes under"
                    + " another key.")
    public Uni<RestResponse<UsageWitnessReadingView>> retract(@RestPath UUID id, @NotNull @Valid Reason why) {
        Actor actor = current.get();
        return once.ok(readings.retract(actor, id, why.reason()), after -> UsageWitnessReadingView.of(after, actor));
    }
}
