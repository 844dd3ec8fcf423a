package cn.dengyun.application;

import cn.dengyun.application.ApplicationForms.NewDisposition;
import cn.dengyun.application.ApplicationForms.NewReview;
import cn.dengyun.application.ApplicationForms.NewReviews;
import cn.dengyun.application.ApplicationHolds.Hold;
import cn.dengyun.application.domain.ApplicationChange;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ApplicationSignals;
import cn.dengyun.application.domain.ReviewDecision;
import cn.dengyun.application.domain.ReviewOutcome;
import cn.dengyun.application.domain.RuleDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.files.DocumentService;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.policy.Applicants;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.CheckedFacts;
import cn.dengyun.policy.domain.DecisionRecord;
import cn.dengyun.policy.domain.Evaluation;
import cn.dengyun.policy.domain.Judging;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.ProgrammeLimits;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reviews by the authorities of county, city and province. A decision is made on the locked application; what it gives
 * back goes to those who wait in the same unit of work.
 */
@ApplicationScoped
public class ReviewService {

    private final ApplicationStore applications;
    private final HistoryStore history;
    private final Impartiality impartiality;
    private final ProgrammeLimits limits;
    private final Programmes programmes;
    private final RuleVersions ruleVersions;
    private final Applicants applicants;
    private final SignalService signals;
    private final Waitlist waitlist;
    private final ReviewCheck check;
    private final ApplicationWriter writer;
    private final ApplicationNotes notes;
    private final WorkingCalendar calendar;
    private final DocumentService documents;
    private final Clock clock;

