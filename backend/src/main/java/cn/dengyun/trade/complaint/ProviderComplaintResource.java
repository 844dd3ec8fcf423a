package cn.dengyun.trade.complaint;

import cn.dengyun.platform.operation.Refuses;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What everybody reads of the complaints about a provider. */
@Path("/api/v1/providers/{id}/complaint-summary")
@Tag(name = "Complaints")
public class ProviderComplaintResource {

    private final ComplaintService complaints;

    ProviderComplaintResource(ComplaintService complaints) {
        this.complaints = complaints;
    }

    @GET
    @PermitAll
    @Refuses({"provider-not-found", "token-invalid"})
    @Operation(
            operationId = "getProviderComplaintSummary",
            summary = "How many complaints there are about a provider",
            description = "About all its offerings. Numbers alone, counted anew each time; complaints themselves are"
                    + " not public.")
    public Uni<ComplaintSummaryView> summary(@RestPath UUID id) {
        return complaints.ofProvider(id).map(ComplaintSummaryView::of);
    }
}
