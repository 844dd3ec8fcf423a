package cn.dengyun.trade.complaint;

import cn.dengyun.platform.casefile.CaseRecord;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Complaints take documents of both sides until they are closed: each side puts and withdraws its own. */
@ApplicationScoped
class ComplaintRecord implements CaseRecord {

    static final String KIND = "order-complaint";

    private final ComplaintService complaints;

    ComplaintRecord(ComplaintService complaints) {
        this.complaints = complaints;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String path() {
        return ComplaintResource.PATH;
    }

    @Override
    public Uni<Standing> find(Actor actor, UUID id) {
        return complaints.find(actor, id).map(found -> standing(found, actor));
    }

    @Override
    public Uni<Standing> lock(SqlConnection connection, Actor actor, UUID id) {
        return complaints.lock(connection, actor, id).map(found -> standing(found, actor));
    }

    private Standing standing(OrderComplaint found, Actor actor) {
        boolean isProvider = actor.actsFor(found.providerOrganizationId());
        return new Standing(
                isProvider ? found.providerOrganizationId() : found.organizationId(),
                found.statusAt(complaints.now()).isOpen(),
                !found.isParty(actor));
    }
}
