package cn.dengyun.assessment.level;

import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Counts of levels; not below the address of assessments, where it would be one of that name that one can change. */
@Path("/api/v1/assessment-summary")
@Tag(name = "Assessments")
@RolesAllowed({Roles.AUTHORITY, Roles.AUDITOR})
class AssessmentSummaryResource {

    private final AssessmentService assessments;
    private final ReferenceService reference;
    private final CurrentActor current;
    private final RequestFacts facts;

    AssessmentSummaryResource(
            AssessmentService assessments, ReferenceService reference, CurrentActor current, RequestFacts facts) {
        this.assessments = assessments;
        this.reference = reference;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @Operation(
            operationId = "getAssessmentSummary",
            summary = "How many enterprises hold which level",
            description = "Of those in the caller's region and below, by region; each enterprise once.")
    public Uni<AssessmentSummaryView> summary(
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "Only those of this region and the regions in it", example = "340100")
                    String region) {
        Language language = facts.language();
        Instant now = assessments.now();
        return assessments
                .count(current.get(), region)
                .map(counts -> AssessmentSummaryView.of(counts, reference, language, now));
    }
}
