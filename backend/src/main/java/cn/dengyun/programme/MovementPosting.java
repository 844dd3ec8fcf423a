package cn.dengyun.programme;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.programme.domain.BudgetMovement;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Moves the money of movements, by the budgets and the ledger in the caller's unit of work, which holds the programmes
 * concerned.
 */
@ApplicationScoped
class MovementPosting {

    private final BudgetStore budgets;
    private final BudgetTree tree;
    private final LedgerService ledger;

    MovementPosting(BudgetStore budgets, BudgetTree tree, LedgerService ledger) {
        this.budgets = budgets;
        this.tree = tree;
        this.ledger = ledger;
    }

    /**
     * Money from one account to another, before it is known when.
     *
     * @param undone the transfer that it undoes; null when it undoes none
     */
    private record Step(
            UUID programmeId,
            TransferCause cause,
            LedgerAccount source,
            LedgerAccount destination,
            long fen,
            Transfer undone) {

        static Step of(
                UUID programmeId, TransferCause cause, LedgerAccount source, LedgerAccount destination, long fen) {
            return new Step(programmeId, cause, source, destination, fen, null);
        }

        static Step undoing(Transfer undone) {
            return new Step(
                    undone.programmeId(),
                    TransferCause.REVERSAL,
                    undone.destination(),
                    undone.source(),
                    undone.amountFen(),
                    undone);
        }

        Transfer transfer(UUID subject, Instant at) {
            return undone == null
                    ? Transfer.of(programmeId, cause, source, destination, fen, subject, at)
                    : undone.reversal(subject, at);
        }
    }

    /**
     * Moves an amount from a budget, or the treasury, to another; rejects with {@code budget-cut-too-deep} (409) and
     * with {@code invalid-request} (400) for a region that gets nothing.
     */
    Uni<Void> between(SqlConnection connection, Programme programme, BudgetMovement movement, Instant now) {
        return withBudgets(connection, programme, movement, now)
                .chain(found -> post(connection, List.of(step(movement, found)), movement.id(), now));
    }

    private static Step step(BudgetMovement movement, Map<String, Budget> found) {
        UUID programmeId = movement.programmeId();
        LedgerAccount to =
                LedgerAccount.budgetAvailable(found.get(movement.toRegion()).id());
        LedgerAccount from = movement.fromRegion() == null
                ? LedgerAccount.treasury(programmeId)
                : LedgerAccount.budgetAvailable(found.get(movement.fromRegion()).id());
        return Step.of(programmeId, TransferCause.valueOf(movement.kind().name()), from, to, movement.amountFen());
    }

    /** All budgets of the programme by region, those that the movement needs made where they are missing. */
    private Uni<Map<String, Budget>> withBudgets(
            SqlConnection connection, Programme programme, BudgetMovement movement, Instant now) {
        return budgets.ofProgramme(connection, programme.id()).chain(existing -> {
            Map<String, Budget> found = new HashMap<>();
            existing.forEach(budget -> found.put(budget.regionCode(), budget));
            Uni<Void> made = Uni.createFrom().voidItem();
            for (String region : regionsOf(movement)) {
                String above = null;
                for (String step : tree.pathTo(programme, region)) {
                    if (!found.containsKey(step)) {
                        Budget budget = new Budget(
                                Ids.next(),
                                programme.id(),
                                step,
                                found.get(above).id(),
                                0,
                                0,
                                0,
                                0,
                                now);
                        found.put(step, budget);
                        made = made.chain(() ->
                                budgets.insert(connection, budget.id(), programme.id(), step, budget.parentId(), now));
                    }
                    above = step;
                }
                if (above == null) {
                    throw unfit("", region);
                }
            }
            return made.replaceWith(found);
        });
    }

