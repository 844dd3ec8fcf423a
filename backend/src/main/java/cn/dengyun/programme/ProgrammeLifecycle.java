package cn.dengyun.programme;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.policy.domain.RuleContradictions;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeMove;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.programme.store.ProgrammeStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Moves programmes along. Every move rejects with {@code programme-not-found} (404), {@code programme-not-yours} (403)
 * and {@code programme-transition-not-allowed} (409); what else it rejects with, it says.
 */
@ApplicationScoped
public class ProgrammeLifecycle {

    /** Money that is not where it ends. */
    private static final Set<AccountKind> ON_ITS_WAY = EnumSet.complementOf(
            EnumSet.of(AccountKind.TREASURY, AccountKind.PAID, AccountKind.RETURNED, AccountKind.RECOVERY_RECEIVABLE));

    private final ProgrammeService programmes;
    private final ProgrammeStore store;
    private final RuleVersions rules;
    private final RuleCitations citations;
    private final ProgrammeWriter writer;
    private final BudgetStore budgets;
    private final LedgerService ledger;
    private final Instance<OpenRecoveries> recoveries;
    private final Clock clock;

    ProgrammeLifecycle(
            ProgrammeService programmes,
            ProgrammeStore store,
            RuleVersions rules,
            RuleCitations citations,
            ProgrammeWriter writer,
            BudgetStore budgets,
            LedgerService ledger,
            Instance<OpenRecoveries> recoveries,
            Clock clock) {
        this.programmes = programmes;
        this.store = store;
        this.rules = rules;
        this.citations = citations;
        this.writer = writer;
        this.budgets = budgets;
        this.ledger = ledger;
        this.recoveries = recoveries;
        this.clock = clock;
    }

    /**
     * Records that the rules were tried, so that the programme can be approved; for whoever simulates. Also rejects
     * with {@code simulation-outdated} (409) when there is a newer version of the rules than the one that was tried.
     *
     * @param summary a rendered JSON object with the figures that the approval rests on
     */
    public Effect<Programme> simulated(Actor actor, UUID id, int ruleVersion, UUID simulationId, String summary) {
        Instant now = now();
        Programme.Simulated trial = new Programme.Simulated(simulationId, ruleVersion, summary, now);
        return Effect.of(connection -> writer.lock(connection, actor, id, now)
                .call(() -> store.latestRules(connection, id).invoke(latest -> {
                    if (latest.version() != ruleVersion) {
                        throw Rejection.conflict("simulation-outdated", ruleVersion, latest.version());
                    }
                }))
                .chain(found -> moved(
                        connection,
                        actor,
                        found,
                        ProgrammeMove.SIMULATE,
                        null,
                        now,
                        tried -> tried.withSimulation(trial))));
    }

    /**
     * Approves a programme with the rules that were tried. Nobody approves what he wrote ({@code four-eyes-required},
     * 403), nor rules that cite what their policy does not have ({@code rule-version-uncited}, 409).
     */
    public Effect<Programme> approve(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(connection -> writer.lock(connection, actor, id, now)
                .invoke(found -> ProgrammeAccess.requireMayMove(found, ProgrammeMove.APPROVE, actor))
                .chain(found -> approved(connection, actor, found, reason, now)));
    }

    private Uni<Programme> approved(
            SqlConnection connection, Actor actor, Programme programme, String reason, Instant now) {
        ProgrammeMove.APPROVE.from(programme.statusAt(now));
        FourEyes.require(programme.createdBy(), actor.id());
        int version = programme.simulation().ruleVersion();
        return store.findRules(connection, programme.id(), version)
                .invoke(rules -> FourEyes.require(rules.createdBy(), actor.id()))
                .call(rules -> citations.require(connection, rules, now))
                .chain(() -> store.approveRules(connection, programme.id(), version, now, actor.id()))
                .chain(() -> moved(
                        connection,
                        actor,
                        programme,
                        ProgrammeMove.APPROVE,
                        reason,
                        now,
                        approved -> approved.withRuleVersion(version)));
    }

    /**
     * Makes a programme public, with the time at which it opens by itself, if that is known. Also rejects with
     * {@code invalid-request} (400), also when nobody could get a voucher by its rules in that time, and with
     * {@code rule-version-uncited} (409) when its policy has lost a clause since the approval.
     */
    public Effect<Programme> announce(Actor actor, UUID id, ProgrammeForms.Window window) {
        Instant now = now();
        Instant opens = micros(window.opensAt());
        Instant closes = micros(window.closesAt());
        return move(ProgrammeMove.ANNOUNCE, actor, id, window.reason(), now, (announced, inForce) -> {
            requireWindow(inForce, opens, closes, opens, now);
            return announced.withWindow(opens, closes);
        });
    }

    /**
     * Opens an announced programme now, or sets or puts off its opening; what was announced is never brought forward
     * ({@code programme-opening-announced}, 409). Also rejects with {@code invalid-request} (400).
     */
    public Effect<Programme> open(Actor actor, UUID id, ProgrammeForms.Opening opening) {
        Instant now = now();
        Instant opens = micros(opening.opensAt());
        ProgrammeMove move = opens == null ? ProgrammeMove.OPEN : ProgrammeMove.SCHEDULE;
        return move(move, actor, id, opening.reason(), now, (opened, inForce) -> {
            Instant closes = opening.closesAt() == null ? opened.closesAt() : micros(opening.closesAt());
            boolean isEarlier = opened.opensAt() != null && (opens == null || opens.isBefore(opened.opensAt()));
            if (isEarlier) {
                throw Rejection.conflict(
                        "programme-opening-announced", opened.opensAt().toString());
            }
            requireWindow(inForce, opens, closes, opens == null ? now : opens, now);
            return opened.withWindow(opens == null ? now : opens, closes);
        });
    }

