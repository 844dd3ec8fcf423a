package cn.dengyun.application;

import cn.dengyun.application.ApplicationHolds.Hold;
import cn.dengyun.application.ApplicationHolds.Room;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.RuleDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.EvidenceStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.policy.Applicants;
import cn.dengyun.policy.Applicants.Applicant;
import cn.dengyun.policy.domain.DecisionRecord;
import cn.dengyun.policy.domain.Evaluation;
import cn.dengyun.policy.domain.Judging;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.reference.WorkingCalendar;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Gives quota back, and gives it on to those who wait, first come first served and nobody overtaking, in the same unit
 * of work.
 */
@ApplicationScoped
class Waitlist {

    /** Of one budget in one unit of work; the rest follows within a second. */
    private static final int MAX_AT_ONCE = 100;

    private final ApplicationStore applications;
    private final HistoryStore history;
    private final EvidenceStore evidence;
    private final Programmes programmes;
    private final RuleVersions ruleVersions;
    private final Applicants applicants;
    private final ApplicationHolds holds;
    private final ApplicationWriter writer;
    private final WorkingCalendar calendar;

    Waitlist(
            ApplicationStore applications,
            HistoryStore history,
            EvidenceStore evidence,
            Programmes programmes,
            RuleVersions ruleVersions,
            Applicants applicants,
            ApplicationHolds holds,
            ApplicationWriter writer,
            WorkingCalendar calendar) {
        this.applications = applications;
        this.history = history;
        this.evidence = evidence;
        this.programmes = programmes;
        this.ruleVersions = ruleVersions;
        this.applicants = applicants;
        this.holds = holds;
        this.writer = writer;
        this.calendar = calendar;
    }

