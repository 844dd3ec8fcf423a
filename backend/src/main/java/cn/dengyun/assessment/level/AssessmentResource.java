package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
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
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.platform.web.QrImage;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
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

/** Assessments: submitted by enterprises, reviewed by the authorities of their regions. */
@Path(AssessmentResource.PATH)
@Tag(name = "Assessments")
@RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.AUDITOR})
@Cancellable(false)
@DryRunnable
class AssessmentResource {

    static final String PATH = "/api/v1/assessments";

    static final String PNG = "image/png";

    private final AssessmentService assessments;
    private final AssessmentDisputes disputes;
    private final AssessmentExpertService experts;
    private final LevelCertificates certificates;
    private final ReferenceService reference;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    AssessmentResource(
            AssessmentService assessments,
            AssessmentDisputes disputes,
            AssessmentExpertService experts,
            LevelCertificates certificates,
            ReferenceService reference,
            Once once,
            CurrentActor current,
            RequestFacts facts) {
        this.assessments = assessments;
        this.disputes = disputes;
        this.experts = experts;
        this.certificates = certificates;
        this.reference = reference;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @Operation(
            operationId = "listAssessments",
            summary = "Assessments, newest first",
            description = "An enterprise sees its own; an authority those of its region and below that were submitted.")
    public Uni<RestResponse<Page<AssessmentView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there now") AssessmentStatus status,
            @RestQuery
                    @Parameter(
                            description = "Only those with this level: as it was found, or by their own answers before")
                    AssessmentLevel level,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those in this region", example = "340100")
                    String region,
            @RestQuery
                    @Size(max = 10)
                    @Parameter(description = "Only those of this industry, GB/T 4754", example = "34")
                    String industry,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Language language = facts.language();
        Instant now = assessments.now();
        Filter filter = new Filter()
                .isAt(Assessment.STATUS, now, status)
                .is("coalesce(level, own_level)", level)
                .within("region_code", region)
                .is("industry_code", industry);
        return assessments
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> AssessmentView.of(found, actor, reference, language, now)), request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
    @Refuses({"assessment-not-found"})
    @Operation(
            operationId = "getAssessment",
            summary = "An assessment",
            description = "Also for an expert who was drawn for it, as long as the opinion is awaited.")
    public Uni<RestResponse<AssessmentView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Language language = facts.language();
        return assessments
                .find(actor, id)
                .map(found -> EntityTags.respond(
                        AssessmentView.of(found, actor, reference, language, assessments.now()), ifNoneMatch));
    }

    @GET
    @Path("/{id}/comparison")
    @Refuses({"assessment-not-found"})
    @Operation(
            operationId = "compareAssessment",
            summary = "Where an enterprise stands among others whose levels hold",
            description = "In the province, in its unit, and in its industry in both. Everybody may read the levels"
                    + " themselves: `/assessed-levels` with the same `region` and `industry`.")
    public Uni<AssessmentComparisonView> compare(@RestPath UUID id) {
        Language language = facts.language();
        Instant now = assessments.now();
        return assessments
                .compare(current.get(), id)
                .map(found -> AssessmentComparisonView.of(found, reference, language, now));
    }

    @POST
    @RolesAllowed(Roles.ENTERPRISE)
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Begun; nobody else knows of it before it is submitted")
    @Refuses(
            value = {"assessment-not-certified", "assessment-open", "assessment-standard-missing", "not-yours"},
            defects = {"assessment-answer-repeated", "assessment-indicator-unknown", "assessment-value-unfit"})
    @Operation(
            operationId = "createAssessment",
            summary = "Begin an assessment",
            description =
                    "For a certified enterprise, one at a time, by the standard that is published then; it follows"
                            + " that to its end, whatever is published later.")
    public Uni<RestResponse<AssessmentView>> create(@NotNull @Valid AssessmentForms.Answers says) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.created(
                assessments.start(actor, says),
                made -> AssessmentView.of(made, actor, reference, language, assessments.now()),
                made -> PATH + "/" + made.id());
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Roles.ENTERPRISE)
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {"assessment-not-found", "not-yours", "transition-not-allowed"},
            defects = {"assessment-answer-repeated", "assessment-indicator-unknown", "assessment-value-unfit"})
    @Operation(
            operationId = "updateAssessment",
            summary = "Change the answers of an assessment",
            description = "While it is a draft or was returned. `answers` takes the place of those before.")
    public Uni<RestResponse<AssessmentView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = AssessmentForms.Answers.class)))
                    JsonNode patch) {
        return changed(assessments.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/submissions")
    @RolesAllowed(Roles.ENTERPRISE)
    @IdempotencyKey
    @Refuses(
            value = {
                "assessment-not-certified",
                "assessment-not-found",
                "assessment-not-rated",
                "not-yours",
                "transition-not-allowed"
            },
            defects = {"assessment-answer-missing", "assessment-document-unknown", "assessment-pledge-missing"})
    @Operation(
            operationId = "submitAssessment",
            summary = "Submit an assessment",
            description =
                    "With the pledge that it is true, and documents that prove it. The score is summed up, and the"
                            + " platform puts what it knows itself beside the answers. What comes to L1 to L3 is reviewed"
                            + " by the city, L4 and L5 by the province. A dry run tells the score.")
    public Uni<RestResponse<AssessmentView>> submit(
            @RestPath UUID id, @NotNull @Valid AssessmentForms.Submission submission) {
        return changed(assessments.submit(current.get(), id, submission));
    }

    @POST
    @Path("/{id}/withdrawals")
    @RolesAllowed(Roles.ENTERPRISE)
    @IdempotencyKey
    @Refuses({"assessment-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "withdrawAssessment", summary = "Withdraw an assessment that is not decided on")
    public Uni<RestResponse<AssessmentView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(assessments.withdraw(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/reviews")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses(
            value = {
                "assessment-level-of-province",
                "assessment-not-found",
                "assessment-rounds-used",
                "expert-level-exceeded",
                "expert-opinions-missing",
                "four-eyes-required",
                "not-yours",
                "review-own-side",
                "transition-not-allowed"
            },
            defects = {"assessment-level-none", "variant-member-missing", "variant-member-unfit"})
    @Operation(
            operationId = "reviewAssessment",
            summary = "Review an assessment",
            description =
                    "By the city, L4 and L5 by the province, and by nobody who has submitted it or was asked about it as an expert. L4 and L5 need"
                            + " opinions of two experts (`createAssessmentExpertDraw`), and are no higher than the higher of the"
                            + " two; the reason says why where it is neither. A level that is approved is shown to everybody for"
                            + " five working days; then it holds for two years, in the place of the one before, unless an"
                            + " objection is undecided. One is returned with everything that has to be mended, twice at most.")
    public Uni<RestResponse<AssessmentView>> review(@RestPath UUID id, @NotNull @Valid AssessmentForms.Review review) {
        return changed(assessments.review(current.get(), id, review));
    }

    @POST
    @Path("/{id}/expert-draws")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({
        "assessment-not-found",
        "expert-draw-needless",
        "experts-none",
        "four-eyes-required",
        "not-yours",
        "review-own-side"
    })
    @Operation(
            operationId = "createAssessmentExpertDraw",
            summary = "Draw experts for an assessment",
            description =
                    "By the province, from its list: as many as are missing of two. Nobody is drawn who has submitted"
                            + " the assessment, disputes it or decided anything of it, or is linked with the enterprise or"
                            + " provides services to it. Each has ten"
                            + " working days; in the place of who declines or misses them comes the next of the same draw."
                            + " Where none is left, the province adds experts and draws again. An appeal is judged by others"
                            + " than the review. A dry run draws with"
                            + " another seed.")
    @APIResponse(responseCode = "201", description = "Drawn")
    public Uni<RestResponse<AssessmentExpertDrawView>> drawExperts(@RestPath UUID id, @NotNull @Valid Reason why) {
        return once.created(
                experts.draw(current.get(), id, why.reason()),
                AssessmentExpertDrawView::of,
                made -> AssessmentExpertDrawResource.PATH + "/" + made.id());
    }

    @POST
    @Path("/{id}/downgrades")
    @RolesAllowed(Roles.AUTHORITY)
    @IdempotencyKey
    @Refuses({
        "assessment-level-not-lower",
        "assessment-not-found",
        "four-eyes-required",
        "not-yours",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "downgradeAssessment",
            summary = "Lower a level that holds",
            description = "By the authority that finds such a level; what a spot check proposes is decided with"
                    + " `decideSpotCheck`. What is left is valid as long as"
                    + " the level before was.")
    public Uni<RestResponse<AssessmentView>> downgrade(
            @RestPath UUID id, @NotNull @Valid AssessmentForms.Downgrade downgrade) {
        return changed(assessments.downgrade(current.get(), id, downgrade));
    }

    @POST
    @Path("/{id}/confirmations")
    @RolesAllowed(Roles.ENTERPRISE)
    @IdempotencyKey
    @Refuses(
            value = {
                "assessment-confirmation-early",
                "assessment-not-certified",
                "assessment-not-found",
                "not-yours",
                "transition-not-allowed"
            },
            defects = {"assessment-facts-changed", "assessment-pledge-missing"})
    @Operation(
            operationId = "confirmAssessment",
            summary = "Confirm that nothing has changed that a level rests on",
            description =
                    "By its enterprise, from 60 days before the end of the first year. Thirty days behind that the"
                            + " level lapses.")
    public Uni<RestResponse<AssessmentView>> reconfirm(
            @RestPath UUID id, @NotNull @Valid AssessmentForms.Confirmation says) {
        return changed(assessments.reconfirm(current.get(), id, says));
    }

    @POST
    @Path("/{id}/appeals")
    @RolesAllowed(Roles.ENTERPRISE)
    @IdempotencyKey
    @Refuses({"assessment-appeal-late", "assessment-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "createAssessmentAppeal",
            summary = "Appeal against a rejection, a lower level or a downgrade",
            description = "Once against each: against a lower level than the own answers come to while it is in public"
                    + " notice, else within 15 working days. The province decides.")
    @APIResponse(responseCode = "201", description = "Filed")
    public Uni<RestResponse<AssessmentAppealView>> appeal(
            @RestPath UUID id, @NotNull @Valid AssessmentForms.NewAppeal says) {
        Actor actor = current.get();
        return once.created(
                disputes.appeal(actor, id, says.statement()),
                made -> AssessmentAppealView.of(made, actor),
                made -> AssessmentAppealResource.PATH + "/" + made.id());
    }

    @GET
    @Path("/{id}/certificate")
    @Refuses({"assessment-not-found", "assessment-not-in-force"})
    @Operation(
            operationId = "getLevelCertificate",
            summary = "The certificate of a level that holds, as a signed text",
            description = "It is verified without a connection, with the keys of `getCertificateKeys` and the list of"
                    + " `getCertificateStatusList`, which nobody may go by after a day. The code alone can be looked up"
                    + " by everybody with `getCertificate`.")
    public Uni<LevelCertificateView> certificate(@RestPath UUID id) {
        return issued(id);
    }

    @GET
    @Path("/{id}/certificate/qr")
    @Produces(PNG)
    @Caching(Caching.NEVER)
    @Refuses({"assessment-not-found", "assessment-not-in-force"})
    @Operation(
            operationId = "getLevelCertificateQr",
            summary = "The certificate of a level that holds, as a QR image",
            description = "Of the signed text of `getLevelCertificate`, to be printed; it is verified like that.")
    @APIResponse(
            responseCode = "200",
            description = "A QR code of error correction M",
            content =
                    @Content(
                            mediaType = PNG,
                            schema =
                                    @Schema(
                                            implementation = String.class,
                                            format = "binary",
                                            examples = "iVBORw0KGgo")))
    public Uni<RestResponse<byte[]>> qr(@RestPath UUID id) {
        return issued(id).map(found -> RestResponse.ok(QrImage.of(found.text()), PNG));
    }

    private Uni<LevelCertificateView> issued(UUID id) {
        Actor actor = current.get();
        return assessments.find(actor, id).chain(found -> certificates.issue(actor, found, assessments.now()));
    }

    private Uni<RestResponse<AssessmentView>> changed(Effect<Assessment> change) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.ok(change, after -> AssessmentView.of(after, actor, reference, language, assessments.now()));
    }
}
