package cn.dengyun.application.rest;

import cn.dengyun.application.ApplicationForms;
import cn.dengyun.application.ReviewService;
import cn.dengyun.application.ReviewService.Reviewed;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The same decision on many applications. */
@Path("/api/v1/voucher-application-decisions")
@Tag(name = "Voucher applications")
@RolesAllowed(Roles.AUTHORITY)
public class ApplicationDecisionsResource {

    private final ReviewService reviews;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts request;

    ApplicationDecisionsResource(ReviewService reviews, Once once, CurrentActor current, RequestFacts request) {
        this.reviews = reviews;
        this.once = once;
        this.current = current;
        this.request = request;
    }

    /** What became of all. */
    @Schema(name = "VoucherReviewOutcomes", description = "What became of each application")
    public record OutcomesView(
            @Schema(required = true, description = "Number of applications that were decided", examples = "198")
            int decided,

            @Schema(required = true, description = "Number of applications that could not be decided", examples = "2")
            int refused,

            @Schema(required = true, description = "In the order in which they were named")
            List<OutcomeView> outcomes) {

        static OutcomesView of(List<Reviewed> outcomes, Language language) {
            List<OutcomeView> views = outcomes.stream()
                    .map(outcome -> OutcomeView.of(outcome, language))
                    .toList();
            int refused = (int) outcomes.stream()
                    .filter(outcome -> outcome.refusal() != null)
                    .count();
            return new OutcomesView(outcomes.size() - refused, refused, views);
        }
    }

    /** What became of one. */
    @Schema(name = "VoucherReviewOutcome", description = "What became of one application")
    public record OutcomeView(
            @Schema(required = true, description = "The application")
            UUID applicationId,

            @Schema(required = true, nullable = true, description = "Where it stands now; null when it was refused")
            ApplicationStatus status,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Code of the problem; null when it was decided",
                    examples = "review-not-yours")
            String code,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "In words; null when it was decided",
                    examples = "该申领现在不由您所在的主管部门审核。")
            String detail) {

        static OutcomeView of(Reviewed outcome, Language language) {
            Rejection refusal = outcome.refusal();
            return new OutcomeView(
                    outcome.applicationId(),
                    outcome.decided() == null ? null : outcome.decided().status(),
                    refusal == null ? null : refusal.code(),
                    refusal == null ? null : ProblemTexts.detail(refusal.code(), refusal.arguments(), language));
        }
    }

    @POST
    @Cancellable(false)
    @IdempotencyKey
    @Operation(
            operationId = "decideVoucherApplications",
            summary = "Decide on many applications alike",
            description = "Up to 200 at once, each by itself as with `decideVoucherApplication`: some can be refused"
                    + " while others are decided.")
    @APIResponse(responseCode = "200", description = "What became of each")
    public Uni<RestResponse<OutcomesView>> decide(@NotNull @Valid ApplicationForms.NewReviews wanted) {
        Actor actor = current.get();
        Language language = request.language();
        return once.ok(reviews.reviewAll(actor, wanted), outcomes -> OutcomesView.of(outcomes, language));
    }
}
