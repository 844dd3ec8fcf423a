package cn.dengyun.trade.capacity;

import cn.dengyun.platform.casefile.CaseRecord;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A capacity takes documents of its provider until it is retired: what proves a qualification, first of all. */
@ApplicationScoped
class CapacityRecord implements CaseRecord {

    static final String KIND = "capacity";

    private final CapacityService capacities;

    CapacityRecord(CapacityService capacities) {
        this.capacities = capacities;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String path() {
        return CapacityResource.PATH;
    }

    @Override
    public Uni<Standing> find(Actor actor, UUID id) {
        return capacities.find(actor, id).map(found -> standing(found, actor));
    }

    @Override
    public Uni<Standing> lock(SqlConnection connection, Actor actor, UUID id) {
        return capacities.lock(connection, actor, id).map(found -> standing(found, actor));
    }

    /** Everybody knows of what is published, and of none of its documents. */
    private static Standing standing(Capacity found, Actor actor) {
        if (!found.isSeenWhollyBy(actor)) {
            throw Rejection.notFound("capacity-not-found");
        }
        return new Standing(
                found.organizationId(),
                found.status() != CapacityStatus.RETIRED,
                !actor.actsFor(found.organizationId()));
    }
}
