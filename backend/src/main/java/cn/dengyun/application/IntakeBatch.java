package cn.dengyun.application;

import cn.dengyun.application.ApplicationHolds.Hold;
import cn.dengyun.application.ApplicationHolds.Room;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.IntakeEntry;
import cn.dengyun.application.domain.IntakeEntry.IntakeOutcome;
import cn.dengyun.application.domain.ReviewPath;
import cn.dengyun.application.domain.ReviewStage;
import cn.dengyun.application.domain.RuleDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.EvidenceStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.application.store.OriginStore;
import cn.dengyun.application.store.OriginStore.Origin;
import cn.dengyun.files.DocumentService;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.database.BatchQueue.Outcome;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.idempotency.IdempotencyClaim;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.policy.Applicants;
import cn.dengyun.policy.Applicants.Applicant;
import cn.dengyun.policy.domain.DecisionRecord;
import cn.dengyun.policy.domain.Evaluation;
import cn.dengyun.policy.domain.Judging;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeKind;
import cn.dengyun.provider.Provider;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Takes in applications to one budget, many in one unit of work: everything is locked once, the places are given
 * walking through them in the order of their arrival, and everything is written once. The number of statements does not
 * depend on how many there are.
 */
@ApplicationScoped
class IntakeBatch {

    private final Pool pool;
    private final ApplicationStore applications;
    private final HistoryStore history;
    private final EvidenceStore evidence;
    private final OriginStore origins;
    private final NamedSellers sellers;
    private final Programmes programmes;
    private final RuleVersions ruleVersions;
    private final Applicants applicants;
    private final ApplicationHolds holds;
    private final Idempotency idempotency;
    private final ApplicationWriter writer;
    private final WorkingCalendar calendar;
    private final DocumentService documents;
    private final Clock clock;