    ReviewService(
            ApplicationStore applications,
            HistoryStore history,
            Impartiality impartiality,
            ProgrammeLimits limits,
            Programmes programmes,
            RuleVersions ruleVersions,
            Applicants applicants,
            SignalService signals,
            Waitlist waitlist,
            ReviewCheck check,
            ApplicationWriter writer,
            ApplicationNotes notes,
            WorkingCalendar calendar,
            DocumentService documents,
            Clock clock) {
        this.applications = applications;
        this.history = history;
        this.impartiality = impartiality;
        this.limits = limits;
        this.programmes = programmes;
        this.ruleVersions = ruleVersions;
        this.applicants = applicants;
        this.signals = signals;
        this.waitlist = waitlist;
        this.check = check;
        this.writer = writer;
        this.notes = notes;
        this.calendar = calendar;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * What became of one application of many.
     *
     * @param refusal null when it was decided
     */
    public record Reviewed(UUID applicationId, VoucherApplication decided, Rejection refusal) {}

    /**
     * Decides on an application at the level whose turn it is.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code application-not-found} (404), {@code review-not-yours},
     * {@code review-own-side}, {@code review-consecutive} (403), {@code application-transition-not-allowed},
     * {@code application-rounds-used}, {@code review-not-overdue}, {@code fraud-signal-open} (409),
     * {@code application-not-approvable}, {@code review-amount-too-high} (422).
     */
    public Effect<VoucherApplication> review(Actor actor, UUID id, NewReview wanted) {
        check.requireSound(wanted);
        Instant now = now();
        return Effect.of(connection -> applications
                .lock(connection, List.of(id))
                .chain(found -> decide(connection, actor, found.get(id), wanted, now))
                .call(made -> carryOut(connection, List.of(made), now))
                .map(ApplicationTransition::after));
    }

    /**
     * The same decision on many; each by itself, all in one unit of work. Rejects with {@code invalid-request} (400).
     */
    public Effect<List<Reviewed>> reviewAll(Actor actor, NewReviews wanted) {
        check.requireSound(wanted.review());
        Instant now = now();
        return Effect.of(connection -> applications
                .lock(connection, wanted.applicationIds())
                .chain(found -> decideAll(connection, actor, found, wanted, now)));
    }

    private Uni<List<Reviewed>> decideAll(
            SqlConnection connection,
            Actor actor,
            Map<UUID, VoucherApplication> found,
            NewReviews wanted,
            Instant now) {
        Map<UUID, Reviewed> outcomes = new LinkedHashMap<>();
        List<ApplicationTransition> made = new ArrayList<>();
        return Multi.createFrom()
                .iterable(wanted.applicationIds().stream().distinct().toList())
                .onItem()
                .transformToUniAndConcatenate(id -> Uni.createFrom()
                        .deferred(() -> decide(connection, actor, found.get(id), wanted.review(), now))
                        .invoke(each -> {
                            made.add(each);
                            outcomes.put(id, new Reviewed(id, each.after(), null));
                        })
                        .replaceWithVoid()
                        .onFailure(Rejection.class)
                        .recoverWithUni(refusal -> {
                            outcomes.put(id, new Reviewed(id, null, (Rejection) refusal));
                            return Uni.createFrom().voidItem();
                        }))
                .collect()
                .last()
                .chain(() -> carryOut(connection, made, now))
                .chain(() -> noteRefused(
                        connection, actor, outcomes.values(), wanted.review().reason()))
                .replaceWith(() -> List.copyOf(outcomes.values()));
    }

    private Uni<Void> noteRefused(SqlConnection connection, Actor actor, Collection<Reviewed> outcomes, String reason) {
        Map<UUID, String> codes = new LinkedHashMap<>();
        outcomes.stream()
                .filter(outcome -> outcome.refusal() != null)
                .forEach(outcome ->
                        codes.put(outcome.applicationId(), outcome.refusal().code()));
        return codes.isEmpty() ? Uni.createFrom().voidItem() : notes.refused(connection, actor, codes, reason);
    }

    private Uni<ApplicationTransition> decide(
            SqlConnection connection, Actor actor, VoucherApplication application, NewReview wanted, Instant now) {
        ApplicationAccess.requireSeen(application, actor);
        ApplicationAccess.requireReviewer(application, actor, wanted.decision().name(), now);
        return impartiality
                .require(connection, application, actor)
                .chain(() -> ruleVersions.get(connection, application.programmeId(), application.ruleVersion()))
                .chain(rules -> takenUp(connection, actor, application, wanted, rules, now)
                        .chain(taken -> decided(connection, actor, taken, wanted, rules, now)));
    }

    /** Whoever decides on what nobody has taken up takes it up by that. */
    private Uni<ApplicationTransition> takenUp(
            SqlConnection connection,
            Actor actor,
            VoucherApplication application,
            NewReview wanted,
            RuleSet rules,
            Instant now) {
        if (application.status().isUnderReview()) {
            if (wanted.decision() == ReviewDecision.TAKE_UP) {
                throw Rejection.conflict(
                        "application-transition-not-allowed", application.status(), ReviewDecision.TAKE_UP);
            }
            return Uni.createFrom()
                    .item(ApplicationTransition.at(
                            ApplicationEvent.of(application.status()), application, application, wanted.reason()));
        }
        ApplicationMove move = application.takeUp();
        CheckedFacts checked = application.checked().with(facts(wanted));
        return signals.look(connection, application, checked, rules, now).map(found -> {
            VoucherApplication taken = application
                    .change()
                    .move(move)
                    .checked(checked)
                    .signals(DecisionRecords.toJson(found))
                    .at(now);
            return ApplicationTransition.by(
                    actor, move, ApplicationEvent.of(taken.status()), application, taken, wanted.reason(), now);
        });
    }

    private Uni<ApplicationTransition> decided(
            SqlConnection connection,
            Actor actor,
            ApplicationTransition taken,
            NewReview wanted,
            RuleSet rules,
            Instant now) {
        return switch (wanted.decision()) {
            case TAKE_UP -> Uni.createFrom().item(taken);
            case RETURN -> Uni.createFrom().item(returned(actor, taken, wanted, rules, now));
            case REJECT -> Uni.createFrom().item(rejected(actor, taken, wanted, rules, now));
            case PASS -> passed(connection, actor, taken, wanted, rules, now);
        };
    }

    private ApplicationTransition returned(
            Actor actor, ApplicationTransition taken, NewReview wanted, RuleSet rules, Instant now) {
        VoucherApplication at = taken.after();
        if (at.rounds() >= VoucherApplication.MAX_ROUNDS) {
            throw Rejection.conflict("application-rounds-used", VoucherApplication.MAX_ROUNDS);
        }
        VoucherApplication after = changed(taken)
                .move(ApplicationMove.RETURN)
                .anotherRound()
                .checked(at.checked().with(facts(wanted)))
                .lastStepBy(actor.id())
                .review(review(at, wanted, now))
                .dueAt(calendar.after(now, rules.correctionWorkingDays().value()))
                .at(now);
        return onwards(taken, after, ApplicationMove.RETURN, actor, wanted, now);
    }

    private ApplicationTransition rejected(
            Actor actor, ApplicationTransition taken, NewReview wanted, RuleSet rules, Instant now) {
        VoucherApplication at = taken.after();
        VoucherApplication after = changed(taken)
                .move(ApplicationMove.REJECT)
                .checked(at.checked().with(facts(wanted)))
                .held(0)
                .lastStepBy(actor.id())
                .review(review(at, wanted, now))
                .dueAt(calendar.after(now, rules.correctionWorkingDays().value()))
                .at(now);
        return onwards(taken, after, ApplicationMove.REJECT, actor, wanted, now);
    }

    private Uni<ApplicationTransition> passed(
            SqlConnection connection,
            Actor actor,
            ApplicationTransition taken,
            NewReview wanted,
            RuleSet rules,
            Instant now) {
        return signals.renewed(connection, taken.after())
                .invoke(found -> requireNothingOpen(found, actor))
                .chain(() -> requireDocuments(connection, taken.after(), rules))
                .chain(() -> passedOn(connection, actor, taken, wanted, rules, now));
    }

    /** They are looked at again: who is served after he was set aside has not submitted again. */
    private Uni<Void> requireDocuments(SqlConnection connection, VoucherApplication application, RuleSet rules) {
        if (rules.documentsToBring().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return documents
                .purposes(connection, ApplicationRecord.KIND, List.of(application.id()))
                .invoke(present -> EligibilityCheck.requireDocuments(
                        EligibilityCheck.missing(rules, present.getOrDefault(application.id(), Set.of()))))
                .replaceWithVoid();
    }

    private Uni<ApplicationTransition> passedOn(
            SqlConnection connection,
            Actor actor,
            ApplicationTransition taken,
            NewReview wanted,
            RuleSet rules,
            Instant now) {
        VoucherApplication at = taken.after();
        long amount = wanted.amountFen() == null ? at.heldFen() : wanted.amountFen();
        if (amount > at.heldFen()) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "review-amount-too-high", at.heldFen());
        }
        ApplicationMove move = at.pass();
        VoucherApplication passed = changed(taken)
                .move(move)
                .checked(at.checked().with(facts(wanted)))
                .held(amount)
                .lastStepBy(actor.id())
                .review(review(at, wanted, now))
                .dueAt(
                        move == ApplicationMove.APPROVE
                                ? null
                                : calendar.after(now, rules.reviewWorkingDays().value()))
                .at(now);
        if (move != ApplicationMove.APPROVE) {
            return Uni.createFrom().item(onwards(taken, passed, move, actor, wanted, now));
        }
        return judged(connection, passed, rules, now).map(decision -> {
            Evaluation evaluation = decision.evaluation();
            EligibilityCheck.requireApprovable(evaluation);
            long face = Math.min(amount, evaluation.face().fen());
            VoucherApplication approved = face == amount
                    ? passed
                    : changed(taken)
                            .move(move)
                            .checked(passed.checked())
                            .held(face)
                            .lastStepBy(actor.id())
                            .review(passed.review())
                            .dueAt(null)
                            .at(now);
            return onwards(taken, approved, move, actor, wanted, now)
                    .resting(new RuleDecision(at.id(), "APPROVAL", decision, now));
        });
    }

