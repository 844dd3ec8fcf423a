package cn.dengyun.adoption.record;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
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

/** Parts of imports: looked at by their county, and by those above it. */
@Path(AdoptionBatchResource.PATH)
@Tag(name = "Adoption")
@RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
@Cancellable(false)
class AdoptionBatchResource {

    static final String PATH = "/api/v1/adoption-batches";

    private final AdoptionBatchService batches;
    private final ReferenceService reference;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    AdoptionBatchResource(
            AdoptionBatchService batches,
            ReferenceService reference,
            Once once,
            CurrentActor current,
            RequestFacts facts) {
        this.batches = batches;
        this.reference = reference;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @RequiredScope(ClientScope.ADOPTION_READ)
    @Operation(
            operationId = "listAdoptionBatches",
            summary = "Parts of imports by county, newest first",
            description = "An authority sees those in its region, a provider its own.")
    public Uni<RestResponse<Page<AdoptionBatchView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") AdoptionBatchStatus status,
            @RestQuery @Parameter(description = "Only those of this import") UUID importId,
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
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
        Instant now = batches.now();
        Filter filter = new Filter()
                .is("status", status)
                .is("import_id", importId)
                .is("provider_id", providerId)
                .within("region_code", region);
        return batches.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> AdoptionBatchView.of(found, actor, reference, language, now)), request));
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.ADOPTION_READ)
    @Refuses({"adoption-batch-not-found"})
    @Operation(operationId = "getAdoptionBatch", summary = "A county's part of an import")
    public Uni<RestResponse<AdoptionBatchView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Language language = facts.language();
        return batches.find(actor, id)
                .map(found -> EntityTags.respond(
                        AdoptionBatchView.of(found, actor, reference, language, batches.now()), ifNoneMatch));
    }

    @GET
    @Path("/{id}/sample")
    @RequiredScope(ClientScope.ADOPTION_READ)
    @Refuses({"adoption-batch-not-found", "adoption-sample-sealed"})
    @Operation(
            operationId = "getAdoptionSample",
            summary = "What was drawn of a batch, and what was found of it",
            description = "For the county, those above it and auditors; for the provider once the county has decided."
                    + " Whoever has the seed and the ids can draw it again.")
    public Uni<AdoptionSampleView> sample(@RestPath UUID id) {
        Actor actor = current.get();
        Language language = facts.language();
        Instant now = batches.now();
        return batches.sample(actor, id)
                .map(drawn -> new AdoptionSampleView(drawn.stream()
                        .map(each -> AdoptionSampleView.Row.of(
                                each.sample(),
                                AdoptionRecordView.of(each.record(), null, actor, reference, language, now)))
                        .toList()));
    }

    @POST
    @Path("/{id}/inspections")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "adoption-batch-not-found",
        "adoption-batch-of-county",
        "adoption-record-not-drawn",
        "four-eyes-required",
        "not-yours",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "inspectAdoptionRecord",
            summary = "Say what was found of a record that was drawn",
            description =
                    "By the county, until it decides; what it says again is in the place of what it said before. By"
                            + " those above it at any time, as a second look: what they find untrue counts no more.")
    public Uni<RestResponse<AdoptionBatchView>> inspect(@RestPath UUID id, @NotNull @Valid NewInspection found) {
        return changed(batches.inspect(current.get(), id, found));
    }

    @POST
    @Path("/{id}/returns")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"adoption-batch-not-found", "adoption-batch-of-county", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "returnAdoptionBatch",
            summary = "Return a batch to its provider",
            description = "Nothing of it counts; the provider may say it anew.")
    public Uni<RestResponse<AdoptionBatchView>> giveBack(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(batches.giveBack(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<AdoptionBatchView>> changed(Effect<AdoptionBatch> change) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.ok(change, after -> AdoptionBatchView.of(after, actor, reference, language, batches.now()));
    }
}