    IntakeBatch(
            Pool pool,
            ApplicationStore applications,
            HistoryStore history,
            EvidenceStore evidence,
            OriginStore origins,
            NamedSellers sellers,
            Programmes programmes,
            RuleVersions ruleVersions,
            Applicants applicants,
            ApplicationHolds holds,
            Idempotency idempotency,
            ApplicationWriter writer,
            WorkingCalendar calendar,
            DocumentService documents,
            Clock clock) {
        this.pool = pool;
        this.applications = applications;
        this.history = history;
        this.evidence = evidence;
        this.origins = origins;
        this.sellers = sellers;
        this.programmes = programmes;
        this.ruleVersions = ruleVersions;
        this.applicants = applicants;
        this.holds = holds;
        this.idempotency = idempotency;
        this.writer = writer;
        this.calendar = calendar;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * One that arrived.
     *
     * @param claim null for one that is carried out alone, in somebody else's unit of work
     * @param receivedAt what the gate and the order go by
     * @param netAddress from which it came, if that tells callers apart
     * @param note of the audit trail, prepared while the request was at hand
     * @param render turns the application into the answer that is kept with the claim; null without one
     */
    record Submission(
            IdempotencyClaim claim,
            Actor actor,
            UUID applicationId,
            UUID programmeId,
            Instant receivedAt,
            String netAddress,
            AuditTrail.Prepared note,
            Function<VoucherApplication, Answer> render) {}

    /** One outcome for each, in their order; all belong to one programme. */
    Uni<List<Outcome<Answer>>> carryOut(UUID budgetId, List<Submission> batch) {
        return pool.withTransaction(connection -> idempotency
                .claimAll(connection, batch.stream().map(Submission::claim).toList())
                .chain(earlier -> {
                    Walk walk = new Walk(budgetId, batch, earlier);
                    return walk.fresh.isEmpty()
                            ? Uni.createFrom().item(walk.outcomes())
                            : taken(connection, walk).replaceWith(walk::outcomes);
                }));
    }

    /** Takes a single one in, in the caller's unit of work; rejects with everything that speaks against it. */
    Uni<VoucherApplication> carryOut(SqlConnection connection, UUID budgetId, Submission submission) {
        Walk walk = new Walk(budgetId, List.of(submission), Collections.singletonList(null));
        return prepared(connection, walk)
                .map(ready -> walk.takeAlone(submission))
                .call(() -> write(connection, walk));
    }

    private Uni<Void> taken(SqlConnection connection, Walk walk) {
        return prepared(connection, walk).invoke(walk::walk).chain(() -> write(connection, walk));
    }

    private Uni<Void> prepared(SqlConnection connection, Walk walk) {
        return look(connection, walk)
                .chain(() -> ruleVersions.get(connection, walk.programme.id(), walk.programme.ruleVersion()))
                .chain(rules -> lock(connection, walk, rules))
                .chain(() -> documents(connection, walk));
    }

    /** Those that are on the drafts; they are locked, so that nothing is taken off meanwhile. */
    private Uni<Void> documents(SqlConnection connection, Walk walk) {
        if (walk.rules.documentsToBring().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return documents
                .purposes(connection, ApplicationRecord.KIND, walk.applications.keySet())
                .invoke(found -> walk.documents = found)
                .replaceWithVoid();
    }

    private Uni<Void> look(SqlConnection connection, Walk walk) {
        List<UUID> ids = walk.fresh.stream().map(Submission::applicationId).toList();
        List<UUID> organizations = walk.fresh.stream()
                .map(submission -> submission.actor().organizationId())
                .distinct()
                .toList();
        UUID programmeId = walk.fresh.get(0).programmeId();
        return Uni.combine()
                .all()
                .unis(
                        applications.lock(connection, ids).invoke(found -> walk.applications = found),
                        programmes.find(connection, programmeId, walk.now).invoke(found -> walk.programme = found),
                        applicants.of(connection, organizations).invoke(found -> walk.applicants = found))
                .discardItems()
                .chain(() -> sellers.of(connection, walk.ofAgents()))
                .invoke(found -> walk.sellers = found)
                .replaceWithVoid();
    }

    private Uni<Void> lock(SqlConnection connection, Walk walk, RuleSet rules) {
        walk.rules = rules;
        Map<UUID, Long> ceilings = new HashMap<>();
        walk.applications.values().forEach(found -> ApplicationHolds.addCeiling(rules, found.request(), ceilings));
        return holds.lock(connection, walk.programme.id(), walk.applicants.keySet(), ceilings, List.of(walk.budgetId))
                .invoke(walk::enter)
                .chain(() -> applications.isAnybodyWaiting(connection, walk.budgetId))
                .invoke(isWaiting -> walk.isSomebodyWaiting = isWaiting)
                .replaceWithVoid();
    }

    private Uni<Void> write(SqlConnection connection, Walk walk) {
        Uni<Void> forgotten = idempotency.forgetAll(connection, walk.refusedClaims);
        if (walk.transitions.isEmpty()) {
            return forgotten;
        }
        List<Hold> held =
                walk.transitions.stream().flatMap(each -> each.holds().stream()).toList();
        List<VoucherApplication> taken =
                walk.transitions.stream().map(ApplicationTransition::after).toList();
        Map<UUID, Long> places = Map.of(walk.budgetId, (long) taken.size());
        return Uni.join()
                .all(
                        forgotten,
                        writer.carryOut(connection, walk.transitions, walk.now),
                        history.addIntake(connection, walk.entries),
                        evidence.add(connection, taken, walk.now),
                        origins.add(connection, walk.origins),
                        idempotency.rememberAll(connection, walk.claims, walk.answers),
                        holds.change(connection, walk.programme.id(), held, places, walk.now))
                .andFailFast()
                .replaceWithVoid();
    }

    /**
     * Rejects (409) what is for no vouchers, what comes before the opening, to the millisecond, and after the closing.
     */
    static void requireOpen(Programme programme, Instant receivedAt) {
        programme.requireKind(ProgrammeKind.VOUCHER);
        switch (programme.statusAt(receivedAt)) {
            case OPEN -> {}
            case SUSPENDED -> throw Rejection.conflict("programme-suspended");
            case CLOSED, SETTLING, ACCOUNTED -> throw Rejection.conflict("programme-closed");
            default ->
                throw programme.opensAt() == null
                        ? Rejection.conflict("programme-not-open")
                        : Rejection.conflict(
                                "programme-opens-later", programme.opensAt().toString());
        }
    }

    /** One batch on its way. */
    private final class Walk {

        private final UUID budgetId;
        private final Outcome<Answer>[] outcomes;
        private final List<Submission> fresh = new ArrayList<>();
        private final Map<Submission, Integer> places = new HashMap<>();
        private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);

        private Map<UUID, VoucherApplication> applications = new LinkedHashMap<>();
        private Map<UUID, Applicant> applicants = Map.of();
        private Map<UUID, Provider> sellers = Map.of();
        private Programme programme;
        private RuleSet rules;
        private Map<UUID, Set<DocumentPurpose>> documents = Map.of();
        private Room room;
        private boolean isSomebodyWaiting;
        private long left;
        private long sequence;

        private final List<ApplicationTransition> transitions = new ArrayList<>();
        private final List<IntakeEntry> entries = new ArrayList<>();
        private final List<Origin> origins = new ArrayList<>();
        private final List<IdempotencyClaim> claims = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();
        private final List<IdempotencyClaim> refusedClaims = new ArrayList<>();

        @SuppressWarnings("unchecked")
        Walk(UUID budgetId, List<Submission> batch, List<Answer> earlier) {
            this.budgetId = budgetId;
            this.outcomes = new Outcome[batch.size()];
            for (int i = 0; i < batch.size(); i++) {
                Answer answer = earlier.get(i);
                if (answer == null) {
                    fresh.add(batch.get(i));
                    places.put(batch.get(i), i);
                } else if (answer == Idempotency.OF_ANOTHER_REQUEST) {
                    outcomes[i] = Outcome.failed(Rejection.of(Rejection.Kind.UNPROCESSABLE, "idempotency-key-reused"));
                } else {
                    outcomes[i] = Outcome.of(answer);
                }
            }
            // Who was received first comes first, though another may have been read sooner.
            fresh.sort(Comparator.comparing(Submission::receivedAt));
        }

        /** Those that are submitted by somebody who acts for the applicant. */
        List<VoucherApplication> ofAgents() {
            return fresh.stream()
                    .filter(each -> each.actor().mandate() != null)
                    .map(each -> applications.get(each.applicationId()))
                    .filter(Objects::nonNull)
                    .toList();
        }

        List<Outcome<Answer>> outcomes() {
            return Arrays.asList(outcomes);
        }

        void enter(Room locked) {
            room = locked;
            Budget budget = room.budgets().get(budgetId);
            left = budget.availableFen();
            sequence = budget.intake();
        }

        void walk() {
            for (Submission submission : fresh) {
                try {
                    Answer answer = submission.render().apply(take(submission));
                    claims.add(submission.claim());
                    answers.add(answer);
                    outcomes[places.get(submission)] = Outcome.of(answer);
                } catch (Rejection refusal) {
                    refusedClaims.add(submission.claim());
                    outcomes[places.get(submission)] = Outcome.failed(refusal);
                }
            }
        }

        /** Takes it; refused at the gate, it is told what the rules say too. */
        VoucherApplication takeAlone(Submission submission) {
            VoucherApplication draft = requireDraft(submission);
            try {
                requireOpen(programme, submission.receivedAt());
            } catch (Rejection gate) {
                throw gate.because(EligibilityCheck.failures(
                        decision(submission, draft).evaluation(), draft.request(), missing(draft)));
            }
            return take(submission);
        }

        private List<DocumentPurpose> missing(VoucherApplication draft) {
            return EligibilityCheck.missing(rules, documents.getOrDefault(draft.id(), Set.of()));
        }

        private VoucherApplication take(Submission submission) {
            VoucherApplication draft = requireDraft(submission);
            requireOpen(programme, submission.receivedAt());
            Applicant applicant = applicants.get(draft.organizationId());
            UUID provider = ApplicationHolds.ceilingOf(rules, draft.request());
            DecisionRecord decision = decision(submission, draft);
            Evaluation evaluation = decision.evaluation();
            EligibilityCheck.requireSubmittable(evaluation, draft.request(), missing(draft));
            long least = evaluation.face().leastFen();
            long entitled = evaluation.face().entitledFen();
            boolean awaits = !applicant.standing().mayHoldMoney();
            long held = IntakeEntry.decide(
                    left,
                    isSomebodyWaiting,
                    awaits,
                    entitled,
                    least,
                    draft.request().acceptsLess());
            VoucherApplication moved = moved(submission, draft, applicant, provider, entitled, held);
            entries.add(new IntakeEntry(
                    budgetId,
                    moved.sequence(),
                    programme.id(),
                    room.budgets().get(budgetId).regionCode(),
                    moved.id(),
                    submission.receivedAt(),
                    held > 0 ? IntakeOutcome.HELD : IntakeOutcome.WAITLISTED,
                    left,
                    isSomebodyWaiting,
                    awaits,
                    entitled,
                    least,
                    draft.request().acceptsLess(),
                    held,
                    null,
                    null));
            left -= held;
            isSomebodyWaiting |= entries.get(entries.size() - 1).isInLine();
            room.take(moved.organizationId(), provider, held);
            record(submission, draft, moved, decision);
            return moved;
        }

        private VoucherApplication requireDraft(Submission submission) {
            VoucherApplication draft = applications.get(submission.applicationId());
            if (draft == null || !submission.actor().actsFor(draft.organizationId())) {
                throw Rejection.notFound("application-not-found");
            }
            if (!ApplicationMove.SUBMIT.isAllowedFrom(draft.status())) {
                throw Rejection.conflict("application-transition-not-allowed", draft.status(), ApplicationMove.SUBMIT);
            }
            NamedSellers.refuseSelfDealing(submission.actor(), draft, sellers);
            return draft;
        }

        private DecisionRecord decision(Submission submission, VoucherApplication draft) {
            Applicant applicant = applicants.get(draft.organizationId());
            return Judging.by(programme.terms(programme.ruleVersion(), rules))
                    .quotaLeft(isSomebodyWaiting ? 0 : left)
                    .providerLeft(room.leftOf(ApplicationHolds.ceilingOf(rules, draft.request())))
                    .decide(
                            applicant.facts(draft.checked(), room.committedOf(draft.organizationId())),
                            draft.request().toAsk(),
                            submission.receivedAt());
        }

        private VoucherApplication moved(
                Submission submission,
                VoucherApplication draft,
                Applicant applicant,
                UUID provider,
                long entitled,
                long held) {
            String region = applicant.standing().region();
            List<ReviewStage> stages =
                    ReviewPath.of(draft.id(), new RegionCode(region), programme.fundingLevel(), rules, entitled);
            return draft.change()
                    .move(held > 0 ? ApplicationMove.SUBMIT : ApplicationMove.QUEUE)
                    .region(region)
                    .place(programme.ruleVersion(), budgetId, ++sequence, submission.receivedAt())
                    .money(provider, entitled, held)
                    .awaitsCertification(!applicant.standing().mayHoldMoney())
                    .stages(stages)
                    .dueAt(
                            held > 0
                                    ? calendar.after(
                                            submission.receivedAt(),
                                            rules.reviewWorkingDays().value())
                                    : null)
                    .at(now);
        }

        private void record(
                Submission submission, VoucherApplication before, VoucherApplication after, DecisionRecord decision) {
            boolean isHeld = after.heldFen() > 0;
            applications.put(after.id(), after);
            transitions.add(ApplicationTransition.by(
                            submission.actor().id(),
                            isHeld ? ApplicationMove.SUBMIT : ApplicationMove.QUEUE,
                            isHeld ? ApplicationEvent.SUBMITTED : ApplicationEvent.WAITLISTED,
                            before,
                            after,
                            null,
                            now)
                    .resting(new RuleDecision(after.id(), "SUBMISSION", decision, now))
                    .noted(submission.note()));
            origins.add(new Origin(
                    after.id(),
                    after.organizationId(),
                    submission.actor().id(),
                    submission.netAddress(),
                    submission.receivedAt()));
        }
    }
}