    /** By its version of the rules, as of its submission, with what it holds counting as left. */
    private Uni<DecisionRecord> judged(
            SqlConnection connection, VoucherApplication application, RuleSet rules, Instant now) {
        UUID organization = application.organizationId();
        return programmes
                .find(connection, application.programmeId(), now)
                .chain(programme -> applicants
                        .of(connection, List.of(organization))
                        .chain(known -> limits.look(
                                        connection, application.programmeId(), organization, application.providerId())
                                .map(look -> Judging.by(programme.terms(application.ruleVersion(), rules))
                                        .quotaLeft(application.heldFen())
                                        .providerLeft(withOwn(look.providerLeftFen(), application))
                                        .decide(
                                                known.get(organization)
                                                        .facts(
                                                                application.checked(),
                                                                look.committedFen() - application.heldFen()),
                                                application.request().toAsk().acceptingLess(),
                                                application.submittedAt()))));
    }

    private static Long withOwn(Long providerLeftFen, VoucherApplication application) {
        return providerLeftFen == null ? null : providerLeftFen + application.heldFen();
    }

    private static void requireNothingOpen(ApplicationSignals found, Actor actor) {
        if (found == null) {
            return;
        }
        if (found.disposed().stream().anyMatch(each -> each.by().equals(actor.id()))) {
            throw Rejection.forbidden("review-consecutive");
        }
        if (!found.open().isEmpty()) {
            throw Rejection.conflict(
                    "fraud-signal-open",
                    found.open().stream().map(rule -> rule.id()).collect(Collectors.joining(", ")));
        }
    }

