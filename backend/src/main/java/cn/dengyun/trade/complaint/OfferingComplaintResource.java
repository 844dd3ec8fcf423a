package cn.dengyun.trade.complaint;

import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What everybody reads of the complaints about an offering. */
@Path("/api/v1/offerings/{id}/complaint-summary")
@Tag(name = "Complaints")
public class OfferingComplaintResource {

    private final ComplaintService complaints;
    private final CurrentActor current;

    OfferingComplaintResource(ComplaintService complaints, CurrentActor current) {
        this.complaints = complaints;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"offering-not-found", "token-invalid"})
    @Operation(
            operationId = "getOfferingComplaintSummary",
            summary = "How many complaints there are about an offering",
            description = "Numbers alone, counted anew each time; complaints themselves are not public.")
    public Uni<ComplaintSummaryView> summary(@RestPath UUID id) {
        return complaints.ofOffering(current.get(), id).map(ComplaintSummaryView::of);
    }
}