    /**
     * Gives back what applications held, which are locked, and serves who waits for it.
     *
     * @param released with negative amounts; may be empty
     * @param budgets whose wait-lists are to be served beside those that get something back
     */
    Uni<Void> giveBack(
            SqlConnection connection, UUID programmeId, List<Hold> released, Collection<UUID> budgets, Instant now) {
        Set<UUID> concerned = new TreeSet<>(budgets);
        released.forEach(hold -> concerned.add(hold.budgetId()));
        if (concerned.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return waiting(connection, concerned)
                .chain(waiters -> programmes
                        .find(connection, programmeId, now)
                        .chain(programme -> rules(connection, programme, waiters)
                                .chain(rules ->
                                        served(connection, programme, rules, waiters, released, concerned, now))));
    }

    private Uni<List<VoucherApplication>> waiting(SqlConnection connection, Set<UUID> budgets) {
        return Multi.createFrom()
                .iterable(budgets)
                .onItem()
                .transformToUniAndConcatenate(budget -> applications.lockWaiting(connection, budget, MAX_AT_ONCE))
                .collect()
                .in(ArrayList<VoucherApplication>::new, List::addAll)
                .map(List::copyOf);
    }

    private Uni<Map<Integer, RuleSet>> rules(
            SqlConnection connection, Programme programme, List<VoucherApplication> waiters) {
        Map<Integer, RuleSet> found = new HashMap<>();
        return Multi.createFrom()
                .iterable(new TreeSet<>(
                        waiters.stream().map(VoucherApplication::ruleVersion).toList()))
                .onItem()
                .transformToUniAndConcatenate(version -> ruleVersions
                        .get(connection, programme.id(), version)
                        .invoke(rules -> found.put(version, rules)))
                .collect()
                .last()
                .replaceWith(found);
    }

    private Uni<Void> served(
            SqlConnection connection,
            Programme programme,
            Map<Integer, RuleSet> rules,
            List<VoucherApplication> waiters,
            List<Hold> released,
            Set<UUID> budgets,
            Instant now) {
        Set<UUID> organizations = new HashSet<>();
        Map<UUID, Long> ceilings = new HashMap<>();
        waiters.forEach(waiter -> {
            organizations.add(waiter.organizationId());
            ApplicationHolds.addCeiling(rules.get(waiter.ruleVersion()), waiter.request(), ceilings);
        });
        Set<UUID> waiting = Set.copyOf(organizations);
        released.forEach(hold -> {
            organizations.add(hold.organizationId());
            if (hold.providerId() != null) {
                ceilings.putIfAbsent(hold.providerId(), 0L);
            }
        });
        return applicants
                .of(connection, waiting)
                .chain(known -> holds.lock(connection, programme.id(), organizations, ceilings, budgets)
                        .chain(room -> {
                            Turn turn = new Turn(programme, rules, known, room, released, now);
                            waiters.forEach(turn::serve);
                            return write(connection, programme, turn, released, now);
                        }));
    }

    private Uni<Void> write(
            SqlConnection connection, Programme programme, Turn turn, List<Hold> released, Instant now) {
        List<Hold> all = new ArrayList<>(released);
        turn.transitions.forEach(each -> all.addAll(each.holds()));
        return holds.change(connection, programme.id(), all, Map.of(), now)
                .chain(() -> writer.carryOut(connection, turn.transitions, now))
                .chain(() -> history.served(connection, turn.served, now))
                // One that was set aside while it was out for correction is not what was submitted any more.
                .chain(() -> evidence.add(connection, turn.served, now));
    }

    /** One walk along the wait-lists. */
    private final class Turn {

        private final Programme programme;
        private final Map<Integer, RuleSet> rules;
        private final Map<UUID, Applicant> applicants;
        private final Room room;
        private final Instant now;
        private final Map<UUID, Long> left = new HashMap<>();
        private final Set<UUID> exhausted = new HashSet<>();
        private final List<VoucherApplication> served = new ArrayList<>();
        private final List<ApplicationTransition> transitions = new ArrayList<>();

        Turn(
                Programme programme,
                Map<Integer, RuleSet> rules,
                Map<UUID, Applicant> applicants,
                Room room,
                List<Hold> released,
                Instant now) {
            this.programme = programme;
            this.rules = rules;
            this.applicants = applicants;
            this.room = room;
            this.now = now;
            room.budgets().forEach((id, budget) -> left.put(id, budget.availableFen()));
            released.forEach(hold -> {
                left.merge(hold.budgetId(), -hold.fen(), Long::sum);
                room.take(hold.organizationId(), hold.providerId(), hold.fen());
            });
        }

        void serve(VoucherApplication waiter) {
            ProgrammeStatus status = programme.statusAt(now);
            boolean isOver = status == ProgrammeStatus.SETTLING || status == ProgrammeStatus.ACCOUNTED;
            if (isOver || exhausted.contains(waiter.budgetId())) {
                return;
            }
            if (!applicants.get(waiter.organizationId()).standing().mayHoldMoney()) {
                transitions.add(ApplicationTransition.setAside(waiter, now));
                return;
            }
            DecisionRecord decision = decision(waiter);
            Evaluation evaluation = decision.evaluation();
            if (evaluation.mustWait()) {
                exhausted.add(waiter.budgetId());
                return;
            }
            ApplicationTransition transition = evaluation.mayHold()
                    ? took(waiter, evaluation.face().fen(), evaluation.face().entitledFen())
                    : lapsed(waiter);
            transitions.add(transition.resting(new RuleDecision(waiter.id(), "SERVING", decision, now)));
        }

        private ApplicationTransition lapsed(VoucherApplication waiter) {
            VoucherApplication lapsed =
                    waiter.change().move(ApplicationMove.LAPSE).dueAt(null).at(now);
            return ApplicationTransition.byClock(ApplicationMove.LAPSE, ApplicationEvent.LAPSED, waiter, lapsed, now);
        }

        private ApplicationTransition took(VoucherApplication waiter, long fen, long entitled) {
            RuleSet ruleSet = rules.get(waiter.ruleVersion());
            UUID provider = ceilingOf(waiter);
            VoucherApplication moved = waiter.change()
                    .move(ApplicationMove.SERVE)
                    .money(provider, entitled, fen)
                    .dueAt(calendar.after(now, ruleSet.reviewWorkingDays().value()))
                    .at(now);
            left.merge(waiter.budgetId(), -fen, Long::sum);
            room.take(waiter.organizationId(), provider, fen);
            served.add(moved);
            return ApplicationTransition.byClock(ApplicationMove.SERVE, ApplicationEvent.SERVED, waiter, moved, now);
        }

        /** By what it asks for now. */
        private UUID ceilingOf(VoucherApplication waiter) {
            return ApplicationHolds.ceilingOf(rules.get(waiter.ruleVersion()), waiter.request());
        }

        private DecisionRecord decision(VoucherApplication waiter) {
            return Judging.by(programme.terms(waiter.ruleVersion(), rules.get(waiter.ruleVersion())))
                    .quotaLeft(left.get(waiter.budgetId()))
                    .providerLeft(room.leftOf(ceilingOf(waiter)))
                    .decide(
                            applicants
                                    .get(waiter.organizationId())
                                    .facts(waiter.checked(), room.committedOf(waiter.organizationId())),
                            waiter.request().toAsk(),
                            waiter.submittedAt());
        }
    }
}
