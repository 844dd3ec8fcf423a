package cn.dengyun.sample;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** The door of demands. What is not there for the actor is refused with {@code demand-not-found} (404). */
@Sample
@ApplicationScoped
class DemandService {

    private final AggregateStore<Demand> demands;
    private final MergePatch patches;
    private final Clock clock;

    DemandService(Aggregates aggregates, MergePatch patches, Clock clock) {
        this.demands = aggregates.of(Demand.class, Demand.PUBLIC);
        this.patches = patches;
        this.clock = clock;
    }

    Uni<Demand> find(Actor actor, UUID id) {
        return demands.find(actor, id);
    }

    Uni<Page<Demand>> list(Actor actor, Filter filter, String cursor, int limit) {
        return demands.page(actor, filter, cursor, limit);
    }

    /** Makes a draft. Rejects with {@code not-yours} (403) an authority outside of its region. */
    Effect<Demand> create(Actor actor, DemandForm form) {
        Instant now = clock.instant();
        Demand draft = new Demand(Ids.next(), 0, actor.organizationId(), form, DemandStatus.DRAFT, now, now);
        return demands.create(actor, draft, draft.told(DemandEvent.CREATED));
    }

    /** Changes a draft. Rejects as {@link #move} and the precondition do, and with {@code invalid-request} (400). */
    Effect<Demand> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return demands.change(actor, id, precondition, found -> {
            DemandForm says = patches.valid(found.form(), patch, DemandForm.class);
            return says.equals(found.form())
                    ? Change.none(found)
                    : found.moved(DemandMove.EDIT, says, null, clock.instant());
        });
    }

    /** Moves one along its lifecycle. Rejects with {@code not-yours} (403), {@code transition-not-allowed} (409). */
    Effect<Demand> move(Actor actor, UUID id, DemandMove move, String reason) {
        return demands.change(actor, id, found -> found.moved(move, found.form(), reason, clock.instant()));
    }
}
