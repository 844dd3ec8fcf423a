package cn.dengyun.programme;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.BudgetMovement;
import cn.dengyun.programme.domain.MovementDecision;
import cn.dengyun.programme.domain.MovementKind;
import cn.dengyun.programme.domain.MovementStatus;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.programme.domain.ProviderCeiling;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.programme.store.MovementStore;
import cn.dengyun.programme.store.ProgrammeStore;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The money of programmes: one person asks for a movement, another approves it, and only then it moves, by the budgets
 * and the ledger in one unit of work. Locks are taken in one order: programmes, the movement, budgets; each by id.
 */
@ApplicationScoped
public class MovementService {

    private final Pool pool;
    private final ProgrammeStore programmes;
    private final MovementStore store;
    private final BudgetStore budgets;
    private final BudgetTree tree;
    private final MovementPosting posting;
    private final RuleVersions rules;
    private final ProviderService providers;
    private final ProgrammeWriter writer;
    private final ProgrammeNotes notes;
    private final Cursors cursors;
    private final Clock clock;

    MovementService(
            Pool pool,
            ProgrammeStore programmes,
            MovementStore store,
            BudgetStore budgets,
            BudgetTree tree,
            MovementPosting posting,
            RuleVersions rules,
            ProviderService providers,
            ProgrammeWriter writer,
            ProgrammeNotes notes,
            Cursors cursors,
            Clock clock) {
        this.pool = pool;
        this.programmes = programmes;
        this.store = store;
        this.budgets = budgets;
        this.tree = tree;
        this.posting = posting;
        this.rules = rules;
        this.providers = providers;
        this.writer = writer;
        this.notes = notes;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** A movement that somebody asks for; what its kind does not have is null. */
    private record Wanted(
            MovementKind kind,
            String fromRegion,
            String toRegion,
            UUID providerId,
            UUID toProgrammeId,
            UUID reversesId,
            Long amountFen,
            String document,
            String reason) {}

    /**
     * A movement with the programme that it belongs to.
     *
     * @param reversalId what undoes it, or is to; null when there is nothing of the kind
     */
    public record Found(Programme programme, BudgetMovement movement, UUID reversalId) {}

    /**
     * Asks for an appropriation. All that asks rejects with {@code programme-not-found} (404),
     * {@code programme-not-yours} (403), {@code invalid-request} (400), {@code budget-movement-not-possible} (409);
     * here nothing else.
     */
    public Effect<Found> appropriate(Actor actor, UUID programmeId, BudgetForms.Appropriation form) {
        Function<Programme, Wanted> wanted = programme -> new Wanted(
                MovementKind.APPROPRIATION,
                null,
                programme.regionCode(),
                null,
                null,
                null,
                form.amountFen(),
                form.document(),
                form.reason());
        return propose(actor, programmeId, wanted);
    }

    /** Asks for an allocation; also rejects with {@code budget-cut-too-deep} (409) when it could not be done now. */
    public Effect<Found> allocate(Actor actor, UUID programmeId, BudgetForms.Allocation form) {
        Function<Programme, Wanted> wanted = programme -> new Wanted(
                MovementKind.ALLOCATION,
                tree.parentOf(programme, form.regionCode())
                        .orElseThrow(() -> MovementPosting.unfit("/regionCode", form.regionCode())),
                form.regionCode(),
                null,
                null,
                null,
                form.amountFen(),
                null,
                form.reason());
        return propose(actor, programmeId, wanted);
    }

    /** Asks for a reallocation; also rejects with {@code budget-cut-too-deep} (409) when it could not be done now. */
    public Effect<Found> reallocate(Actor actor, UUID programmeId, BudgetForms.Reallocation form) {
        Function<Programme, Wanted> wanted = programme -> {
            requireFit(programme, form);
            return new Wanted(
                    MovementKind.REALLOCATION,
                    form.fromRegionCode(),
                    form.toRegionCode(),
                    null,
                    null,
                    null,
                    form.amountFen(),
                    null,
                    form.reason());
        };
        return propose(actor, programmeId, wanted);
    }

    private void requireFit(Programme programme, BudgetForms.Reallocation form) {
        List<Defect> defects = new ArrayList<>();
        if (tree.pathTo(programme, form.fromRegionCode()).isEmpty()) {
            defects.add(Defect.at("/fromRegionCode", "budget-region-unfit", form.fromRegionCode()));
        }
        if (tree.pathTo(programme, form.toRegionCode()).isEmpty()) {
            defects.add(Defect.at("/toRegionCode", "budget-region-unfit", form.toRegionCode()));
        }
        if (form.fromRegionCode().equals(form.toRegionCode())) {
            defects.add(Defect.at("/toRegionCode", "budget-region-same"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /** Asks for a ceiling of a provider; also rejects with {@code provider-not-found} (404). */
    public Effect<Found> limit(Actor actor, UUID programmeId, BudgetForms.Ceiling form) {
        Function<Programme, Wanted> wanted = programme -> new Wanted(
                MovementKind.PROVIDER_CEILING,
                null,
                null,
                form.providerId(),
                null,
                null,
                form.ceilingFen(),
                null,
                form.reason());
        Instant now = now();
        return Effect.of(
                () -> providers.find(form.providerId()),
                (connection, provider) -> proposed(connection, actor, programmeId, wanted, now));
    }

    /**
     * Asks that what is left, or a part of it, goes back to finance; also rejects with {@code budget-nothing-left} and
     * {@code budget-cut-too-deep} (409) when it could not be done now, and {@code budget-movement-waiting} (409) while
     * another return waits.
     */
    public Effect<Found> giveBack(Actor actor, UUID programmeId, BudgetForms.Return form) {
        Function<Programme, Wanted> wanted = programme -> new Wanted(
                MovementKind.RETURN,
                giving(programme, form.fromRegionCode(), form.amountFen()),
                null,
                null,
                null,
                null,
                form.amountFen(),
                null,
                form.reason());
        return propose(actor, programmeId, wanted);
    }

    /**
     * The same, to a following programme; also rejects with {@code carry-over-not-allowed} (409) when the rules say so,
     * and {@code carry-over-target-unfit} (409) unless the other one has the same owner, a later fiscal year, and takes
     * money.
     */
    public Effect<Found> carryOver(Actor actor, UUID programmeId, BudgetForms.CarryOver form) {
        Function<Programme, Wanted> wanted = programme -> new Wanted(
                MovementKind.CARRY_OVER,
                giving(programme, form.fromRegionCode(), form.amountFen()),
                null,
                null,
                form.toProgrammeId(),
                null,
                form.amountFen(),
                null,
                form.reason());
        return propose(actor, programmeId, wanted);
    }

    /** An amount comes out of one budget: the pool's where no other is named. Null: out of all that have something. */
    private static String giving(Programme programme, String region, Long amountFen) {
        return region == null && amountFen != null ? programme.regionCode() : region;
    }

    /**
     * Asks that a return or a carry-over is undone in whole. Rejects with {@code budget-movement-not-found} (404),
     * {@code programme-not-yours} (403), {@code budget-movement-not-reversible}, {@code budget-movement-reversed},
     * {@code budget-movement-not-possible} and {@code budget-cut-too-deep} (409).
     */
    public Effect<Found> reverse(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> held(connection, id, now)
                .invoke(held -> requireKnown(held.own(), actor, now))
                .chain(held -> {
                    BudgetMovement undone = held.movement();
                    ProgrammeAccess.requireMayPropose(held.own(), MovementKind.REVERSAL, null, null, actor);
                    if (!undone.isReversible()) {
                        throw Rejection.conflict("budget-movement-not-reversible", undone.kind(), undone.status());
                    }
                    requireReversible(held, now);
                    Wanted wanted = new Wanted(
                            MovementKind.REVERSAL,
                            null,
                            null,
                            null,
                            undone.toProgrammeId(),
                            undone.id(),
                            undone.movedFen(),
                            null,
                            reason);
                    return store.reversals(connection, List.of(id))
                            .invoke(reversals -> {
                                if (!reversals.isEmpty()) {
                                    throw Rejection.conflict("budget-movement-reversed");
                                }
                            })
                            .chain(() -> requireStillThere(connection, held))
                            .chain(() -> noted(
                                    connection,
                                    new Found(held.own(), movement(undone.programmeId(), wanted, actor, now), null),
                                    now));
                }));
    }

    /** Neither the programme that gave nor the one that got may be accounted for. */
    private static void requireReversible(Held held, Instant now) {
        requirePossible(MovementKind.REVERSAL, held.own(), now);
        if (held.following() != null && held.following().statusAt(now) == ProgrammeStatus.ACCOUNTED) {
            throw Rejection.conflict("budget-movement-not-possible", MovementKind.REVERSAL, ProgrammeStatus.ACCOUNTED);
        }
    }

    /** What was carried over lies in the pool of the following programme, as far as nobody has used it. */
    private Uni<Void> requireStillThere(SqlConnection connection, Held held) {
        if (held.following() == null) {
            return Uni.createFrom().voidItem();
        }
        return budgets.ofProgramme(connection, held.following().id())
                .invoke(found -> found.stream()
                        .filter(budget ->
                                budget.regionCode().equals(held.following().regionCode()))
                        .forEach(budget -> MovementPosting.requireLeft(
                                budget, held.movement().movedFen())))
                .replaceWithVoid();
    }

    private Effect<Found> propose(Actor actor, UUID programmeId, Function<Programme, Wanted> wanted) {
        Instant now = now();
        return Effect.of(connection -> proposed(connection, actor, programmeId, wanted, now));
    }

    private Uni<Found> proposed(
            SqlConnection connection, Actor actor, UUID programmeId, Function<Programme, Wanted> wanted, Instant now) {
        return proposal(connection, actor, programmeId, wanted, now).call(found -> noted(connection, found, now));
    }

    private Uni<Found> noted(SqlConnection connection, Found found, Instant now) {
        return store.insert(connection, found.movement())
                .chain(() -> notes.write(
                        connection,
                        BudgetMovementEvent.PROPOSED,
                        found.programme(),
                        null,
                        found.movement(),
                        found.movement().reason(),
                        now))
                .replaceWith(found);
    }

    /** The movement, if it could be carried out now; nothing is written. */
    private Uni<Found> proposal(
            SqlConnection connection, Actor actor, UUID programmeId, Function<Programme, Wanted> asked, Instant now) {
        return programmes
                .find(connection, programmeId, now)
                .map(found -> ProgrammeAccess.requireKnown(found, actor, now))
                .chain(programme -> {
                    Wanted wanted = asked.apply(programme);
                    ProgrammeAccess.requireMayPropose(
                            programme, wanted.kind(), wanted.fromRegion(), wanted.toRegion(), actor);
                    requirePossible(wanted.kind(), programme, now);
                    return budgets.ofProgramme(connection, programmeId)
                            .invoke(found -> requireLeft(wanted, found))
                            .chain(() -> requireFollowing(connection, programme, wanted.toProgrammeId(), now))
                            .chain(() -> requireNoneWaiting(connection, programme, wanted.kind(), now))
                            .replaceWith(new Found(programme, movement(programmeId, wanted, actor, now), null));
                });
    }

    /** What is left is asked for once at a time: two who ask at once wait for each other at the programme. */
    private Uni<Void> requireNoneWaiting(
            SqlConnection connection, Programme programme, MovementKind kind, Instant now) {
        if (!kind.isOfWhatIsLeft()) {
            return Uni.createFrom().voidItem();
        }
        return programmes
                .lock(connection, programme.id(), now)
                .chain(() -> store.isWaiting(connection, programme.id(), kind))
                .invoke(isWaiting -> {
                    if (isWaiting) {
                        throw Rejection.conflict("budget-movement-waiting", kind);
                    }
                })
                .replaceWithVoid();
    }

    private static BudgetMovement movement(UUID programmeId, Wanted wanted, Actor actor, Instant now) {
        return new BudgetMovement(
                Ids.next(),
                programmeId,
                wanted.kind(),
                wanted.fromRegion(),
                wanted.toRegion(),
                wanted.providerId(),
                wanted.toProgrammeId(),
                wanted.reversesId(),
                wanted.amountFen(),
                wanted.document(),
                wanted.reason(),
                MovementStatus.PROPOSED,
                null,
                now,
                actor.id(),
                null,
                null,
                null);
    }

    private static void requirePossible(MovementKind kind, Programme programme, Instant now) {
        ProgrammeStatus status = programme.statusAt(now);
        if (!kind.isPossibleIn(status)) {
            throw Rejection.conflict("budget-movement-not-possible", kind, status);
        }
    }

    private static void requireLeft(Wanted wanted, List<Budget> found) {
        if (wanted.kind().isOfWhatIsLeft() && wanted.amountFen() == null) {
            boolean isAnyLeft = found.stream()
                    .filter(budget ->
                            wanted.fromRegion() == null || wanted.fromRegion().equals(budget.regionCode()))
                    .anyMatch(budget -> budget.availableFen() > 0);
            if (!isAnyLeft) {
                throw Rejection.conflict("budget-nothing-left");
            }
            return;
        }
        if (wanted.fromRegion() != null) {
            found.stream()
                    .filter(budget -> budget.regionCode().equals(wanted.fromRegion()))
                    .findFirst()
                    .ifPresentOrElse(budget -> MovementPosting.requireLeft(budget, wanted.amountFen()), () -> {
                        throw Rejection.conflict(
                                "budget-cut-too-deep", wanted.fromRegion(), 0L, 0L, 0L, wanted.amountFen());
                    });
        }
    }

    private Uni<Void> requireFollowing(SqlConnection connection, Programme programme, UUID followingId, Instant now) {
        if (followingId == null) {
            return Uni.createFrom().voidItem();
        }
        return rules.get(connection, programme.id(), programme.ruleVersion())
                .invoke(found -> {
                    if (!found.carryOver().value()) {
                        throw Rejection.conflict(
                                "carry-over-not-allowed", found.carryOver().clause());
                    }
                })
                .chain(() -> programmes.find(connection, followingId, now))
                .invoke(following -> requireFollowing(programme, following, now))
                .replaceWithVoid();
    }

    private static void requireFollowing(Programme programme, Programme following, Instant now) {
        boolean isFit = following != null
                && following.regionCode().equals(programme.regionCode())
                && following.fiscalYear() > programme.fiscalYear()
                && MovementKind.APPROPRIATION.isPossibleIn(following.statusAt(now))
                && (following.carriedFromId() == null
                        || following.carriedFromId().equals(programme.id()));
        if (!isFit) {
            throw Rejection.conflict("carry-over-target-unfit");
        }
    }

    /**
     * Approves or rejects a movement; what is approved is carried out in the same unit of work. Nobody approves what he
     * asked for, but he may take it back.
     *
     * <p>Rejects with {@code budget-movement-not-found} (404), {@code programme-not-yours}, {@code four-eyes-required}
     * (403), {@code budget-movement-decided}, {@code budget-movement-not-possible}, {@code budget-cut-too-deep},
     * {@code budget-nothing-left}, {@code provider-ceiling-below-committed}, {@code carry-over-not-allowed},
     * {@code carry-over-target-unfit} (409).
     */
    public Effect<Found> decide(MovementDecision decision, Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> locked(connection, actor, id, now)
                .invoke(found -> {
                    ProgrammeAccess.requireMayDecide(found.programme(), found.movement(), decision, actor);
                    decision.from(found.movement().status());
                })
                .chain(found -> decided(connection, decision, found, actor, reason, now)));
    }

    private Uni<Found> locked(SqlConnection connection, Actor actor, UUID id, Instant now) {
        return held(connection, id, now)
                .invoke(held -> requireKnown(held.own(), actor, now))
                .map(held -> new Found(held.own(), held.movement(), null));
    }

    /** @param following null when the movement brings no other programme anything */
    private record Held(Programme own, Programme following, BudgetMovement movement) {}

    /** Programmes first, then the movement, so that two decisions never wait for each other in a circle. */
    private Uni<Held> held(SqlConnection connection, UUID id, Instant now) {
        return store.find(connection, id)
                .invoke(MovementService::requireThere)
                .chain(seen -> {
                    List<UUID> ids = new ArrayList<>(List.of(seen.programmeId()));
                    if (seen.toProgrammeId() != null) {
                        ids.add(seen.toProgrammeId());
                    }
                    return programmes.lockAll(connection, ids, now);
                })
                .chain(held -> store.lock(connection, id)
                        .map(movement -> new Held(
                                of(movement.programmeId(), held),
                                movement.toProgrammeId() == null ? null : of(movement.toProgrammeId(), held),
                                movement)));
    }

    private static void requireThere(BudgetMovement movement) {
        if (movement == null) {
            throw Rejection.notFound("budget-movement-not-found");
        }
    }

    private static void requireKnown(Programme programme, Actor actor, Instant now) {
        boolean mayKnow = ProgrammeAccess.isInside(programme, actor)
                || programme.statusAt(now).isPublic();
        if (!mayKnow) {
            throw Rejection.notFound("budget-movement-not-found");
        }
    }

    private static Programme of(UUID id, List<Programme> held) {
        return held.stream()
                .filter(programme -> programme.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Uni<Found> decided(
            SqlConnection connection, MovementDecision decision, Found found, Actor actor, String reason, Instant now) {
        Uni<Long> moved = decision == MovementDecision.APPROVE
                ? carryOut(connection, found.programme(), found.movement(), actor.id(), now)
                : Uni.createFrom().nullItem();
        return moved.map(fen -> found.movement().decided(decision, fen, now, actor.id(), reason))
                .call(after -> store.decide(connection, after))
                .call(after -> notes.write(
                        connection,
                        decision == MovementDecision.APPROVE
                                ? BudgetMovementEvent.APPROVED
                                : BudgetMovementEvent.REJECTED,
                        found.programme(),
                        found.movement(),
                        after,
                        reason,
                        now))
                .map(after -> new Found(found.programme(), after, null));
    }

    /**
     * Does what a movement says, in the caller's unit of work, which holds the programmes concerned.
     *
     * @return how much was moved; null for what moves nothing
     */
    Uni<Long> carryOut(
            SqlConnection connection, Programme programme, BudgetMovement movement, UUID approver, Instant now) {
        requirePossible(movement.kind(), programme, now);
        return switch (movement.kind()) {
            case APPROPRIATION, ALLOCATION, REALLOCATION ->
                posting.between(connection, programme, movement, now).replaceWith(movement.amountFen());
            case PROVIDER_CEILING -> limit(connection, movement).replaceWith(() -> null);
            case RETURN -> posting.whatIsLeft(connection, programme, movement, null, now);
            case CARRY_OVER ->
                requireFollowing(connection, programme, movement.toProgrammeId(), now)
                        .chain(() -> programmes.find(connection, movement.toProgrammeId(), now))
                        .chain(following -> posting.whatIsLeft(connection, programme, movement, following, now)
                                .call(() -> writer.amend(
                                        connection, following.carriedFrom(programme.id()), now, approver)));
            case REVERSAL -> undone(connection, programme, movement, approver, now);
        };
    }

    private Uni<Long> undone(
            SqlConnection connection, Programme programme, BudgetMovement movement, UUID approver, Instant now) {
        if (movement.toProgrammeId() == null) {
            return posting.undo(connection, movement, now);
        }
        return programmes.find(connection, movement.toProgrammeId(), now).chain(following -> {
            requireReversible(new Held(programme, following, movement), now);
            return posting.undo(connection, movement, now)
                    .call(() -> store.countCarried(connection, programme.id(), following.id())
                            .chain(carried -> carried > 1
                                    ? Uni.createFrom().voidItem()
                                    : writer.amend(connection, following.carriedFrom(null), now, approver)));
        });
    }

    private Uni<Void> limit(SqlConnection connection, BudgetMovement movement) {
        return store.setCeiling(connection, movement.programmeId(), movement.providerId(), movement.amountFen())
                .invoke(exceeded -> {
                    if (exceeded != null) {
                        throw Rejection.conflict(
                                "provider-ceiling-below-committed", exceeded.committedFen(), movement.amountFen());
                    }
                })
                .replaceWithVoid();
    }

    /** Rejects with {@code budget-movement-not-found} (404). */
    public Uni<Found> find(Actor actor, UUID id) {
        Instant now = now();
        return store.find(pool, id)
                .invoke(MovementService::requireThere)
                .chain(movement -> programmes
                        .find(pool, movement.programmeId(), now)
                        .invoke(programme -> requireKnown(programme, actor, now))
                        .chain(programme -> store.reversals(pool, List.of(id))
                                .map(reversals -> new Found(programme, movement, reversals.get(id)))));
    }

    /** Movements of a programme, and carry-overs into it, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Found>> list(
            Programme programme, MovementStatus status, MovementKind kind, String cursor, int limit) {
        String query = "budget-movements?" + programme.id() + status + kind;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return store.page(pool, programme.id(), status, kind, before, limit + 1)
                .map(found -> cursors.pageById(query, found, limit, BudgetMovement::id))
                .chain(page -> with(page));
    }

    private Uni<Page<Found>> with(Page<BudgetMovement> page) {
        List<UUID> ids = page.data().stream().map(BudgetMovement::id).toList();
        Set<UUID> givers = page.data().stream().map(BudgetMovement::programmeId).collect(Collectors.toSet());
        return programmes
                .findAll(pool, givers, now())
                .chain(found -> store.reversals(pool, ids)
                        .map(reversals -> page.map(movement ->
                                new Found(of(movement.programmeId(), found), movement, reversals.get(movement.id())))));
    }

    /** Ceilings of providers in a programme. Rejects with {@code cursor-invalid}. */
    public Uni<Page<ProviderCeiling>> ceilings(Programme programme, String cursor, int limit) {
        String query = "provider-ceilings?" + programme.id();
        UUID after = cursors.idBehind(query, cursor, Ids.OLDEST);
        return store.ceilings(pool, programme.id(), after, limit + 1)
                .map(found -> cursors.pageById(query, found, limit, ProviderCeiling::providerId));
    }

    /** All budgets of a programme by region; there are some hundred at most. */
    public Uni<List<Budget>> budgets(Programme programme) {
        return budgets.ofProgramme(pool, programme.id());
    }

    /** As precise as the database keeps it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