    /** @param start null: not known yet */
    private static void requireWindow(RuleSet rules, Instant opens, Instant closes, Instant start, Instant now) {
        List<Defect> defects = new ArrayList<>();
        if (opens != null && !opens.isAfter(now)) {
            defects.add(Defect.at("/opensAt", "programme-opening-past"));
        }
        if (closes != null && !closes.isAfter(start == null ? now : start)) {
            defects.add(Defect.at("/closesAt", "programme-closing-early"));
        }
        if (defects.isEmpty()) {
            defects.addAll(RuleContradictions.ofWindow(rules, start, closes));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /** Takes no applications for a while. */
    public Effect<Programme> suspend(Actor actor, UUID id, String reason) {
        return move(ProgrammeMove.SUSPEND, actor, id, reason, now(), (moved, inForce) -> moved);
    }

    /** Takes applications again. */
    public Effect<Programme> resume(Actor actor, UUID id, String reason) {
        return move(ProgrammeMove.RESUME, actor, id, reason, now(), (moved, inForce) -> moved);
    }

    /** Takes no more applications, also before the announced time. */
    public Effect<Programme> close(Actor actor, UUID id, String reason) {
        Instant now = now();
        return move(
                ProgrammeMove.CLOSE,
                actor,
                id,
                reason,
                now,
                (closed, inForce) -> closed.withWindow(closed.opensAt(), closing(closed, now)));
    }

    private static Instant closing(Programme programme, Instant now) {
        return programme.opensAt() != null && !programme.opensAt().isBefore(now)
                ? programme.opensAt().plus(1, ChronoUnit.MICROS)
                : now;
    }

    /** Begins to settle what is closed. */
    public Effect<Programme> settle(Actor actor, UUID id, String reason) {
        return move(ProgrammeMove.SETTLE, actor, id, reason, now(), (moved, inForce) -> moved);
    }

    /**
     * States that every fen of a programme is where it ends; rejects with {@code programme-money-open} (409) when some
     * is not, and with {@code programme-recoveries-open} (409; of how many orders) when some that was paid is still to
     * be taken back, or disputed.
     */
    public Effect<Programme> account(Actor actor, UUID id, String reason) {
        Instant now = now();
        return Effect.of(
                () -> programmes
                        .find(actor, id)
                        .invoke(found -> ProgrammeAccess.requireMayMove(found, ProgrammeMove.ACCOUNT, actor))
                        .chain(() -> ledger.conservation(id)),
                (connection, conservation) -> writer.lock(connection, actor, id, now)
                        .chain(found -> accounted(connection, actor, found, conservation, reason, now)));
    }

    private Uni<Programme> accounted(
            SqlConnection connection,
            Actor actor,
            Programme programme,
            ConservationStatement conservation,
            String reason,
            Instant now) {
        ProgrammeMove.ACCOUNT.from(programme.statusAt(now));
        return budgets.ofProgramme(connection, programme.id())
                .invoke(found -> {
                    requireNothingLeft(found);
                    requireAllArrived(conservation);
                })
                .chain(() -> requireNothingToRecover(connection, programme.id()))
                .chain(() -> moved(
                        connection, actor, programme, ProgrammeMove.ACCOUNT, reason, now, UnaryOperator.identity()));
    }

    private static void requireNothingLeft(List<Budget> found) {
        long left = found.stream()
                .mapToLong(budget -> budget.availableFen() + budget.committedFen())
                .sum();
        if (left > 0) {
            throw Rejection.conflict("programme-money-open", left);
        }
    }

    private static void requireAllArrived(ConservationStatement conservation) {
        long left = ON_ITS_WAY.stream().mapToLong(conservation::totalOf).sum();
        if (left > 0) {
            throw Rejection.conflict("programme-money-open", left);
        }
    }

    private Uni<Void> requireNothingToRecover(SqlConnection connection, UUID programme) {
        if (recoveries.isUnsatisfied()) {
            return Uni.createFrom().voidItem();
        }
        return recoveries
                .get()
                .ofProgramme(connection, programme)
                .invoke(orders -> {
                    if (orders > 0) {
                        throw Rejection.conflict("programme-recoveries-open", orders);
                    }
                })
                .replaceWithVoid();
    }

    /** @param change what else becomes different by the move, which the rules in force have a say in */
    private Effect<Programme> move(
            ProgrammeMove move,
            Actor actor,
            UUID id,
            String reason,
            Instant now,
            BiFunction<Programme, RuleSet, Programme> change) {
        return Effect.of(connection -> writer.lock(connection, actor, id, now)
                .invoke(found -> {
                    ProgrammeAccess.requireMayMove(found, move, actor);
                    move.from(found.statusAt(now));
                })
                .call(found -> move == ProgrammeMove.ANNOUNCE
                        ? store.findRules(connection, id, found.ruleVersion())
                                .chain(rules -> citations.require(connection, rules, now))
                        : Uni.createFrom().voidItem())
                .chain(found -> rules.get(connection, id, found.ruleVersion())
                        .chain(inForce -> moved(
                                connection,
                                actor,
                                found,
                                move,
                                reason,
                                now,
                                moving -> change.apply(moving, inForce)))));
    }

    private Uni<Programme> moved(
            SqlConnection connection,
            Actor actor,
            Programme before,
            ProgrammeMove move,
            String reason,
            Instant now,
            UnaryOperator<Programme> change) {
        Programme after = change.apply(before.moved(move, now));
        return writer.carryOut(
                connection, new ProgrammeChange(ProgrammeEvent.of(move), before, after, reason, now, actor.id()));
    }

    /** As precise as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant micros(Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.MICROS);
    }
}
