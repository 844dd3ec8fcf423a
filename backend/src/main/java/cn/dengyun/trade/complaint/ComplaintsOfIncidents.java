package cn.dengyun.trade.complaint;

import cn.dengyun.provider.IncidentEffect;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Complaints that were handed over to an incident wait for the supervisor of the provider again when that was none. */
@ApplicationScoped
class ComplaintsOfIncidents implements IncidentEffect {

    private final ComplaintService complaints;

    ComplaintsOfIncidents(ComplaintService complaints) {
        this.complaints = complaints;
    }

    @Override
    public Uni<Void> dismissed(SqlConnection connection, UUID incidentId) {
        return complaints.handBack(connection, incidentId);
    }
}
