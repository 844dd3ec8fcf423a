package cn.dengyun.application;

import cn.dengyun.application.Holds.Hold;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ReviewPath;
import cn.dengyun.application.domain.Step;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.EvidenceStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.application.store.HistoryStore.Decided;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.idempotency.Claim;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.policy.Applicants;
import cn.dengyun.policy.domain.Ask;
import cn.dengyun.policy.domain.DecisionRecord;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.Situation;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** Takes in what was sent back and corrected: with its old place, for at most what it held. */
@ApplicationScoped
class Corrections {

    private final Pool pool;
    private final ApplicationStore applications;
    private final HistoryStore history;
    private final EvidenceStore evidence;
    private final Programmes programmes;
    private final RuleVersions ruleVersions;
    private final Applicants applicants;
    private final Holds holds;
    private final Waitlist waitlist;
    private final Idempotency idempotency;
    private final ApplicationNotes notes;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Corrections(
            Pool pool,
            ApplicationStore applications,
            HistoryStore history,
            EvidenceStore evidence,
            Programmes programmes,
            RuleVersions ruleVersions,
            Applicants applicants,
            Holds holds,
            Waitlist waitlist,
            Idempotency idempotency,
            ApplicationNotes notes,
            WorkingCalendar calendar,
            Clock clock) {
        this.pool = pool;
        this.applications = applications;
        this.history = history;
        this.evidence = evidence;
        this.programmes = programmes;
        this.ruleVersions = ruleVersions;
        this.applicants = applicants;
        this.holds = holds;
        this.waitlist = waitlist;
        this.idempotency = idempotency;
        this.notes = notes;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * Rejects with {@code application-not-found} (404), {@code application-transition-not-allowed},
     * {@code application-correction-late} (409), {@code application-not-eligible} (422).
     */
    Uni<Answer> resubmit(
            Claim claim, Actor actor, UUID id, AuditTrail.Prepared note, Function<VoucherApplication, Answer> render) {
        return pool.withTransaction(connection -> idempotency
                .claimAll(connection, List.of(claim))
                .chain(earlier -> {
                    Answer stored = earlier.get(0);
                    if (stored == Idempotency.OF_ANOTHER_REQUEST) {
                        throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "idempotency-key-reused");
                    }
                    return stored == null
                            ? carryOut(connection, actor, id, note)
                                    .map(render)
                                    .call(answer ->
                                            idempotency.rememberAll(connection, List.of(claim), List.of(answer)))
                            : Uni.createFrom().item(stored);
                }));
    }

    /** The same in the caller's unit of work, without a key. */
    Uni<VoucherApplication> carryOut(SqlConnection connection, Actor actor, UUID id, AuditTrail.Prepared note) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return applications.lock(connection, List.of(id)).chain(found -> {
            VoucherApplication returned = found.get(id);
            if (returned == null || !actor.actsFor(returned.organizationId())) {
                throw Rejection.notFound("application-not-found");
            }
            ApplicationMove.RESUBMIT.from(returned.status());
            if (returned.isOverdueAt(now)) {
                throw Rejection.conflict(
                        "application-correction-late", returned.dueAt().toString());
            }
            return judged(connection, actor, returned, now)
                    .call(moved -> notes.writeAll(
                            connection,
                            List.of(note.changing(ApplicationNotes.state(returned), ApplicationNotes.state(moved)))));
        });
    }

    private Uni<VoucherApplication> judged(
            SqlConnection connection, Actor actor, VoucherApplication returned, Instant now) {
        return programmes
                .find(connection, returned.programmeId(), now)
                .chain(programme -> ruleVersions
                        .get(connection, programme.id(), returned.ruleVersion())
                        .chain(rules -> judged(connection, actor, returned, programme, rules, now)));
    }

    private Uni<VoucherApplication> judged(
            SqlConnection connection,
            Actor actor,
            VoucherApplication returned,
            Programme programme,
            RuleSet rules,
            Instant now) {
        UUID provider = Holds.ceilingOf(rules, returned.request());
        Map<UUID, Long> ceilings = new HashMap<>();
        Holds.addCeiling(rules, returned.request(), ceilings);
        if (returned.providerId() != null) {
            ceilings.putIfAbsent(returned.providerId(), 0L);
        }
        List<UUID> organizations = List.of(returned.organizationId());
        return applicants
                .of(connection, organizations)
                .chain(known -> holds.lock(connection, programme.id(), organizations, ceilings, List.of())
                        .chain(room -> {
                            // What it holds itself counts as left.
                            room.take(returned.organizationId(), returned.providerId(), -returned.heldFen());
                            Situation situation = new Situation(
                                    programme.regionCode(),
                                    programme.opensAt(),
                                    programme.closesAt(),
                                    false,
                                    returned.heldFen(),
                                    room.leftOf(provider),
                                    returned.submittedAt());
                            DecisionRecord decision = DecisionRecord.of(
                                    programme.id(),
                                    returned.ruleVersion(),
                                    rules,
                                    known.get(returned.organizationId())
                                            .facts(returned.checked(), room.committedOf(returned.organizationId())),
                                    lessIfNeeded(returned),
                                    situation);
                            Eligibility.requireSubmittable(decision.evaluation());
                            long held = Math.min(
                                    returned.heldFen(),
                                    decision.evaluation().face().fen());
                            String region = known.get(returned.organizationId())
                                    .standing()
                                    .region();
                            VoucherApplication moved = returned.change()
                                    .move(ApplicationMove.RESUBMIT)
                                    .money(
                                            provider,
                                            decision.evaluation().face().entitledFen(),
                                            held)
                                    .region(region)
                                    .stages(ReviewPath.of(
                                            returned.id(),
                                            new RegionCode(region),
                                            programme.fundingLevel(),
                                            rules,
                                            held))
                                    .dueAt(calendar.after(
                                            now, rules.reviewWorkingDays().value()))
                                    .lastStepBy(null)
                                    .at(now);
                            return write(connection, actor, returned, moved, decision, now);
                        }));
    }

    /** A corrected request that asks for more than it holds gets what it holds. */
    private static Ask lessIfNeeded(VoucherApplication returned) {
        Ask ask = returned.request().toAsk();
        return new Ask(ask.lines(), ask.otherFiscalMoney(), true);
    }

    private Uni<VoucherApplication> write(
            SqlConnection connection,
            Actor actor,
            VoucherApplication before,
            VoucherApplication moved,
            DecisionRecord decision,
            Instant now) {
        return applications
                .update(connection, List.of(moved))
                .chain(() -> history.addSteps(
                        connection, List.of(Step.of(moved, ApplicationMove.RESUBMIT, actor.id(), now))))
                .chain(() ->
                        history.addDecisions(connection, List.of(new Decided(moved.id(), "CORRECTION", decision, now))))
                .chain(() -> evidence.add(connection, List.of(moved), now))
                .chain(() -> notes.tell(connection, List.of(ApplicationNotes.fact("resubmitted", moved, now))))
                .chain(() ->
                        waitlist.giveBack(connection, moved.programmeId(), difference(before, moved), List.of(), now))
                .replaceWith(moved);
    }

    private static List<Hold> difference(VoucherApplication before, VoucherApplication after) {
        boolean isSameProvider = Objects.equals(before.providerId(), after.providerId());
        if (isSameProvider) {
            long fen = after.heldFen() - before.heldFen();
            return fen == 0 ? List.of() : List.of(Hold.of(before, fen));
        }
        List<Hold> holds = new ArrayList<>();
        holds.add(Hold.of(before, -before.heldFen()));
        holds.add(Hold.of(after, after.heldFen()));
        return holds;
    }
}
