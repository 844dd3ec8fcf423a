package cn.dengyun.monitoring.plan;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.monitoring.plan.domain.PlanIndicator;
import cn.dengyun.monitoring.plan.domain.PlanTarget;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.clock.Deadlines;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Implementation plans. What is not there for the actor is refused with {@code implementation-plan-not-found} (404),
 * and with {@code not-yours} (403) whoever is not the one whose move it is.
 */
@ApplicationScoped
class ImplementationPlanService {

    /** In how many working days a region files what it amends by itself. */
    private static final int DAYS_TO_AMEND = 15;

    /** More time is given for so many days at the most. */
    private static final int MAX_DAYS_MORE = 366;

    private final AggregateStore<ImplementationPlan> plans;
    private final ImplementationPlanStore store;
    private final AnnualPlanStore annual;
    private final PlanRegions regions;
    private final MergePatch patches;
    private final Deadlines deadlines;
    private final Clock clock;

    ImplementationPlanService(
            Aggregates aggregates,
            ImplementationPlanStore store,
            AnnualPlanStore annual,
            PlanRegions regions,
            MergePatch patches,
            Deadlines deadlines,
            Clock clock) {
        this.plans = aggregates.of(ImplementationPlan.class, ImplementationPlan.PUBLIC);
        this.store = store;
        this.annual = annual;
        this.regions = regions;
        this.patches = patches;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    Uni<ImplementationPlan> find(Actor actor, UUID id) {
        return plans.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<ImplementationPlan>> list(Actor actor, Filter filter, String cursor, int limit) {
        return plans.page(actor, filter, cursor, limit);
    }

    /** How many of a year stand where, of those of which the actor knows as an authority or as who sees all. */
    Uni<List<StatusCount>> count(Actor actor, int year, String regionCode) {
        return store.count(
                year,
                now(),
                Aggregate.seesAll(actor),
                Oversight.of(actor),
                Oversight.of(regionCode == null ? AnnualPlan.PROVINCE : regionCode));
    }

    /**
     * What an annual plan that was just published asks for: one of each unit and county that has none in its year. What
     * is being written follows it; where one was published and the targets of its city are others now, the next edition
     * of it is to be filed.
     */
    Uni<Void> follow(SqlConnection connection, AnnualPlan plan, Instant now) {
        // Read once more when they are held: an edition may have been opened while this waited for the one before.
        return store.lockOfYear(connection, plan.year())
                .chain(() -> store.lockOfYear(connection, plan.year()))
                .chain(found -> {
                    Map<String, List<ImplementationPlan>> byRegion =
                            found.stream().collect(Collectors.groupingBy(each -> regions.joined(each.regionCode())));
                    List<ImplementationPlan> made = new ArrayList<>();
                    for (String unit : regions.unitsOn(plan.divisionsOn())) {
                        Stream.concat(Stream.of(unit), regions.countiesOf(unit, plan.divisionsOn()).stream())
                                .filter(region -> !byRegion.containsKey(regions.joined(region)))
                                .forEach(region -> made.add(expected(plan, region, unit, now)));
                    }
                    byRegion.values().forEach(all -> next(all, plan, now).ifPresent(made::add));
                    List<ImplementationPlan> open = found.stream()
                            .filter(each -> each.status().isOpen())
                            .toList();
                    return InTurn.each(
                                    open,
                                    each -> plans.carryOut(connection, each, each.following(plan, now))
                                            .replaceWithVoid())
                            .chain(() -> made.isEmpty() ? Uni.createFrom().voidItem() : store.insert(connection, made));
                });
    }

    /**
     * The codes of regions that are not in force any more and have one behind them, under which they are filed still.
     */
    Uni<List<String>> outdatedRegions() {
        LocalDate today = LocalDate.now(clock);
        return store.regions()
                .map(found -> found.stream()
                        .filter(code -> !regions.inForce(code, today).equals(code))
                        .toList());
    }

    /** Files what is filed under such codes under those that are in force; of districts that have merged, the first. */
    Effect<Integer> recode(List<String> outdated) {
        return Effect.of(connection -> {
            LocalDate today = LocalDate.now(clock);
            List<String> concerned = Stream.concat(
                            outdated.stream(), outdated.stream().map(code -> regions.inForce(code, today)))
                    .toList();
            return store.lockOf(connection, concerned).chain(found -> {
                Map<String, String> taken = new HashMap<>();
                found.forEach(each -> taken.putIfAbsent(place(each, each.regionCode()), each.regionCode()));
                List<ImplementationPlan> moved = found.stream()
                        .filter(each -> outdated.contains(each.regionCode()))
                        .filter(each -> each.regionCode()
                                .equals(taken.computeIfAbsent(
                                        place(each, regions.inForce(each.regionCode(), today)),
                                        place -> each.regionCode())))
                        .toList();
                return InTurn.each(
                                moved,
                                each -> plans.carryOut(
                                                connection,
                                                each,
                                                each.recoded(regions.inForce(each.regionCode(), today), now()))
                                        .replaceWithVoid())
                        .replaceWith(moved.size());
            });
        });
    }

    private static String place(ImplementationPlan plan, String region) {
        return plan.year() + " " + region;
    }

    private ImplementationPlan expected(AnnualPlan plan, String region, String unit, Instant now) {
        return new ImplementationPlan(
                Ids.next(),
                0,
                plan.id(),
                plan.year(),
                1,
                null,
                region,
                unit,
                regions.above(region),
                null,
                KeptTexts.write(ImplementationContent.EMPTY),
                ImplementationPlanStatus.DRAFT,
                plan.implementationDueAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                now);
    }

    /** The next edition of what a city has published, if its targets are others now and none is open. */
    private static Optional<ImplementationPlan> next(List<ImplementationPlan> all, AnnualPlan plan, Instant now) {
        if (all.stream().anyMatch(each -> each.status().isOpen())) {
            return Optional.empty();
        }
        return all.stream()
                .filter(each -> each.status() == ImplementationPlanStatus.PUBLISHED && each.isOfUnit())
                .filter(each -> each.isOutdatedBy(plan))
                .findFirst()
                .map(each -> each.amended(Ids.next(), plan, plan.implementationDueAt(), null, now));
    }

    /**
     * Changes what it says while it is written. Rejects with {@code invalid-request} (400; all defects),
     * {@code not-yours} (403), {@code transition-not-allowed} (409) and as the precondition does.
     */
    Effect<ImplementationPlan> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return Effect.of(connection -> lock(connection, actor, id, ImplementationPlanMove.EDIT)
                .invoke(found -> precondition.check(EntityTags.of(found.version(), found.actions(actor))))
                .chain(found -> annual.find(connection, found.planId()).chain(plan -> {
                    ImplementationPlanForm before = found.says().form();
                    ImplementationPlanForm says = patches.valid(before, patch, ImplementationPlanForm.class);
                    if (says.equals(before)) {
                        return Uni.createFrom().item(found);
                    }
                    return plans.carryOut(connection, found, found.edited(actor, read(says, found, plan), now()));
                })));
    }

    private ImplementationContent read(ImplementationPlanForm form, ImplementationPlan found, AnnualPlan plan) {
        List<Defect> defects = new ArrayList<>();
        List<PlanTarget> breakdowns = new ArrayList<>();
        Set<String> counties = countiesOf(found, plan);
        TargetReader reader =
                new TargetReader(counties, regions.partsOf(found.unitCode(), plan.divisionsOn()), defects);
        Set<PlanIndicator> known = new HashSet<>();
        for (int i = 0; i < form.breakdowns().size(); i++) {
            PlanBreakdownForm wanted = form.breakdowns().get(i);
            String pointer = "/breakdowns/" + i;
            Optional<Long> amount = plan.targets().stream()
                    .filter(target -> target.indicator() == wanted.indicator())
                    .findFirst()
                    .flatMap(target -> target.of(found.unitCode()));
            if (counties.isEmpty()) {
                defects.add(Defect.at(pointer, "implementation-breakdown-unfit", found.regionCode()));
            } else if (amount.isEmpty()) {
                defects.add(Defect.at(
                        pointer + "/indicator",
                        "implementation-indicator-unfit",
                        wanted.indicator().name()));
            } else if (!known.add(wanted.indicator())) {
                defects.add(Defect.at(
                        pointer + "/indicator",
                        "plan-indicator-twice",
                        wanted.indicator().name()));
            } else {
                reader.read(
                                new TargetReader.Wanted(
                                        pointer,
                                        wanted.indicator(),
                                        amount.get(),
                                        wanted.floor(),
                                        wanted.weightsBasis(),
                                        wanted.weights(),
                                        wanted.overrides()),
                                found.says().of(wanted.indicator()).orElse(null))
                        .ifPresent(breakdowns::add);
            }
        }
        found.says().breakdowns().stream()
                .filter(before -> before.areWeightsFixed() && !known.contains(before.indicator()))
                .forEach(before -> defects.add(Defect.at(
                        "/breakdowns",
                        "plan-target-published",
                        before.indicator().name())));
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return new ImplementationContent(form.summary(), form.measures(), breakdowns);
    }

    /** The counties that it shares targets among: none unless it is of a city. */
    private Set<String> countiesOf(ImplementationPlan found, AnnualPlan plan) {
        return found.isOfUnit() ? regions.countiesOf(found.unitCode(), plan.divisionsOn()) : Set.of();
    }

    /**
     * Submits it to the authority above. Rejects with {@code invalid-request} (400; everything that is missing),
     * {@code not-yours} (403), {@code transition-not-allowed} (409) and as the precondition does.
     */
    Effect<ImplementationPlan> submit(Actor actor, UUID id, Precondition precondition) {
        return Effect.of(connection -> lock(connection, actor, id, ImplementationPlanMove.SUBMIT)
                .invoke(found -> precondition.check(EntityTags.of(found.version(), found.actions(actor))))
                .chain(found -> annual.find(connection, found.planId()).chain(plan -> {
                    Change<ImplementationPlan> change =
                            found.moved(ImplementationPlanMove.SUBMIT, actor.id(), null, now());
                    found.requireComplete(plan, !countiesOf(found, plan).isEmpty());
                    return plans.carryOut(connection, found, change);
                })));
    }

    /** Takes back what nobody has answered. Rejects with {@code not-yours} and {@code transition-not-allowed}. */
    Effect<ImplementationPlan> withdraw(Actor actor, UUID id, String why) {
        return move(actor, id, Precondition.NONE, ImplementationPlanMove.WITHDRAW, why);
    }

    /**
     * Returns it, with all that has to be mended. Rejects with {@code not-yours} and {@code transition-not-allowed}.
     */
    Effect<ImplementationPlan> giveBack(Actor actor, UUID id, String why) {
        return move(actor, id, Precondition.NONE, ImplementationPlanMove.RETURN, why);
    }

    /**
     * Accepts what was read. Rejects with {@code not-yours}, {@code four-eyes-required} (403),
     * {@code transition-not-allowed} (409) and as the precondition does.
     */
    Effect<ImplementationPlan> accept(Actor actor, UUID id, Precondition precondition, String why) {
        return move(actor, id, precondition, ImplementationPlanMove.ACCEPT, why);
    }

    private Effect<ImplementationPlan> move(
            Actor actor, UUID id, Precondition precondition, ImplementationPlanMove move, String why) {
        return plans.change(actor, id, precondition, found -> {
            found.requireHand(actor, move);
            return found.moved(move, actor.id(), why, now());
        });
    }

    /** Publishes what was accepted; the edition before is superseded. Rejects as {@link #withdraw}. */
    Effect<ImplementationPlan> publish(Actor actor, UUID id, String why) {
        // The edition before is locked first: those of a year are locked in the order in which they were made.
        return Effect.of(connection -> plans.find(connection, actor, id)
                .chain(known -> store.lockPublished(connection, known.year(), known.regionCode()))
                .chain(before -> lock(connection, actor, id, ImplementationPlanMove.PUBLISH)
                        .chain(found -> {
                            Instant now = now();
                            Change<ImplementationPlan> change =
                                    found.moved(ImplementationPlanMove.PUBLISH, actor.id(), why, now);
                            return supersede(connection, before, why, now)
                                    .chain(() -> plans.carryOut(connection, found, change));
                        })));
    }

    private Uni<Void> supersede(
            SqlConnection connection, Optional<ImplementationPlan> before, String why, Instant now) {
        return before.isEmpty()
                ? Uni.createFrom().voidItem()
                : plans.carryOut(
                                connection,
                                before.get(),
                                before.get().moved(ImplementationPlanMove.SUPERSEDE, null, why, now))
                        .replaceWithVoid();
    }

    /**
     * Gives more time to file it. Rejects with {@code invalid-request} (400) for a day that is no later or too late,
     * {@code not-yours} (403) and {@code transition-not-allowed} (409).
     */
    Effect<ImplementationPlan> extend(Actor actor, UUID id, LocalDate until, String why) {
        return plans.change(actor, id, found -> {
            found.requireHand(actor, ImplementationPlanMove.EXTEND);
            Instant now = now();
            Instant end =
                    until.plusDays(1).atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
            Change<ImplementationPlan> change = found.extended(end, why, now);
            LocalDate last =
                    LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE).plusDays(MAX_DAYS_MORE);
            if (!end.isAfter(found.filingDueAt()) || !end.isAfter(now) || until.isAfter(last)) {
                throw Rejection.invalid(List.of(Defect.at("/untilOn", "implementation-day-unfit", last.toString())));
            }
            return change;
        });
    }

