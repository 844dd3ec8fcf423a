package cn.dengyun.activity;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Annual training plans. What is not there for the actor is refused with {@code training-plan-not-found} (404), and
 * with {@code not-yours} (403) whoever is not of the region's own office.
 */
@ApplicationScoped
class TrainingPlanService {

    private final AggregateStore<TrainingPlan> plans;
    private final TrainingPlanStore store;
    private final MergePatch patches;
    private final Clock clock;
    private final Pool pool;

    TrainingPlanService(Aggregates aggregates, TrainingPlanStore store, MergePatch patches, Clock clock, Pool pool) {
        this.plans = aggregates.of(TrainingPlan.class, TrainingPlan.PUBLIC);
        this.store = store;
        this.patches = patches;
        this.clock = clock;
        this.pool = pool;
    }

    /** A plan with what was done, of each kind at most once. */
    record Shown(TrainingPlan plan, List<TrainingPlanDone> done) {}

    Uni<Shown> find(Actor actor, UUID id) {
        return plans.find(actor, id).chain(found -> shown(pool, found));
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<Shown>> list(Actor actor, Filter filter, String cursor, int limit) {
        return plans.page(actor, filter, cursor, limit)
                .chain(page -> shown(pool, page.data()).map(all -> new Page<>(all, page.page())));
    }

    /** The same effect, with what was done. */
    Effect<Shown> shown(Effect<TrainingPlan> effect) {
        return effect.then(this::shown);
    }

    private Uni<Shown> shown(SqlClient client, TrainingPlan plan) {
        return shown(client, List.of(plan)).map(all -> all.get(0));
    }

    private Uni<List<Shown>> shown(SqlClient client, List<TrainingPlan> found) {
        return store.done(client, found)
                .map(done -> found.stream()
                        .map(plan -> new Shown(
                                plan,
                                done.stream()
                                        .filter(each -> each.planId().equals(plan.id()))
                                        .toList()))
                        .toList());
    }

    /**
     * Draws the plan of a year up for the office's own region. Rejects with {@code invalid-request} (400; all defects),
     * {@code not-yours} (403), {@code training-plan-open} where another one is a draft, and with
     * {@code training-plan-in-force} (409) where the year has one, which is amended.
     */
    Effect<TrainingPlan> drawUp(Actor actor, TrainingPlanForm form) {
        return Effect.of(connection -> {
            if (actor.regionCode() == null) {
                throw Rejection.forbidden("not-yours");
            }
            requireFit(form, form.year());
            TrainingPlan made = TrainingPlan.drawnUp(Ids.next(), actor, form, now());
            return store.holdInForce(connection, made.regionCode(), made.year())
                    .invoke(found -> found.ifPresent(published -> {
                        throw Rejection.conflict("training-plan-in-force", Integer.toString(made.year()));
                    }))
                    .chain(() -> create(connection, actor, made));
        });
    }

    private Uni<TrainingPlan> create(SqlConnection connection, Actor actor, TrainingPlan made) {
        return in(connection, plans.create(actor, made, made.told(TrainingPlanEvent.DRAWN_UP)))
                .onFailure(Rows.broken(TrainingPlanStore.ONE_OPEN))
                .transform(broken -> Rejection.conflict("training-plan-open", Integer.toString(made.year())));
    }

    private static void requireFit(TrainingPlanForm form, int year) {
        List<Defect> defects = new ArrayList<>();
        if (form.year() != year) {
            defects.add(Defect.at("/year", "training-plan-year-fixed", Integer.toString(year)));
        }
        Set<ActivityKind> kinds = EnumSet.noneOf(ActivityKind.class);
        for (int i = 0; i < form.targets().size(); i++) {
            if (!kinds.add(form.targets().get(i).kind())) {
                defects.add(Defect.at("/targets/" + i + "/kind", "training-plan-kind-repeated"));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /**
     * Changes a draft. Rejects with {@code invalid-request} (400; all defects), {@code not-yours} (403),
     * {@code transition-not-allowed} (409) and as the precondition does.
     */
    Effect<TrainingPlan> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return Effect.of(connection -> lock(connection, actor, id)
                .invoke(found -> precondition.check(String.valueOf(found.version())))
                .chain(found -> {
                    TrainingPlanMove.EDIT.from(found.status());
                    TrainingPlanForm says = patches.valid(found.says(), patch, TrainingPlanForm.class);
                    if (says.equals(found.says())) {
                        return Uni.createFrom().item(found);
                    }
                    requireFit(says, found.year());
                    return plans.carryOut(connection, found, found.edited(says, now()));
                }));
    }

    /**
     * Publishes what was read; the edition before is superseded. Rejects with {@code not-yours} (403),
     * {@code transition-not-allowed}, {@code training-plan-in-force} (409) and as the precondition does.
     */
    Effect<TrainingPlan> publish(Actor actor, UUID id, Precondition precondition) {
        return Effect.of(connection -> lock(connection, actor, id)
                .invoke(found -> precondition.check(String.valueOf(found.version())))
                .chain(found -> {
                    Instant now = now();
                    TrainingPlanMove.PUBLISH.from(found.status());
                    return store.holdInForce(connection, found.regionCode(), found.year())
                            .chain(before -> before.filter(each -> each.id().equals(found.amendsId()))
                                    .map(each -> plans.carryOut(connection, each, each.superseded(now)))
                                    .orElseGet(() -> Uni.createFrom().nullItem()))
                            .chain(() -> plans.carryOut(connection, found, found.published(now)))
                            .onFailure(Rows.broken(TrainingPlanStore.ONE_PUBLISHED))
                            .transform(broken ->
                                    Rejection.conflict("training-plan-in-force", Integer.toString(found.year())));
                }));
    }

    /**
     * Makes a draft of the next edition, which says the same. Rejects with {@code not-yours} (403),
     * {@code transition-not-allowed} and {@code training-plan-open} (409).
     */
    Effect<TrainingPlan> amend(Actor actor, UUID id) {
        return Effect.of(connection -> lock(connection, actor, id)
                .chain(found -> create(connection, actor, found.amended(Ids.next(), actor, now()))));
    }

    private Uni<TrainingPlan> lock(SqlConnection connection, Actor actor, UUID id) {
        return plans.lock(connection, actor, id).invoke(found -> found.requireOffice(actor));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
