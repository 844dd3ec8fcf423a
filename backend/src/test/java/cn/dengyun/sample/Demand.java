package cn.dengyun.sample;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an enterprise, or an authority for its region, looks for. */
record Demand(
        UUID id,
        int version,
        UUID organizationId,
        DemandForm form,
        DemandStatus status,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "status <> 'DRAFT'";

    @Override
    public boolean isPublic() {
        return status != DemandStatus.DRAFT;
    }

    @Override
    public String regionCode() {
        return form.regionCode();
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(DemandMove.values(), status, move -> isHandledBy(actor));
    }

    /** The change by a move, with what it says then. Rejects with {@code transition-not-allowed} (409). */
    Change<Demand> moved(DemandMove move, DemandForm says, String reason, Instant now) {
        Demand after = new Demand(id, version + 1, organizationId, says, move.from(status), createdAt, now);
        return new Change<>(after, after.told(move.event), reason);
    }

    DomainEvent told(DemandEvent event) {
        return event.about(this, new DemandEvent.Data(id, status, regionCode()), updatedAt);
    }
}
