package cn.dengyun.application;

import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ReviewPath;
import cn.dengyun.application.domain.RuleDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.EvidenceStore;
import cn.dengyun.files.DocumentService;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.idempotency.IdempotencyClaim;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.policy.Applicants;
import cn.dengyun.policy.domain.DecisionRecord;
import cn.dengyun.policy.domain.Judging;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.domain.Programme;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Takes in what was sent back and corrected: with its old place, for at most what it held. */
@ApplicationScoped
class CorrectionIntake {

    private final Pool pool;
    private final ApplicationStore applications;
    private final EvidenceStore evidence;
    private final NamedSellers sellers;
    private final Programmes programmes;
    private final RuleVersions ruleVersions;
    private final Applicants applicants;
    private final ApplicationHolds holds;
    private final Waitlist waitlist;
    private final Idempotency idempotency;
    private final ApplicationWriter writer;
    private final WorkingCalendar calendar;
    private final DocumentService documents;
    private final Clock clock;

    CorrectionIntake(
            Pool pool,
            ApplicationStore applications,
            EvidenceStore evidence,
            NamedSellers sellers,
            Programmes programmes,
            RuleVersions ruleVersions,
            Applicants applicants,
            ApplicationHolds holds,
            Waitlist waitlist,
            Idempotency idempotency,
            ApplicationWriter writer,
            WorkingCalendar calendar,
            DocumentService documents,
            Clock clock) {
        this.pool = pool;
        this.applications = applications;
        this.evidence = evidence;
        this.sellers = sellers;
        this.programmes = programmes;
        this.ruleVersions = ruleVersions;
        this.applicants = applicants;
        this.holds = holds;
        this.waitlist = waitlist;
        this.idempotency = idempotency;
        this.writer = writer;
        this.calendar = calendar;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * Rejects with {@code application-not-found} (404), {@code application-transition-not-allowed},
     * {@code application-correction-late} (409), {@code application-not-eligible} (422), {@code self-dealing} (403).
     */
    Uni<Answer> resubmit(
            IdempotencyClaim claim,
            Actor actor,
            UUID id,
            AuditTrail.Prepared note,
            Function<VoucherApplication, Answer> render) {
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

    /** The same in the caller's unit of work, which keeps the key if there is one. */
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
            return sellers.of(connection, actor.mandate() == null ? List.of() : List.of(returned))
                    .invoke(named -> NamedSellers.refuseSelfDealing(actor, returned, named))
                    .chain(() -> judged(connection, actor, returned, note, now));
        });
    }

    private Uni<VoucherApplication> judged(
            SqlConnection connection, Actor actor, VoucherApplication returned, AuditTrail.Prepared note, Instant now) {
        return programmes
                .find(connection, returned.programmeId(), now)
                .chain(programme -> ruleVersions
                        .get(connection, programme.id(), returned.ruleVersion())
                        .chain(rules -> documents
                                .purposes(connection, ApplicationRecord.KIND, List.of(returned.id()))
                                .chain(present -> judged(
                                        connection,
                                        actor,
                                        returned,
                                        note,
                                        programme,
                                        rules,
                                        present.getOrDefault(returned.id(), Set.of()),
                                        now))));
    }

    private Uni<VoucherApplication> judged(
            SqlConnection connection,
            Actor actor,
            VoucherApplication returned,
            AuditTrail.Prepared note,
            Programme programme,
            RuleSet rules,
            Set<DocumentPurpose> present,
            Instant now) {
        UUID provider = ApplicationHolds.ceilingOf(rules, returned.request());
        Map<UUID, Long> ceilings = new HashMap<>();
        ApplicationHolds.addCeiling(rules, returned.request(), ceilings);
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
                            // A corrected request that asks for more than it holds gets what it holds.
                            DecisionRecord decision = Judging.by(programme.terms(returned.ruleVersion(), rules))
                                    .quotaLeft(returned.heldFen())
                                    .providerLeft(room.leftOf(provider))
                                    .decide(
                                            known.get(returned.organizationId())
                                                    .facts(
                                                            returned.checked(),
                                                            room.committedOf(returned.organizationId())),
                                            returned.request().toAsk().acceptingLess(),
                                            returned.submittedAt());
                            EligibilityCheck.requireSubmittable(
                                    decision.evaluation(),
                                    returned.request(),
                                    EligibilityCheck.missing(rules, present));
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
                            return write(connection, actor, returned, moved, decision, note, now);
                        }));
    }

    private Uni<VoucherApplication> write(
            SqlConnection connection,
            Actor actor,
            VoucherApplication before,
            VoucherApplication moved,
            DecisionRecord decision,
            AuditTrail.Prepared note,
            Instant now) {
        ApplicationTransition resubmitted = ApplicationTransition.by(
                        actor.id(), ApplicationMove.RESUBMIT, ApplicationEvent.RESUBMITTED, before, moved, null, now)
                .resting(new RuleDecision(moved.id(), "CORRECTION", decision, now))
                .noted(note);
        return writer.carryOut(connection, resubmitted, now)
                .call(() -> evidence.add(connection, List.of(moved), now))
                .call(() -> waitlist.giveBack(connection, moved.programmeId(), resubmitted.holds(), List.of(), now));
    }
}