    private static List<String> regionsOf(BudgetMovement movement) {
        return Stream.of(movement.fromRegion(), movement.toRegion())
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Takes what is free in a programme, or in one of its regions: the amount that the movement says, or all; rejects
     * with {@code budget-nothing-left} and {@code budget-cut-too-deep} (409).
     *
     * @param following who gets it; null for finance
     * @return how much, in fen
     */
    Uni<Long> whatIsLeft(
            SqlConnection connection, Programme programme, BudgetMovement movement, Programme following, Instant now) {
        Uni<List<Budget>> ofFollowing =
                following == null ? Uni.createFrom().item(List.of()) : budgets.ofProgramme(connection, following.id());
        return ofFollowing.chain(others -> budgets.ofProgramme(connection, programme.id())
                .chain(own -> budgets.lock(connection, idsOf(own, others)))
                .chain(held -> {
                    List<Step> steps = leaving(movement, held.values());
                    long sum = steps.stream().mapToLong(Step::fen).reduce(0, Math::addExact);
                    if (sum == 0) {
                        throw Rejection.conflict("budget-nothing-left");
                    }
                    if (following != null) {
                        steps.add(arriving(following, others, sum));
                    }
                    return post(connection, steps, movement.id(), now).replaceWith(sum);
                }));
    }

    private static Set<UUID> idsOf(List<Budget> own, List<Budget> others) {
        return Stream.of(own, others)
                .flatMap(Collection::stream)
                .map(Budget::id)
                .collect(Collectors.toSet());
    }

    private static List<Step> leaving(BudgetMovement movement, Collection<Budget> held) {
        UUID programmeId = movement.programmeId();
        return held.stream()
                .filter(budget -> budget.programmeId().equals(programmeId) && isLeftIn(budget, movement))
                .map(budget -> Step.of(
                        programmeId,
                        TransferCause.valueOf(movement.kind().name()),
                        LedgerAccount.budgetAvailable(budget.id()),
                        LedgerAccount.returned(programmeId),
                        movement.amountFen() == null ? budget.availableFen() : movement.amountFen()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Whether it gives something: with an amount the budget of the region that is named, by what is left alone all. */
    private static boolean isLeftIn(Budget budget, BudgetMovement movement) {
        boolean isNamed = movement.fromRegion() == null || movement.fromRegion().equals(budget.regionCode());
        return isNamed && (movement.amountFen() != null || budget.availableFen() > 0);
    }

    /**
     * Undoes what a movement did, in every ledger that it touched; rejects with {@code budget-cut-too-deep} (409) where
     * the money is not free any more.
     *
     * @return how much came back to the programme that had given it, in fen
     */
    Uni<Long> undo(SqlConnection connection, BudgetMovement movement, Instant now) {
        return ledger.transfersOfSubject(connection, movement.reversesId()).chain(done -> {
            List<Step> steps = done.stream().map(Step::undoing).toList();
            long sum = steps.stream()
                    .filter(step -> step.programmeId().equals(movement.programmeId()))
                    .mapToLong(Step::fen)
                    .reduce(0, Math::addExact);
            return post(connection, steps, movement.id(), now).replaceWith(sum);
        });
    }

    private static Step arriving(Programme following, List<Budget> budgets, long fen) {
        Budget own = budgets.stream()
                .filter(budget -> budget.regionCode().equals(following.regionCode()))
                .findFirst()
                .orElseThrow();
        return Step.of(
                following.id(),
                TransferCause.CARRY_IN,
                LedgerAccount.treasury(following.id()),
                LedgerAccount.budgetAvailable(own.id()),
                fen);
    }

    /**
     * Moves money in the budgets and in the ledger. All steps have one time, later than whatever they rest on, and the
     * budgets have it too, so that what rests on them is later again.
     */
    private Uni<Void> post(SqlConnection connection, List<Step> steps, UUID subject, Instant now) {
        List<BudgetMove> moves = steps.stream()
                .flatMap(step -> Stream.of(move(step.source(), -step.fen()), move(step.destination(), step.fen())))
                .filter(Objects::nonNull)
                .toList();
        Set<UUID> ids = moves.stream().map(BudgetMove::budgetId).collect(Collectors.toSet());
        return budgets.lock(connection, ids)
                .invoke(held -> steps.stream()
                        .filter(step -> step.source().kind() == AccountKind.BUDGET_AVAILABLE)
                        .forEach(step -> requireLeft(held.get(step.source().owner()), step.fen())))
                .chain(held -> {
                    Instant moment = held.values().stream()
                            .map(budget -> budget.movedAt().plus(1, ChronoUnit.MICROS))
                            .reduce(now, (a, b) -> a.isAfter(b) ? a : b);
                    List<Transfer> transfers = steps.stream()
                            .map(step -> step.transfer(subject, moment))
                            .toList();
                    return budgets.move(connection, moves, moment).chain(() -> ledger.post(connection, transfers));
                });
    }

    private static BudgetMove move(LedgerAccount account, long fen) {
        return account.kind() == AccountKind.BUDGET_AVAILABLE ? BudgetMove.available(account.owner(), fen) : null;
    }

    /** Only what is free can be taken away: what is held or issued is promised to somebody. */
    static void requireLeft(Budget budget, long fen) {
        if (budget.availableFen() < fen) {
            throw Rejection.conflict(
                    "budget-cut-too-deep",
                    budget.regionCode(),
                    budget.availableFen(),
                    budget.committedFen(),
                    budget.issuedFen(),
                    fen);
        }
    }

    static Rejection unfit(String pointer, String region) {
        return Rejection.invalid(List.of(Defect.at(pointer, "budget-region-unfit", region)));
    }
}