    /**
     * Makes a draft of the next edition of what is published; weights stay as they were published. Rejects with
     * {@code not-yours} (403), {@code transition-not-allowed} and {@code implementation-plan-open} (409).
     */
    Effect<ImplementationPlan> amend(Actor actor, UUID id, String why) {
        return Effect.of(connection -> lock(connection, actor, id, ImplementationPlanMove.AMEND)
                .chain(found -> annual.ofYear(connection, found.year()).chain(plan -> {
                    Instant now = now();
                    ImplementationPlan draft = found.amended(
                            Ids.next(), plan.orElseThrow(), deadlines.after(now, DAYS_TO_AMEND), why, now);
                    return in(connection, plans.create(actor, draft, draft.told(ImplementationPlanEvent.OPENED, why)))
                            .onFailure(Rows.broken(ImplementationPlanStore.ONE_OPEN))
                            .transform(broken -> Rejection.conflict("implementation-plan-open", found.year()));
                })));
    }

    /** One whose move it is, held until the unit of work ends. */
    private Uni<ImplementationPlan> lock(SqlConnection connection, Actor actor, UUID id, ImplementationPlanMove move) {
        return plans.lock(connection, actor, id).invoke(found -> {
            found.requireHand(actor, move);
            move.from(found.status());
        });
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
