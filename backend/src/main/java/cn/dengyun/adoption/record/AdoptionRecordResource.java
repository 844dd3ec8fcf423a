package cn.dengyun.adoption.record;

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
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.security.RightToBeHeard;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Records: who uses what of whom, what enterprises say to that, and what is decided. */
@Path(AdoptionRecordResource.PATH)
@Tag(name = "Adoption")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
@Cancellable(false)
class AdoptionRecordResource {

    static final String PATH = "/api/v1/adoption-records";

    private final AdoptionRecordService records;
    private final ReferenceService reference;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    AdoptionRecordResource(
            AdoptionRecordService records,
            ReferenceService reference,
            Once once,
            CurrentActor current,
            RequestFacts facts) {
        this.records = records;
        this.reference = reference;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @RequiredScope(ClientScope.ADOPTION_READ)
    @Operation(
            operationId = "listAdoptionRecords",
            summary = "Who uses what of whom, newest first",
            description =
                    "An enterprise sees what is said of it, a provider what it has said, an authority what is in its"
                            + " region.")
    public Uni<RestResponse<Page<AdoptionRecordView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") AdoptionRecordStatus status,
            @RestQuery @Parameter(description = "Only those that are known by this") AdoptionSource source,
            @RestQuery @Parameter(description = "Only those of this import") UUID importId,
            @RestQuery @Parameter(description = "Only those of this batch") UUID batchId,
            @RestQuery @Parameter(description = "Only those of this order") UUID orderId,
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
            @RestQuery
                    @Size(max = 18)
                    @Parameter(
                            description = "Only those of the enterprise with this credit code",
                            example = "91340100MA2N0AAA01")
                    String creditCode,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those in this region", example = "340100")
                    String region,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Language language = facts.language();
        Instant now = records.now();
        Filter filter = new Filter()
                .is("status", status)
                .is("source", source)
                .is("import_id", importId)
                .is("batch_id", batchId)
                .is("order_id", orderId)
                .is("provider_id", providerId)
                .is("credit_code", creditCode)
                .within("region_code", region);
        return records.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> AdoptionRecordView.of(found, null, actor, reference, language, now)),
                        request));
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.ADOPTION_READ)
    @Refuses({"adoption-record-not-found"})
    @Operation(operationId = "getAdoptionRecord", summary = "That an enterprise uses a service of a provider")
    public Uni<RestResponse<AdoptionRecordView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Language language = facts.language();
        return records.find(actor, id)
                .map(found -> EntityTags.respond(
                        AdoptionRecordView.of(
                                found.record(), found.otherNames(), actor, reference, language, records.now()),
                        ifNoneMatch));
    }

    @POST
    @Path("/{id}/objections")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @IdempotencyKey
    @DryRunnable
    @RightToBeHeard
    @Refuses({
        "adoption-objection-decided",
        "adoption-objection-late",
        "adoption-record-not-found",
        "not-yours",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "objectToAdoption",
            summary = "Say that it is not so",
            description =
                    "By people of the enterprise, in the working days of the rule since it was told, ten at least;"
                            + " whoever was never told can at any time. It does not count until its county has decided.")
    public Uni<RestResponse<AdoptionRecordView>> object(@RestPath UUID id, @NotNull @Valid NewAdoptionObjection said) {
        return changed(records.object(current.get(), id, said));
    }

    @POST
    @Path("/{id}/decisions")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @IfMatch(required = false)
    @DryRunnable
    @Refuses({
        "adoption-objection-of-county",
        "adoption-record-not-found",
        "four-eyes-required",
        "not-yours",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "decideAdoptionObjection",
            summary = "Decide on an objection",
            description =
                    "By the county, in ten working days; by those above it once that time is over. Upheld, it does"
                            + " not count, and the provider cannot say it again; dismissed, it counts with its batch.")
    public Uni<RestResponse<AdoptionRecordView>> decide(
            @RestPath UUID id, @NotNull @Valid NewAdoptionDecision decision) {
        return changed(records.decide(current.get(), id, once.precondition(), decision));
    }

    @POST
    @Path("/{id}/withdrawals")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ADOPTION_WRITE)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"adoption-record-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawAdoptionRecord",
            summary = "Take back what the provider has said of an enterprise",
            description = "It counts no more. It can be said anew; what an order says cannot be taken back.")
    public Uni<RestResponse<AdoptionRecordView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(records.withdraw(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/removals")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"adoption-record-not-found", "four-eyes-required", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "removeAdoptionRecord",
            summary = "Take out what counts",
            description =
                    "By an authority of the region that has found out that it is not so, or that its order came to"
                            + " nothing. The provider cannot say it again.")
    public Uni<RestResponse<AdoptionRecordView>> remove(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(records.remove(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<AdoptionRecordView>> changed(Effect<AdoptionRecord> change) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.ok(change, after -> AdoptionRecordView.of(after, null, actor, reference, language, records.now()));
    }
}
