package cn.dengyun.catalogue.duty;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The public counter of what providers owe. */
@Path("/api/v1/obligations")
@Tag(name = "Obligations", description = "What providers owe by the action plan, and how much of it is met.")
@PermitAll
class ObligationResource {

    private static final int LAST_YEAR = 2099;
    /** Each row is counted. */
    private static final int MAX_ROWS = 50;

    private final ObligationService obligations;

    ObligationResource(ObligationService obligations) {
        this.obligations = obligations;
    }

    @GET
    @Refuses(defects = "number-out-of-range")
    @Operation(
            operationId = "listObligations",
            summary = "What providers owe in a year, and how much of it is met",
            description =
                    "Of providers of cloud platforms 100 industrial apps a year: distinct ones hosted on their"
                            + " platforms with a first listing or a materially changed version in the year. Of every provider"
                            + " that it confirms its published offerings every quarter. At most a minute old, of past years an hour.")
    public Uni<RestResponse<Page<ObligationView>>> list(
            @RestQuery @Parameter(description = "What is owed; the industrial apps unless given") ObligationKind kind,
            @RestQuery
                    @Min(ObligationService.FIRST_YEAR)
                    @Max(LAST_YEAR)
                    @Parameter(
                            description =
                                    "Year of Asia/Shanghai, from 2018 to the present one, which it is unless given",
                            example = "2026")
                    Integer year,
            @RestQuery @Parameter(description = "Only what this provider owes") UUID providerId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(MAX_ROWS) @Parameter(description = "Rows a page") int limit,
            @Context UriInfo request) {
        return obligations
                .list(kind == null ? ObligationKind.INDUSTRIAL_APPS : kind, year, providerId, cursor, limit)
                .map(page -> PageLinks.respond(page.map(ObligationView::of), request));
    }

    @GET
    @Path("/{id}")
    @Refuses("obligation-not-found")
    @Operation(operationId = "getObligation", summary = "What a provider owes in a year, and how much of it is met")
    public Uni<ObligationView> get(
            @RestPath
                    @Parameter(
                            description = "As the list says it",
                            example = "INDUSTRIAL_APPS-2026-01900000-0000-7000-8000-000000000001")
                    String id) {
        return obligations.find(id).map(ObligationView::of);
    }

    @GET
    @Path("/{id}/evidence")
    @Refuses("obligation-not-found")
    @Operation(
            operationId = "listObligationEvidence",
            summary = "What counts towards an obligation and what does not, each with its reason")
    public Uni<RestResponse<Page<EvidenceView>>> evidence(
            @RestPath
                    @Parameter(
                            description = "As the list says it",
                            example = "INDUSTRIAL_APPS-2026-01900000-0000-7000-8000-000000000001")
                    String id,
            @RestQuery @Parameter(description = "Only those with this reason") EvidenceVerdict verdict,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return obligations
                .evidence(id, verdict, cursor, limit)
                .map(page -> PageLinks.respond(page.map(EvidenceView::of), request));
    }
}
