package cn.dengyun.settlement.batch.rest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.audit.AuditedRead;
import cn.dengyun.platform.form.CsvTable;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.CurrentOperation;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.settlement.batch.BankResultService;
import cn.dengyun.settlement.batch.BankResultSheet;
import cn.dengyun.settlement.batch.BatchService;
import cn.dengyun.settlement.batch.LineRemoval;
import cn.dengyun.settlement.batch.NewBatch;
import cn.dengyun.settlement.batch.domain.BankResult;
import cn.dengyun.settlement.batch.domain.BatchStatus;
import cn.dengyun.settlement.batch.domain.LineStatus;
import cn.dengyun.settlement.batch.domain.SettlementBatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
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

/** Settlement batches: built, checked, put on notice, paid by the bank, and what the bank says of them. */
@Path(SettlementBatchResource.PATH)
@Tag(
        name = "Settlement batches",
        description = "Approved claims of one programme that are paid together, and what the bank says of them.")
@RolesAllowed({Roles.FINANCE, Roles.AUTHORITY, Roles.AUDITOR})
class SettlementBatchResource {

    static final String PATH = "/api/v1/settlement-batches";

    private final BatchService batches;
    private final BankResultService results;
    private final CurrentOperation operation;
    private final Once once;
    private final CurrentActor current;

    SettlementBatchResource(
            BatchService batches,
            BankResultService results,
            CurrentOperation operation,
            Once once,
            CurrentActor current) {
        this.batches = batches;
        this.results = results;
        this.operation = operation;
        this.once = once;
        this.current = current;
    }