    /**
     * Clears or confirms a hit of a fraud rule. Nobody clears a hit in a file that he himself has decided on, and
     * whoever clears one does not pass it on.
     *
     * <p>Rejects with {@code application-not-found} (404), {@code review-own-side}, {@code review-not-yours},
     * {@code fraud-signal-own} (403), {@code application-transition-not-allowed}, {@code fraud-signal-not-clearable}
     * (409).
     */
    public Effect<VoucherApplication> dispose(Actor actor, UUID id, NewDisposition wanted) {
        Instant now = now();
        return Effect.of(connection -> applications
                .lock(connection, List.of(id))
                .chain(found -> {
                    VoucherApplication application = ApplicationAccess.requireSeen(found.get(id), actor);
                    return impartiality
                            .require(connection, application, actor)
                            .chain(() -> history.hasActed(connection, id, actor.id()))
                            .chain(hasActed -> signals.renewed(connection, application)
                                    .map(signs -> disposed(application, signs, actor, wanted, hasActed, now)))
                            .chain(after -> writer.carryOut(
                                    connection,
                                    ApplicationTransition.at(
                                            ApplicationEvent.SIGNAL_DISPOSED, application, after, wanted.reason()),
                                    now));
                }));
    }

    private static VoucherApplication disposed(
            VoucherApplication application,
            ApplicationSignals found,
            Actor actor,
            NewDisposition wanted,
            boolean hasActed,
            Instant now) {
        if (!ApplicationAccess.isInRegion(actor, application.regionCode())) {
            throw Rejection.forbidden("review-not-yours");
        }
        if (!application.status().isUnderReview()) {
            throw Rejection.conflict("application-transition-not-allowed", application.status(), "DISPOSE");
        }
        if (hasActed) {
            throw Rejection.forbidden("fraud-signal-own");
        }
        if (!found.isClearable(wanted.rule())) {
            throw Rejection.conflict("fraud-signal-not-clearable", wanted.rule().id());
        }
        ApplicationSignals disposed = found.disposed(wanted.rule(), wanted.cleared(), wanted.reason(), actor.id(), now);
        return application.change().signals(DecisionRecords.toJson(disposed)).at(now);
    }

    private Uni<Void> carryOut(SqlConnection connection, List<ApplicationTransition> made, Instant now) {
        Map<UUID, List<Hold>> givenBack = new LinkedHashMap<>();
        made.forEach(each -> each.holds()
                .forEach(hold -> givenBack
                        .computeIfAbsent(each.before().programmeId(), id -> new ArrayList<>())
                        .add(hold)));
        return writer.carryOut(connection, made, now)
                .chain(() -> Multi.createFrom()
                        .iterable(givenBack.entrySet())
                        .onItem()
                        .transformToUniAndConcatenate(entry ->
                                waitlist.giveBack(connection, entry.getKey(), entry.getValue(), List.of(), now))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    /**
     * From the application as it is on record, so that however many moves count as one change; with what a take-up in
     * the same unit of work has changed.
     */
    private static ApplicationChange changed(ApplicationTransition taken) {
        ApplicationChange change = taken.before().change();
        if (!taken.steps().isEmpty()) {
            change.move(taken.steps().get(0).move()).signals(taken.after().signals());
        }
        return change;
    }

    private static ApplicationTransition onwards(
            ApplicationTransition taken,
            VoucherApplication after,
            ApplicationMove move,
            Actor actor,
            NewReview wanted,
            Instant now) {
        return taken.onwards(ApplicationEvent.of(after.status()), after).with(actor, move, wanted.reason(), now);
    }

    private static CheckedFacts facts(NewReview wanted) {
        return wanted.facts() == null
                ? CheckedFacts.NONE
                : new CheckedFacts(
                        wanted.facts().registeredOn(),
                        wanted.facts().registeredIndustryCode(),
                        wanted.facts().violations());
    }

    private static ReviewOutcome review(VoucherApplication at, NewReview wanted, Instant now) {
        List<ReviewOutcome.ReviewDefect> defects = wanted.defects() == null
                ? List.of()
                : wanted.defects().stream()
                        .map(defect -> new ReviewOutcome.ReviewDefect(defect.pointer(), defect.code(), defect.detail()))
                        .toList();
        return new ReviewOutcome(
                wanted.decision(),
                at.stage(),
                wanted.reason(),
                wanted.reasonCode(),
                wanted.clause(),
                wanted.remedy(),
                defects,
                now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
