package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.RegionCode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The two counters of the plan, for everybody. */
@Path(AdoptionCountResource.PATH)
@Tag(name = "Adoption")
class AdoptionCountResource {

    static final String PATH = "/api/v1/adoption-counts";

    private final AdoptionCounts counts;
    private final ReferenceService reference;
    private final RequestFacts facts;
    private final Clock clock;

    AdoptionCountResource(AdoptionCounts counts, ReferenceService reference, RequestFacts facts, Clock clock) {
        this.counts = counts;
        this.reference = reference;
        this.facts = facts;
        this.clock = clock;
    }

    @GET
    @PermitAll
    @Refuses({"region-not-found"})
    @Operation(
            operationId = "getAdoptionCounts",
            summary = "How many enterprises have moved to the cloud, and how many are deeply connected",
            description =
                    "By reporting unit, Susong and Guangde for themselves and never in their cities; or by county of"
                            + " one unit. Each enterprise counts once, by credit code.")
    public Uni<AdoptionCountsView> get(
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(description = "The counties of this reporting unit alone", example = "340100")
                    String unit) {
        Language language = facts.language();
        Instant now = clock.instant();
        return counts.of(unit, now).map(found -> AdoptionCountsView.of(found, reference, language, now));
    }
}