    @GET
    @Operation(
            operationId = "listSettlementBatches",
            summary = "Settlement batches, newest first",
            description = "Those of the caller's office, and those of the caller's region for authorities; auditors see"
                    + " all.")
    public Uni<RestResponse<Page<BatchView>>> list(
            @RestQuery @Parameter(description = "Only those of this programme") UUID programmeId,
            @RestQuery @Parameter(description = "Only those that stand there") BatchStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter().is("programme_id", programmeId).is("status", status);
        return batches.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> BatchView.of(found, actor, batches.now())), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"settlement-batch-not-found"})
    @Operation(operationId = "getSettlementBatch", summary = "A settlement batch")
    public Uni<RestResponse<BatchView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return batches.find(actor, id)
                .map(found -> EntityTags.respond(BatchView.of(found, actor, batches.now()), ifNoneMatch));
    }

    @GET
    @Path("/{id}/lines")
    @Refuses({"settlement-batch-not-found"})
    @Operation(operationId = "listSettlementLines", summary = "The lines of a settlement batch in their order")
    public Uni<RestResponse<Page<LineView>>> lines(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "Only those that stand there") LineStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return batches.lines(current.get(), id, status, cursor, limit)
                .map(page -> PageLinks.respond(page.map(LineView::of), request));
    }

    @POST
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "programme-not-found", "settlement-claims-missing"})
    @Operation(
            operationId = "createSettlementBatch",
            summary = "Build a settlement batch of the approved claims of a programme",
            description =
                    "By finance of the programme's owner; oldest first, up to the limits. Claims whose payees have"
                            + " no verified account, that are paused or that an open objection is about wait for another.")
    @APIResponse(responseCode = "201", description = "Built; another person has to check it")
    public Uni<RestResponse<BatchView>> create(@NotNull @Valid NewBatch wanted) {
        Actor actor = current.get();
        return once.created(
                batches.build(actor, wanted),
                made -> BatchView.of(made, actor, made.builtAt()),
                made -> PATH + "/" + made.id());
    }

    @POST
    @Path("/{id}/approvals")
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "settlement-batch-empty",
        "settlement-batch-not-found",
        "settlement-batch-reviewer",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "approveSettlementBatch",
            summary = "Check a settlement batch",
            description =
                    "By another person of the office than the one who built it, who has reviewed none of its claims. Number, sum and digest of its lines are frozen; claims that have changed meanwhile are taken out first.")
    public Uni<RestResponse<BatchView>> approveSettlementBatch(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(batches.approve(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/public-notices")
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "settlement-batch-empty", "settlement-batch-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "announceSettlementBatch",
            summary = "Put a settlement batch on public notice",
            description = "Everybody can look at it and object for five working days, see `getSettlementNotice`. Claims"
                    + " that have changed since it was checked are taken out first.")
    public Uni<RestResponse<BatchView>> announceSettlementBatch(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(batches.notice(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/removals")
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "settlement-batch-not-found", "settlement-line-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "removeSettlementLine",
            summary = "Take a line out of a settlement batch",
            description = "Before the bank is told. Its claim can come into another batch; the other lines go on.")
    public Uni<RestResponse<BatchView>> removeSettlementLine(@RestPath UUID id, @NotNull @Valid LineRemoval why) {
        return changed(batches.remove(current.get(), id, why));
    }

    @POST
    @Path("/{id}/instructions")
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "not-yours",
        "settlement-batch-empty",
        "settlement-batch-not-found",
        "settlement-instruction-proposed",
        "settlement-notice-still-running",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "proposeSettlementInstruction",
            summary = "Ask that the bank is told to pay",
            description = "When the notice is over. It moves nothing before another person has approved it.")
    public Uni<RestResponse<BatchView>> proposeSettlementInstruction(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(batches.proposeInstruction(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/instruction-approvals")
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "settlement-batch-empty",
        "settlement-batch-not-found",
        "settlement-batch-reviewer",
        "settlement-instruction-not-proposed",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "approveSettlementInstruction",
            summary = "Let the bank pay",
            description =
                    "By another person than the one who asked for it, who has reviewed none of its claims. Lines that an open objection is about, whose claims have changed or whose payees are paid to another account by now are taken out with the reason; the others are in payment from then on.")
    public Uni<RestResponse<BatchView>> approveSettlementInstruction(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(batches.instruct(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/instruction-rejections")
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "settlement-batch-not-found", "settlement-instruction-not-proposed", "transition-not-allowed"
    })
    @Operation(
            operationId = "rejectSettlementInstruction",
            summary = "Refuse, or take back, that the bank is told to pay",
            description = "By anybody of the office.")
    public Uni<RestResponse<BatchView>> rejectSettlementInstruction(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(batches.rejectInstruction(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/cancellations")
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "settlement-batch-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "cancelSettlementBatch",
            summary = "Give a settlement batch up",
            description = "Before the bank is told. Its claims can come into another.")
    public Uni<RestResponse<BatchView>> cancelSettlementBatch(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(batches.cancel(current.get(), id, why.reason()));
    }

    @GET
    @Path("/{id}/instruction.csv")
    @RolesAllowed(Roles.FINANCE)
    @AuditedRead
    @Caching(Caching.NEVER)
    @Produces(CsvTable.MEDIA_TYPE)
    @Refuses({"not-yours", "settlement-batch-not-found", "settlement-batch-not-instructed"})
    @Operation(
            operationId = "getSettlementInstructionTable",
            summary = "What the bank is told to pay, as a table",
            description = "For the office that built it: the only place with account numbers in full. UTF-8 with a"
                    + " mark; columns `endToEndId`, `amount` (yuan with two decimals), `currency`, `payeeName`,"
                    + " `accountNumber`, `bankName`, `bankCode` (CNAPS), `claimNumber`, `remittance`. The same bytes"
                    + " each time; each download stands in the audit trail.")
    @APIResponse(
            responseCode = "200",
            description = "The table",
            headers = {@Header(name = HttpHeaders.CONTENT_DISPOSITION)},
            content =
                    @Content(
                            mediaType = CsvTable.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.STRING, format = "binary", maxLength = 20_971_520)))
    public Uni<RestResponse<byte[]>> table(@RestPath UUID id) {
        return batches.instruction(current.get(), id, BatchService.Form.CSV)
                .map(bytes -> file(bytes, CsvTable.MEDIA_TYPE + ";charset=UTF-8", id + ".csv"));
    }

    @GET
    @Path("/{id}/instruction.xml")
    @RolesAllowed(Roles.FINANCE)
    @AuditedRead
    @Caching(Caching.NEVER)
    @Produces(MediaType.APPLICATION_XML)
    @Refuses({"not-yours", "settlement-batch-not-found", "settlement-batch-not-instructed"})
    @Operation(
            operationId = "getSettlementInstructionMessage",
            summary = "The same as a message of ISO 20022",
            description = "`pain.001.001.09`: one instruction with a transfer for each line. The same bytes each time;"
                    + " each download stands in the audit trail.")
    @APIResponse(
            responseCode = "200",
            description = "The message",
            headers = {@Header(name = HttpHeaders.CONTENT_DISPOSITION)},
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_XML,
                            schema = @Schema(type = SchemaType.STRING, format = "binary", maxLength = 20_971_520)))
    public Uni<RestResponse<byte[]>> message(@RestPath UUID id) {
        return batches.instruction(current.get(), id, BatchService.Form.PAIN_001)
                .map(bytes -> file(bytes, MediaType.APPLICATION_XML, id + ".xml"));
    }

    private static RestResponse<byte[]> file(byte[] bytes, String type, String name) {
        return RestResponse.ResponseBuilder.ok(bytes)
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"instruction-" + name + "\"")
                .build();
    }

    @POST
    @Path("/{id}/bank-results")
    @Consumes(CsvTable.MEDIA_TYPE)
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {"body-too-large", "not-yours", "settlement-batch-not-found", "transition-not-allowed"},
            defects = {
                "body-missing",
                "csv-column-missing",
                "csv-column-unfit",
                "csv-empty",
                "csv-too-many-rows",
                "csv-unreadable"
            })
    @Operation(
            operationId = "recordBankResults",
            summary = "Take what the bank says of a settlement batch",
            description =
                    "Each row by itself: good ones are booked at once, bad ones come back with what has to be done"
                            + " and by whom. The same file again books nothing, and half a file can be followed by the rest."
                            + " What was paid can come back once, as RETURNED with another bank reference. A payment of what"
                            + " had failed or come back is a CONFLICT and stands with its line: the claim is not paid again"
                            + " before the bank says again that it failed, with a reference of its own.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = CsvTable.MEDIA_TYPE,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            format = "binary",
                                            description = BankResultSheet.DESCRIPTION,
                                            examples = BankResultSheet.EXAMPLE)))
    @APIResponse(responseCode = "200", description = "What became of each row")
    public Uni<RestResponse<BankImportView>> record(@RestPath UUID id, byte[] file) {
        List<BankResult> rows = BankResultSheet.read(file);
        operation.read(Hashes.sha256(file));
        return once.ok(results.record(current.get(), id, rows), BankImportView::of);
    }

    private Uni<RestResponse<BatchView>> changed(Effect<SettlementBatch> change) {
        Actor actor = current.get();
        return once.ok(change, after -> BatchView.of(after, actor, batches.now()));
    }
}
