package cn.dengyun.application;

import cn.dengyun.application.ApplicationForms.NewDisposition;
import cn.dengyun.application.ApplicationForms.NewReview;
import cn.dengyun.application.ApplicationForms.NewReviews;
import cn.dengyun.application.Holds.Hold;
import cn.dengyun.application.domain.ApplicationChange;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.Review;
import cn.dengyun.application.domain.ReviewDecision;
import cn.dengyun.application.domain.Signals;
import cn.dengyun.application.domain.Step;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.application.store.HistoryStore.Decided;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.policy.Applicants;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.Ask;
import cn.dengyun.policy.domain.CheckedFacts;
import cn.dengyun.policy.domain.DecisionRecord;
import cn.dengyun.policy.domain.Evaluation;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.Situation;
import cn.dengyun.programme.Limits;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.domain.Headroom;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reviews by the authorities of county, city and province. A decision is made on the locked application; what it gives
 * back goes to those who wait in the same unit of work.
 */
@ApplicationScoped
public class ReviewService {

    private final ApplicationStore applications;
    private final HistoryStore history;
    private final Limits limits;
    private final Programmes programmes;
    private final RuleVersions ruleVersions;
    private final Applicants applicants;
    private final SignalService signals;
    private final Waitlist waitlist;
    private final ReviewCheck check;
    private final Idempotency idempotency;
    private final ApplicationNotes notes;
    private final WorkingCalendar calendar;
    private final Clock clock;

