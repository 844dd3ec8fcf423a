package cn.dengyun.provider.qualification;

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
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.qualification.ProviderQualificationService.Shown;
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
import java.time.Instant;
import java.util.List;
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

/** Qualifications: public from the notice on, written by the organisation, decided by authorities. */
@Path(ProviderQualificationResource.PATH)
@Tag(
        name = "Qualifications",
        description = "That organisations may offer as providers: applied for, reviewed, shown, granted for a year.")
@RolesAllowed(Roles.PROVIDER)
@Cancellable(false)
@DryRunnable
class ProviderQualificationResource {

    static final String PATH = "/api/v1/provider-qualifications";

    private final ProviderQualificationService qualifications;
    private final QualificationDossiers dossiers;
    private final Once once;
    private final CurrentActor current;

    ProviderQualificationResource(
            ProviderQualificationService qualifications,
            QualificationDossiers dossiers,
            Once once,
            CurrentActor current) {
        this.qualifications = qualifications;
        this.dossiers = dossiers;
        this.once = once;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listProviderQualifications",
            summary = "Qualifications that the caller may know of, newest first",
            description = "Everybody knows of those that are shown to the public and of those that were ever granted;"
                    + " the organisation and its authorities of all.")
    public Uni<RestResponse<Page<ProviderQualificationView>>> list(
            @RestQuery @Parameter(description = "Only those of this kind") ProviderKind kind,
            @RestQuery @Min(2000) @Max(2100) @Parameter(description = "Only those of this year", example = "2018")
                    Integer year,
            @RestQuery @Parameter(description = "Only those that stand there at this moment")
                    QualificationStatus status,
            @RestQuery @Parameter(description = "Only those that wait for this level") QualificationStage stage,
            @RestQuery @Parameter(description = "Only those of this organisation") UUID organizationId,
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
            @RestQuery
                    @Pattern(regexp = "^[0-9]{6}$")
                    @Parameter(description = "Only those of this region and the regions in it", example = "340100")
                    String regionCode,
            @RestQuery
                    @Size(max = 100)
                    @Parameter(description = "Only those with this in the organisation's name", example = "云")
                    String q,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = qualifications.now();
        Filter filter = new Filter()
                .is("kind", kind)
                .is("year", year)
                .isAt(QualificationStatus.SQL, now, status)
                .is("stage", stage)
                .is("organization_id", organizationId)
                .is("provider_id", providerId)
                .within("region_code", regionCode)
                .contains("organization_name", q);
        return qualifications
                .list(actor, filter, cursor, limit)
                .chain(page -> qualifications
                        .shown(actor, page.data())
                        .map(shown -> new Page<>(
                                shown.stream().map(each -> listed(each, actor)).toList(), page.page())))
                .map(page -> PageLinks.respond(page, request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"provider-qualification-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getProviderQualification", summary = "A qualification")
    public Uni<RestResponse<ProviderQualificationView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return qualifications
                .find(actor, id)
                .chain(found -> qualifications.shown(actor, List.of(found)))
                .map(shown -> EntityTags.respond(seen(shown.get(0), actor), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @Refuses(
            value = {"qualification-barred", "qualification-exists", "qualification-organization-unfit"},
            defects = "qualification-year-closed")
    @Operation(
            operationId = "createProviderQualification",
            summary = "Begin to apply for a qualification",
            description = "By a certified organisation, for one kind and one year. Nothing is submitted yet.")
    @APIResponse(responseCode = "201", description = "A draft")
    public Uni<RestResponse<ProviderQualificationView>> create(@NotNull @Valid NewQualification request) {
        Actor actor = current.get();
        return once.created(
                qualifications.draft(actor, request),
                made -> seen(made, actor),
                made -> PATH + "/" + made.one().id());
    }

    @POST
    @Path("/{id}/renewals")
    @IdempotencyKey
    @Refuses({
        "not-yours",
        "provider-qualification-not-found",
        "qualification-barred",
        "qualification-exists",
        "qualification-not-renewable",
        "qualification-organization-unfit",
        "qualification-renewal-early",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "renewProviderQualification",
            summary = "Begin to confirm a qualification for the next year",
            description =
                    "From 1 November on. A draft with the same dossier, to be submitted as it is or changed before;"
                            + " the documents of those that it goes back to count for it. The province alone reviews it, and it is"
                            + " granted without a public notice.")
    @APIResponse(responseCode = "201", description = "A draft of the next year")
    public Uni<RestResponse<ProviderQualificationView>> renew(@RestPath UUID id) {
        Actor actor = current.get();
        return once.created(
                qualifications.renew(actor, id),
                made -> seen(made, actor),
                made -> PATH + "/" + made.one().id());
    }

    @PATCH
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses({"not-yours", "provider-qualification-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "updateProviderQualification",
            summary = "Change the dossier of a draft, or of what was returned")
    public Uni<RestResponse<ProviderQualificationView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = QualificationDossier.class)))
                    JsonNode patch) {
        return answer(qualifications.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/submissions")
    @IdempotencyKey
    @Refuses(
            value = {
                "not-yours",
                "provider-qualification-not-found",
                "qualification-barred",
                "qualification-not-renewable",
                "qualification-organization-unfit",
                "transition-not-allowed"
            },
            defects = {
                "qualification-certificate-twice",
                "qualification-document-missing",
                "qualification-licence-unfit",
                "qualification-member-missing",
                "qualification-paper-expired",
                "qualification-protection-low",
                "qualification-report-unfit"
            })
    @Operation(
            operationId = "submitProviderQualification",
            summary = "Submit an application, or what was corrected",
            description = "All that is missing or wrong is named at once; a dry run names it too. County, city and"
                    + " province review it in this order, where there are any; a renewal the province alone.")
    @APIResponse(responseCode = "200", description = "Submitted")
    public Uni<RestResponse<ProviderQualificationView>> submit(@RestPath UUID id) {
        return answer(qualifications.submit(current.get(), id));
    }

    @POST
    @Path("/{id}/reviews")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "province-only",
        "provider-qualification-not-found",
        "qualification-barred",
        "qualification-dossier-outdated",
        "qualification-not-renewable",
        "qualification-organization-unfit",
        "review-not-overdue",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "reviewProviderQualification",
            summary = "Pass, return or reject an application at its stage",
            description = "By the authority whose turn it is; once that is late, by one above it. Passed by the"
                    + " province, an application is shown to the public for five working days, and a renewal is"
                    + " granted. Nobody passes one twice. The province also returns what is shown to the public.")
    @APIResponse(responseCode = "200", description = "Decided")
    public Uni<RestResponse<ProviderQualificationView>> review(
            @RestPath UUID id, @NotNull @Valid QualificationReview request) {
        return answer(qualifications.review(current.get(), id, request));
    }

    @POST
    @Path("/{id}/grants")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "province-only",
        "provider-qualification-not-found",
        "qualification-barred",
        "qualification-dossier-outdated",
        "qualification-notice-running",
        "qualification-objections-open",
        "qualification-organization-unfit",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "grantProviderQualification",
            summary = "Grant what was shown to the public",
            description = "By another person of the province than has passed it, once the notice is over and all"
                    + " objections are decided. The first one makes the organisation a provider.")
    @APIResponse(responseCode = "200", description = "In force until the end of its year")
    public Uni<RestResponse<ProviderQualificationView>> grant(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(qualifications.grant(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/withdrawals")
    @IdempotencyKey
    @Refuses({"not-yours", "provider-qualification-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawProviderQualification",
            summary = "Take an application back, or give a qualification up",
            description = "Without another one in force the provider offers nothing from then on.")
    @APIResponse(responseCode = "200", description = "Withdrawn")
    public Uni<RestResponse<ProviderQualificationView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(qualifications.withdraw(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/revocations")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "province-only",
        "provider-qualification-not-found",
        "qualification-renewed",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "revokeProviderQualification",
            summary = "Take a qualification away that should not have been granted",
            description = "By another person of the province than has granted it, and not before what renews it. What"
                    + " providers do wrong is"
                    + " sanctioned, see `proposeSanction`.")
    @APIResponse(responseCode = "200", description = "Revoked")
    public Uni<RestResponse<ProviderQualificationView>> revoke(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(qualifications.revoke(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/objections")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @IdempotencyKey
    @Refuses({"objection-repeated", "provider-qualification-not-found", "qualification-notice-over", "qualification-own"
    })
    @Operation(
            operationId = "createQualificationObjection",
            summary = "Object to a qualification that is shown to the public",
            description =
                    "By anybody but its organisation, once for each organisation. It is not granted before that is decided.")
    @APIResponse(responseCode = "201", description = "Filed")
    public Uni<RestResponse<QualificationObjectionView>> object(
            @RestPath UUID id, @NotNull @Valid QualificationForms.NewObjection request) {
        Actor actor = current.get();
        return once.created(
                qualifications.object(actor, id, request.statement()),
                made -> QualificationObjectionView.of(made, actor),
                made -> QualificationObjectionResource.PATH + "/" + made.id());
    }

    private Uni<RestResponse<ProviderQualificationView>> answer(Effect<Shown> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> seen(after, actor));
    }

    private ProviderQualificationView seen(Shown shown, Actor actor) {
        return ProviderQualificationView.of(shown, dossiers.of(shown.one()), actor, qualifications.now());
    }

    /** A page of dossiers would be long, and nobody reads them there. */
    private ProviderQualificationView listed(Shown shown, Actor actor) {
        return ProviderQualificationView.of(shown, null, actor, qualifications.now());
    }
}
