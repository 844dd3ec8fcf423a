package cn.dengyun.monitoring.issue;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.monitoring.plan.StatusCount;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.clock.Deadlines;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Issues to be coordinated. What is not there for the actor is refused with {@code coordination-issue-not-found} (404),
 * and with {@code not-yours} (403) whoever is not the one whose move it is.
 */
@ApplicationScoped
class CoordinationIssueService {

    /** In how many working days an answer is given, unless another day was named. */
    private static final int DAYS_TO_ANSWER = 10;

    /** In how many working days whoever raised it says whether the answer helps. */
    private static final int DAYS_TO_SETTLE = 10;

    /** An answer is wanted, or deferred, for so many days behind the one on which it was asked for, at the most. */
    private static final int MAX_DAYS = 180;

    /** How many of a division are open at a time. */
    private static final int MAX_OPEN = 100;

    private final AggregateStore<CoordinationIssue> issues;
    private final CoordinationIssueStore store;
    private final PlanRegions regions;
    private final Deadlines deadlines;
    private final Cursors cursors;
    private final Clock clock;

    CoordinationIssueService(
            Aggregates aggregates,
            CoordinationIssueStore store,
            PlanRegions regions,
            Deadlines deadlines,
            Cursors cursors,
            Clock clock) {
        this.issues = aggregates.of(CoordinationIssue.class, CoordinationIssue.PUBLIC);
        this.store = store;
        this.regions = regions;
        this.deadlines = deadlines;
        this.cursors = cursors;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<CoordinationIssue> find(Actor actor, UUID id) {
        return issues.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<CoordinationIssue>> list(Actor actor, Filter filter, String cursor, int limit) {
        return issues.page(actor, filter, cursor, limit);
    }

    /** What was said and done about one, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<CoordinationIssueStep>> steps(Actor actor, UUID id, String cursor, int limit) {
        String query = "coordination-issue-steps?" + id;
        return issues.find(actor, id)
                .chain(() -> store.steps(id, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1))
                .map(found -> cursors.pageById(query, found, limit, CoordinationIssueStep::id));
    }

    /** How many stand where, of those that the actor oversees or sees all of. */
    Uni<List<StatusCount>> count(Actor actor, String regionCode) {
        return store.count(
                now(),
                Aggregate.seesAll(actor),
                Oversight.of(actor),
                Oversight.of(regionCode == null ? CoordinationIssue.PROVINCE : regionCode));
    }

    /**
     * A county or a city raises one. Rejects with {@code issue-nobody-above} (403) the province, with
     * {@code issues-too-many} (409) and {@code invalid-request} (400) for a day that is none.
     */
    Effect<CoordinationIssue> raise(Actor actor, CoordinationIssueForms.Issue wanted) {
        return Effect.of(connection -> {
            requireBelowProvince(actor);
            Instant now = now();
            CoordinationIssue made = made(actor, wanted, now);
            return store.openOf(connection, made.regionCode())
                    .invoke(open -> {
                        if (open >= MAX_OPEN) {
                            throw Rejection.conflict("issues-too-many", MAX_OPEN);
                        }
                    })
                    .chain(() -> in(
                            connection,
                            issues.create(actor, made, made.told(CoordinationIssueEvent.RAISED, made.description()))))
                    .call(() -> store.insert(
                            connection, step(made, CoordinationIssueStep.RAISE, actor, made.description(), now)));
        });
    }

    private static void requireBelowProvince(Actor actor) {
        if (!actor.has(Roles.AUTHORITY)
                || actor.regionCode() == null
                || new RegionCode(actor.regionCode()).isProvince()) {
            throw Rejection.forbidden("issue-nobody-above");
        }
    }

    private CoordinationIssue made(Actor actor, CoordinationIssueForms.Issue wanted, Instant now) {
        Instant due = wanted.wantedOn() == null
                ? deadlines.after(now, DAYS_TO_ANSWER)
                : endOf(wanted.wantedOn(), now, now, now, "/wantedOn");
        return new CoordinationIssue(
                Ids.next(),
                0,
                wanted.kind(),
                wanted.title(),
                wanted.description(),
                actor.regionCode(),
                actor.organizationId(),
                regions.above(actor.regionCode()),
                CoordinationIssueStatus.RAISED,
                actor.id(),
                now,
                due,
                null,
                null,
                null,
                null,
                null,
                null,
                now);
    }

    /**
     * The end of a day that comes behind a moment, and not too late. Rejects with {@code invalid-request}.
     *
     * @param asked when it was asked for, from which the last day is counted
     */
    private static Instant endOf(LocalDate day, Instant behind, Instant asked, Instant now, String pointer) {
        Instant end = day.plusDays(1).atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
        LocalDate last = LocalDate.ofInstant(asked, ClockProducer.BUSINESS_ZONE).plusDays(MAX_DAYS);
        if (!end.isAfter(behind) || !end.isAfter(now) || day.isAfter(last)) {
            throw Rejection.invalid(List.of(Defect.at(pointer, "issue-day-unfit", last.toString())));
        }
        return end;
    }

    /** Answers it. Rejects with {@code not-yours} (403) and {@code transition-not-allowed} (409). */
    Effect<CoordinationIssue> answer(Actor actor, UUID id, String says) {
        return moved(
                actor,
                id,
                CoordinationIssueMove.ANSWER,
                says,
                (found, now) -> found.answered(says, actor.id(), deadlines.after(now, DAYS_TO_SETTLE), now));
    }

    /**
     * Takes more time. Rejects as {@link #answer}, and with {@code invalid-request} (400) for a day that is no later.
     */
    Effect<CoordinationIssue> defer(Actor actor, UUID id, CoordinationIssueForms.Deferral wanted) {
        return moved(actor, id, CoordinationIssueMove.DEFER, wanted.reason(), (found, now) -> {
            CoordinationIssueMove.DEFER.from(found.status());
            return found.deferred(
                    endOf(wanted.untilOn(), found.answerDueAt(), found.raisedAt(), now, "/untilOn"),
                    wanted.reason(),
                    now);
        });
    }

    /**
     * Hands it to the province: for the city that it waits for, or for whoever raised it once that has answered.
     * Rejects as {@link #answer}, and with {@code issue-of-province} (409) where the province has it already.
     */
    Effect<CoordinationIssue> escalate(Actor actor, UUID id, String why) {
        return Effect.of(connection -> issues.lock(connection, actor, id).chain(found -> {
            CoordinationIssueMove move = found.status() == CoordinationIssueStatus.ANSWERED
                    ? CoordinationIssueMove.TAKE_FURTHER
                    : CoordinationIssueMove.ESCALATE;
            found.requireHand(actor, move);
            Instant now = now();
            return carriedOut(
                    connection,
                    found,
                    found.escalated(move, deadlines.after(now, DAYS_TO_ANSWER), why, now),
                    step(found, move.name(), actor, why, now));
        }));
    }

    /** Says that the answer helps. Rejects as {@link #answer}. */
    Effect<CoordinationIssue> settle(Actor actor, UUID id, String why) {
        return moved(
                actor,
                id,
                CoordinationIssueMove.SETTLE,
                why,
                (found, now) -> found.ended(CoordinationIssueMove.SETTLE, why, now));
    }

    /** Takes it back. Rejects as {@link #answer}. */
    Effect<CoordinationIssue> withdraw(Actor actor, UUID id, String why) {
        return moved(
                actor,
                id,
                CoordinationIssueMove.WITHDRAW,
                why,
                (found, now) -> found.ended(CoordinationIssueMove.WITHDRAW, why, now));
    }

    /** What the clock has decided of it, if it has. */
    Effect<CoordinationIssue> passTime(CoordinationIssue due) {
        return Effect.of(connection -> store.lock(connection, due.id()).chain(found -> {
            Instant now = now();
            boolean isLate = found.status() == CoordinationIssueStatus.RAISED
                    && !CoordinationIssue.PROVINCE.equals(found.ownerRegionCode())
                    && found.isOverdueAt(now);
            boolean isLeft = found.status() == CoordinationIssueStatus.ANSWERED && !now.isBefore(found.settleDueAt());
            if (!isLate && !isLeft) {
                return Uni.createFrom().item(found);
            }
            CoordinationIssueMove move = isLate ? CoordinationIssueMove.RUN_OUT : CoordinationIssueMove.CLOSE;
            Change<CoordinationIssue> change = isLate
                    ? found.escalated(move, deadlines.after(now, DAYS_TO_ANSWER), null, now)
                    : found.ended(move, null, now);
            return carriedOut(connection, found, change, step(found, move.name(), null, null, now));
        }));
    }

    private Effect<CoordinationIssue> moved(
            Actor actor,
            UUID id,
            CoordinationIssueMove move,
            String says,
            BiFunction<CoordinationIssue, Instant, Change<CoordinationIssue>> decide) {
        return Effect.of(connection -> issues.lock(connection, actor, id).chain(found -> {
            found.requireHand(actor, move);
            Instant now = now();
            return carriedOut(connection, found, decide.apply(found, now), step(found, move.name(), actor, says, now));
        }));
    }

    private Uni<CoordinationIssue> carriedOut(
            SqlConnection connection,
            CoordinationIssue found,
            Change<CoordinationIssue> change,
            CoordinationIssueStep step) {
        return issues.carryOut(connection, found, change).call(() -> store.insert(connection, step));
    }

    /** @param actor null for the clock */
    private static CoordinationIssueStep step(
            CoordinationIssue issue, String move, Actor actor, String says, Instant now) {
        return new CoordinationIssueStep(
                Ids.next(),
                issue.id(),
                move,
                actor == null ? null : actor.regionCode(),
                actor == null ? null : actor.id(),
                now,
                says);
    }
}
