package cn.dengyun.provider.qualification;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** How many qualifications stand where: beside them, since a name below them would be an id. */
@Path("/api/v1/provider-qualification-summary")
@Tag(name = "Qualifications")
@PermitAll
class QualificationSummaryResource {

    private final ProviderQualificationService qualifications;
    private final CurrentActor current;

    QualificationSummaryResource(ProviderQualificationService qualifications, CurrentActor current) {
        this.qualifications = qualifications;
        this.current = current;
    }

    @GET
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "getProviderQualificationSummary",
            summary = "How many qualifications stand where, of those that the caller may know of")
    public Uni<QualificationCounts> summary(
            @RestQuery @Min(2000) @Max(2100) @Parameter(description = "Only those of this year", example = "2018")
                    Integer year) {
        return qualifications.counts(current.get(), year).map(QualificationCounts::of);
    }
}
