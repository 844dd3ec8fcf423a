package cn.dengyun.monitoring.plan;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Annual plans. What is not there for the actor is refused with {@code annual-plan-not-found} (404), and with
 * {@code not-yours} (403) whoever is not of the province.
 */
@ApplicationScoped
class AnnualPlanService {

    private final AggregateStore<AnnualPlan> plans;
    private final AnnualPlanStore store;
    private final ImplementationPlanService implementations;
    private final PlanRegions regions;
    private final MergePatch patches;
    private final Clock clock;

    AnnualPlanService(
            Aggregates aggregates,
            AnnualPlanStore store,
            ImplementationPlanService implementations,
            PlanRegions regions,
            MergePatch patches,
            Clock clock) {
        this.plans = aggregates.of(AnnualPlan.class, AnnualPlan.PUBLIC);
        this.store = store;
        this.implementations = implementations;
        this.regions = regions;
        this.patches = patches;
        this.clock = clock;
    }

    Uni<AnnualPlan> find(Actor actor, UUID id) {
        return plans.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<AnnualPlan>> list(Actor actor, Filter filter, String cursor, int limit) {
        return plans.page(actor, filter, cursor, limit);
    }

    /**
     * Draws the plan of a year up. Rejects with {@code invalid-request} (400; all defects), {@code not-yours} (403),
     * {@code annual-plan-open} where another one of the year is written or proposed, and with
     * {@code annual-plan-in-force} (409) where the year has one, which is amended.
     */
    Effect<AnnualPlan> drawUp(Actor actor, AnnualPlanForm form) {
        return Effect.of(connection -> {
            requireProvince(actor);
            AnnualPlan made = made(actor, form);
            return store.holdOfYear(connection, form.year())
                    .invoke(found -> found.ifPresent(published -> {
                        throw Rejection.conflict("annual-plan-in-force", form.year());
                    }))
                    .chain(() -> create(connection, actor, made));
        });
    }

    private static void requireProvince(Actor actor) {
        if (!Oversight.of(actor).covers(AnnualPlan.PROVINCE)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    private AnnualPlan made(Actor actor, AnnualPlanForm form) {
        Instant now = now();
        LocalDate on = divisionsOn(form.year());
        PlanContent says = AnnualPlanReader.read(form, regions.unitsOn(on), null);
        return new AnnualPlan(
                Ids.next(),
                0,
                form.year(),
                1,
                null,
                form.title(),
                KeptTexts.write(says),
                actor.organizationId(),
                AnnualPlan.PROVINCE,
                AnnualPlanStatus.DRAFT,
                on,
                form.implementationDueOn(),
                actor.id(),
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                now);
    }

    /** Today, or the day of the year that is nearest to it. */
    private LocalDate divisionsOn(int year) {
        LocalDate today = LocalDate.now(clock);
        LocalDate first = LocalDate.of(year, Month.JANUARY, 1);
        LocalDate last = LocalDate.of(year, Month.DECEMBER, 31);
        return today.isBefore(first) ? first : today.isAfter(last) ? last : today;
    }

    private Uni<AnnualPlan> create(SqlConnection connection, Actor actor, AnnualPlan made) {
        return in(connection, plans.create(actor, made, made.told(AnnualPlanEvent.DRAWN_UP)))
                .onFailure(Rows.broken(AnnualPlanStore.ONE_OPEN))
                .transform(broken -> Rejection.conflict("annual-plan-open", made.year()));
    }

    /**
     * Changes what a draft says. Rejects with {@code invalid-request} (400), {@code not-yours} (403),
     * {@code transition-not-allowed} (409) and as the precondition does.
     */
    Effect<AnnualPlan> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return plans.change(actor, id, precondition, found -> {
            requireEditable(actor, found);
            AnnualPlanForm before = found.form();
            AnnualPlanForm says = patches.valid(before, patch, AnnualPlanForm.class);
            if (says.equals(before)) {
                return Change.none(found);
            }
            if (says.year() != found.year()) {
                throw Rejection.invalid(
                        List.of(Defect.at("/year", "annual-plan-year-fixed", Integer.toString(found.year()))));
            }
            return edited(actor, found, says);
        });
    }

    private static void requireEditable(Actor actor, AnnualPlan found) {
        found.requireHand(actor, AnnualPlanMove.EDIT);
        AnnualPlanMove.EDIT.from(found.status());
    }

    private Change<AnnualPlan> edited(Actor actor, AnnualPlan found, AnnualPlanForm says) {
        PlanContent content = AnnualPlanReader.read(says, regions.unitsOn(found.divisionsOn()), found.says());
        return found.edited(says, content, actor.id(), now());
    }

    /**
     * A draft of which the actor may change what it says. Rejects with {@code not-yours} (403) and
     * {@code transition-not-allowed} (409).
     */
    Uni<AnnualPlan> findEditable(Actor actor, UUID id) {
        return find(actor, id).invoke(found -> requireEditable(actor, found));
    }

    /**
     * What a draft is to say.
     *
     * @param form that of before where nothing is to change
     * @param answer for who wanted it
     */
    record Wanted<T>(AnnualPlanForm form, T answer) {}

    /**
     * Changes what a draft says as {@code decide} wants it of the draft that is on record then, the year apart. Rejects
     * as the other does.
     */
    <T> Effect<T> edit(Actor actor, UUID id, Function<AnnualPlan, Wanted<T>> decide) {
        return Effect.of(connection -> plans.lock(connection, actor, id).chain(found -> {
            requireEditable(actor, found);
            Wanted<T> wanted = decide.apply(found);
            Change<AnnualPlan> change =
                    wanted.form().equals(found.form()) ? Change.none(found) : edited(actor, found, wanted.form());
            return plans.carryOutFor(actor, connection, found, change).replaceWith(wanted.answer());
        }));
    }

    /** Proposes a draft for publication. Rejects with {@code transition-not-allowed} (409). */
    Effect<AnnualPlan> propose(Actor actor, UUID id, Precondition precondition, String why) {
        return move(actor, id, precondition, AnnualPlanMove.PROPOSE, why);
    }

    /** Gives it back to whoever writes it. Rejects with {@code transition-not-allowed} (409). */
    Effect<AnnualPlan> giveBack(Actor actor, UUID id, String why) {
        return move(actor, id, Precondition.NONE, AnnualPlanMove.RETURN, why);
    }

    /** Takes back what is not published. Rejects with {@code transition-not-allowed} (409). */
    Effect<AnnualPlan> withdraw(Actor actor, UUID id, String why) {
        return move(actor, id, Precondition.NONE, AnnualPlanMove.WITHDRAW, why);
    }

    private Effect<AnnualPlan> move(Actor actor, UUID id, Precondition precondition, AnnualPlanMove move, String why) {
        return plans.change(actor, id, precondition, found -> {
            found.requireHand(actor, move);
            return found.moved(move, actor.id(), why, now());
        });
    }

    /**
     * Publishes what was read: the edition before is superseded, and every unit and county has an implementation plan
     * to file; those that are there follow. Rejects with {@code four-eyes-required} (403),
     * {@code transition-not-allowed} and {@code annual-plan-due-over} (409), and as the precondition does.
     */
    Effect<AnnualPlan> publish(Actor actor, UUID id, Precondition precondition, String why) {
        return Effect.of(connection -> plans.lock(connection, actor, id).chain(found -> {
            found.requireHand(actor, AnnualPlanMove.PUBLISH);
            precondition.check(EntityTags.of(found.version(), found.actions(actor)));
            Instant now = now();
            Change<AnnualPlan> change = found.moved(AnnualPlanMove.PUBLISH, actor.id(), why, now);
            if (!now.isBefore(found.implementationDueAt())) {
                throw Rejection.conflict("annual-plan-due-over", found.implementationDueOn());
            }
            return supersede(connection, found, now)
                    .chain(() -> plans.carryOut(connection, found, change))
                    .onFailure(Rows.broken(AnnualPlanStore.ONE_PUBLISHED))
                    .transform(broken -> Rejection.conflict("annual-plan-in-force", found.year()))
                    .call(published -> implementations.follow(connection, published, now));
        }));
    }

    private Uni<Void> supersede(SqlConnection connection, AnnualPlan next, Instant now) {
        if (next.amendsId() == null) {
            return Uni.createFrom().voidItem();
        }
        return store.lock(connection, next.amendsId())
                .chain(before -> plans.carryOut(
                        connection, before, before.moved(AnnualPlanMove.SUPERSEDE, null, next.reason(), now)))
                .replaceWithVoid();
    }

    /**
     * Makes a draft of the next edition, which says the same; weights stay as they were published. Rejects with
     * {@code transition-not-allowed} and {@code annual-plan-open} (409).
     */
    Effect<AnnualPlan> amend(Actor actor, UUID id, String why) {
        return Effect.of(connection -> plans.lock(connection, actor, id).chain(found -> {
            found.requireHand(actor, AnnualPlanMove.AMEND);
            return create(connection, actor, found.amended(Ids.next(), actor, why, now()));
        }));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