    ReviewService(
            ApplicationStore applications,
            HistoryStore history,
            Limits limits,
            Programmes programmes,
            RuleVersions ruleVersions,
            Applicants applicants,
            SignalService signals,
            Waitlist waitlist,
            ReviewCheck check,
            Idempotency idempotency,
            ApplicationNotes notes,
            WorkingCalendar calendar,
            Clock clock) {
        this.applications = applications;
        this.history = history;
        this.limits = limits;
        this.programmes = programmes;
        this.ruleVersions = ruleVersions;
        this.applicants = applicants;
        this.signals = signals;
        this.waitlist = waitlist;
        this.check = check;
        this.idempotency = idempotency;
        this.notes = notes;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** A decision that is made and not yet on record. */
    private record Made(
            VoucherApplication before, VoucherApplication after, List<Step> steps, List<Decided> decisions) {

        List<Hold> givenBack() {
            long fen = after.heldFen() - before.heldFen();
            return fen == 0 ? List.of() : List.of(Hold.of(before, fen));
        }
    }

    /**
     * What became of one application of many.
     *
     * @param refusal null when it was decided
     */
    public record ReviewOutcome(UUID applicationId, VoucherApplication decided, Rejection refusal) {}

    /**
     * Decides on an application at the level whose turn it is.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code application-not-found} (404), {@code review-not-yours},
     * {@code review-own-side}, {@code review-consecutive} (403), {@code application-transition-not-allowed},
     * {@code application-rounds-used}, {@code fraud-signal-open} (409), {@code application-not-approvable},
     * {@code review-amount-too-high} (422) and what {@link Idempotency#once} rejects.
     */
    public Uni<Answer> review(
            Actor actor, String key, UUID id, NewReview wanted, Function<VoucherApplication, Answer> render) {
        check.requireSound(wanted);
        Instant now = now();
        return idempotency.once(
                actor,
                key,
                List.of("decideVoucherApplication", id, wanted),
                connection -> applications
                        .lock(connection, List.of(id))
                        .chain(found -> decide(connection, actor, found.get(id), wanted, now))
                        .call(made -> carryOut(connection, List.of(made), wanted, now))
                        .map(made -> render.apply(made.after())));
    }

    /**
     * The same decision on many; each by itself, all in one unit of work. Rejects with {@code invalid-request} (400).
     */
    public Uni<Answer> reviewAll(
            Actor actor, String key, NewReviews wanted, Function<List<ReviewOutcome>, Answer> render) {
        check.requireSound(wanted.review());
        Instant now = now();
        return idempotency.once(
                actor,
                key,
                List.of("decideVoucherApplications", wanted),
                connection -> applications
                        .lock(connection, wanted.applicationIds())
                        .chain(found -> decideAll(connection, actor, found, wanted, now))
                        .map(render));
    }

    private Uni<List<ReviewOutcome>> decideAll(
            SqlConnection connection,
            Actor actor,
            Map<UUID, VoucherApplication> found,
            NewReviews wanted,
            Instant now) {
        Map<UUID, ReviewOutcome> outcomes = new LinkedHashMap<>();
        List<Made> made = new ArrayList<>();
        return Multi.createFrom()
                .iterable(wanted.applicationIds().stream().distinct().toList())
                .onItem()
                .transformToUniAndConcatenate(id -> Uni.createFrom()
                        .deferred(() -> decide(connection, actor, found.get(id), wanted.review(), now))
                        .invoke(each -> {
                            made.add(each);
                            outcomes.put(id, new ReviewOutcome(id, each.after(), null));
                        })
                        .replaceWithVoid()
                        .onFailure(Rejection.class)
                        .recoverWithUni(refusal -> {
                            outcomes.put(id, new ReviewOutcome(id, null, (Rejection) refusal));
                            return Uni.createFrom().voidItem();
                        }))
                .collect()
                .last()
                .chain(() -> carryOut(connection, made, wanted.review(), now))
                .map(done -> List.copyOf(outcomes.values()));
    }

    private Uni<Made> decide(
            SqlConnection connection, Actor actor, VoucherApplication application, NewReview wanted, Instant now) {
        ApplicationAccess.requireSeen(application, actor);
        ApplicationAccess.requireReviewer(application, actor, wanted.decision().name());
        return ruleVersions
                .get(connection, application.programmeId(), application.ruleVersion())
                .chain(rules -> takenUp(connection, actor, application, wanted, rules, now)
                        .chain(taken -> decided(connection, actor, taken, wanted, rules, now)));
    }

    /** Whoever decides on what nobody has taken up takes it up by that. */
    private Uni<Made> takenUp(
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
            return Uni.createFrom().item(new Made(application, application, List.of(), List.of()));
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
            return new Made(application, taken, List.of(step(taken, move, actor, wanted.reason(), now)), List.of());
        });
    }

    private Uni<Made> decided(
            SqlConnection connection, Actor actor, Made taken, NewReview wanted, RuleSet rules, Instant now) {
        return switch (wanted.decision()) {
            case TAKE_UP -> Uni.createFrom().item(taken);
            case RETURN -> Uni.createFrom().item(returned(actor, taken, wanted, rules, now));
            case REJECT -> Uni.createFrom().item(rejected(actor, taken, wanted, rules, now));
            case PASS -> passed(connection, actor, taken, wanted, rules, now);
        };
    }

    private Made returned(Actor actor, Made taken, NewReview wanted, RuleSet rules, Instant now) {
        VoucherApplication at = taken.after();
        if (at.rounds() >= VoucherApplication.MOST_ROUNDS) {
            throw Rejection.conflict("application-rounds-used", VoucherApplication.MOST_ROUNDS);
        }
        VoucherApplication after = changed(taken)
                .status(at)
                .move(ApplicationMove.RETURN)
                .anotherRound()
                .checked(at.checked().with(facts(wanted)))
                .lastStepBy(actor.id())
                .review(review(at, wanted, now))
                .dueAt(calendar.after(now, rules.correctionWorkingDays().value()))
                .at(now);
        return and(taken, after, step(after, ApplicationMove.RETURN, actor, wanted.reason(), now), List.of());
    }

    private Made rejected(Actor actor, Made taken, NewReview wanted, RuleSet rules, Instant now) {
        VoucherApplication at = taken.after();
        VoucherApplication after = changed(taken)
                .status(at)
                .move(ApplicationMove.REJECT)
                .checked(at.checked().with(facts(wanted)))
                .held(0)
                .lastStepBy(actor.id())
                .review(review(at, wanted, now))
                .dueAt(calendar.after(now, rules.correctionWorkingDays().value()))
                .at(now);
        return and(taken, after, step(after, ApplicationMove.REJECT, actor, wanted.reason(), now), List.of());
    }

    private Uni<Made> passed(
            SqlConnection connection, Actor actor, Made taken, NewReview wanted, RuleSet rules, Instant now) {
        VoucherApplication at = taken.after();
        requireNothingOpen(at, actor);
        long amount = wanted.amountFen() == null ? at.heldFen() : wanted.amountFen();
        if (amount > at.heldFen()) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "review-amount-too-high", at.heldFen());
        }
        ApplicationMove move = at.pass();
        VoucherApplication passed = changed(taken)
                .status(at)
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
            return Uni.createFrom()
                    .item(and(taken, passed, step(passed, move, actor, wanted.reason(), now), List.of()));
        }
        return judged(connection, passed, rules, now).map(decision -> {
            Evaluation evaluation = decision.evaluation();
            Eligibility.requireApprovable(evaluation);
            long face = Math.min(amount, evaluation.face().fen());
            VoucherApplication approved = face == amount
                    ? passed
                    : changed(taken)
                            .status(at)
                            .move(move)
                            .checked(passed.checked())
                            .held(face)
                            .lastStepBy(actor.id())
                            .review(passed.review())
                            .dueAt(null)
                            .at(now);
            return and(
                    taken,
                    approved,
                    step(approved, move, actor, wanted.reason(), now),
                    List.of(new Decided(at.id(), "APPROVAL", decision, now)));
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
                                .map(look -> DecisionRecord.of(
                                        programme.id(),
                                        application.ruleVersion(),
                                        rules,
                                        known.get(organization)
                                                .facts(
                                                        application.checked(),
                                                        look.committedFen() - application.heldFen()),
                                        lessIfNeeded(application),
                                        situation(programme, application, look)))));
    }

    private static Ask lessIfNeeded(VoucherApplication application) {
        Ask ask = application.request().toAsk();
        return new Ask(ask.lines(), ask.otherFiscalMoney(), true);
    }

    private static Situation situation(Programme programme, VoucherApplication application, Headroom look) {
        return new Situation(
                programme.regionCode(),
                programme.opensAt(),
                programme.closesAt(),
                false,
                application.heldFen(),
                look.providerLeftFen() == null ? null : look.providerLeftFen() + application.heldFen(),
                application.submittedAt());
    }

    private static void requireNothingOpen(VoucherApplication application, Actor actor) {
        if (application.signals() == null) {
            return;
        }
        Signals found = DecisionRecords.read(application.signals(), Signals.class);
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
     * (409) and what {@link Idempotency#once} rejects.
     */
    public Uni<Answer> dispose(
            Actor actor, String key, UUID id, NewDisposition wanted, Function<VoucherApplication, Answer> render) {
        Instant now = now();
        return idempotency.once(
                actor,
                key,
                List.of("decideFraudSignal", id, wanted),
                connection -> applications.lock(connection, List.of(id)).chain(found -> {
                    VoucherApplication application = ApplicationAccess.requireSeen(found.get(id), actor);
                    ApplicationAccess.requireOtherSide(application, actor);
                    return history.hasActed(connection, id, actor.id())
                            .map(hasActed -> disposed(application, actor, wanted, hasActed, now))
                            .call(after -> applications.update(connection, List.of(after)))
                            .call(after -> notes.write(
                                    connection, "signal-disposed", application, after, wanted.reason(), now))
                            .map(render);
                }));
    }

    private static VoucherApplication disposed(
            VoucherApplication application, Actor actor, NewDisposition wanted, boolean hasActed, Instant now) {
        if (!ApplicationAccess.isInRegion(actor, application.regionCode())) {
            throw Rejection.forbidden("review-not-yours");
        }
        if (!application.status().isUnderReview()) {
            throw Rejection.conflict("application-transition-not-allowed", application.status(), "DISPOSE");
        }
        if (hasActed) {
            throw Rejection.forbidden("fraud-signal-own");
        }
        Signals found = DecisionRecords.read(application.signals(), Signals.class);
        if (!found.isClearable(wanted.rule())) {
            throw Rejection.conflict("fraud-signal-not-clearable", wanted.rule().id());
        }
        Signals.Disposed disposed =
                new Signals.Disposed(wanted.rule(), wanted.cleared(), wanted.reason(), actor.id(), now);
        return application
                .change()
                .signals(DecisionRecords.toJson(found.with(disposed)))
                .at(now);
    }

    private Uni<Void> carryOut(SqlConnection connection, List<Made> made, NewReview wanted, Instant now) {
        if (made.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<UUID, List<Hold>> givenBack = new LinkedHashMap<>();
        made.forEach(each -> each.givenBack()
                .forEach(hold -> givenBack
                        .computeIfAbsent(each.before().programmeId(), id -> new ArrayList<>())
                        .add(hold)));
        return applications
                .update(connection, made.stream().map(Made::after).toList())
                .chain(() -> history.addSteps(
                        connection,
                        made.stream().flatMap(each -> each.steps().stream()).toList()))
                .chain(() -> history.addDecisions(
                        connection,
                        made.stream().flatMap(each -> each.decisions().stream()).toList()))
                .chain(() -> each(
                        made,
                        one -> notes.write(
                                connection,
                                one.after()
                                        .status()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'),
                                one.before(),
                                one.after(),
                                wanted.reason(),
                                now)))
                .chain(() -> each(
                        givenBack.entrySet(),
                        entry -> waitlist.giveBack(connection, entry.getKey(), entry.getValue(), List.of(), now)));
    }

    private static <T> Uni<Void> each(Iterable<T> members, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(members)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** From the application as it is on record, so that however many moves count as one change. */
    private static Onwards changed(Made taken) {
        return new Onwards(taken);
    }

    /** A change that takes along what a take-up in the same unit of work has changed. */
    private record Onwards(Made taken) {

        ApplicationChange status(VoucherApplication at) {
            ApplicationChange change = taken.before().change();
            if (!taken.steps().isEmpty()) {
                change.move(taken.steps().get(0).move()).signals(at.signals());
            }
            return change;
        }
    }

    private static Made and(Made taken, VoucherApplication after, Step step, List<Decided> decisions) {
        List<Step> steps = new ArrayList<>(taken.steps());
        steps.add(step);
        return new Made(taken.before(), after, steps, decisions);
    }

    private static Step step(VoucherApplication after, ApplicationMove move, Actor actor, String reason, Instant now) {
        return new Step(Ids.next(), after.id(), move, move.target(), actor.id(), actor.regionCode(), reason, now);
    }

    private static CheckedFacts facts(NewReview wanted) {
        return wanted.facts() == null
                ? CheckedFacts.NONE
                : new CheckedFacts(
                        wanted.facts().registeredOn(),
                        wanted.facts().registeredIndustryCode(),
                        wanted.facts().violations());
    }

    private static Review review(VoucherApplication at, NewReview wanted, Instant now) {
        List<Review.ReviewDefect> defects = wanted.defects() == null
                ? List.of()
                : wanted.defects().stream()
                        .map(defect -> new Review.ReviewDefect(defect.pointer(), defect.code(), defect.detail()))
                        .toList();
        return new Review(
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
