package cn.dengyun.application;

import cn.dengyun.application.IntakeBatch.Submission;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.database.BatchQueue;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.GroupedEffect;
import cn.dengyun.platform.idempotency.IdempotencyClaim;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.programme.Budgets;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.NetAddress;
import cn.dengyun.shared.Rejection;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The door of the opening second: takes applications in, in the order in which they come. */
@ApplicationScoped
public class SubmissionService {

    /** One batch stays short enough that whoever comes next is not kept waiting. */
    private static final int MAX_AT_ONCE = 256;

    private static final int MAX_WAITING = 4_096;

    private final Pool pool;
    private final Vertx vertx;
    private final ApplicationStore applications;
    private final CertifiedStandings standings;
    private final Budgets budgets;
    private final IntakeBatch intake;
    private final CorrectionIntake corrections;
    private final ApplicationNotes notes;
    private final RequestFacts request;
    private final Clock clock;
    private final Map<UUID, BatchQueue<Submission, Answer>> queues = new ConcurrentHashMap<>();
    // Which budget pays changes only when one is made; a second is soon enough to know of it.
    private final Cache<List<Object>, UUID> paying = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();
    private Context context;

    SubmissionService(
            Pool pool,
            Vertx vertx,
            ApplicationStore applications,
            CertifiedStandings standings,
            Budgets budgets,
            IntakeBatch intake,
            CorrectionIntake corrections,
            ApplicationNotes notes,
            RequestFacts request,
            Clock clock) {
        this.pool = pool;
        this.vertx = vertx;
        this.applications = applications;
        this.standings = standings;
        this.budgets = budgets;
        this.intake = intake;
        this.corrections = corrections;
        this.notes = notes;
        this.request = request;
        this.clock = clock;
    }

    /** Before the demo hands anything in. */
    void start(@Observes @Priority(1) StartupEvent event) {
        context = vertx.getDelegate().getOrCreateContext();
    }

    /**
     * Hands an application in, or hands a corrected one in again. The moment at which the platform receives it decides.
     * Alone, as in a dry run, it is refused with every rule that would refuse it too, also before the opening and after
     * the closing.
     *
     * <p>Rejects with {@code application-not-found} (404), {@code self-dealing} (403),
     * {@code application-transition-not-allowed}, {@code programme-opens-later}, {@code programme-not-open},
     * {@code programme-suspended}, {@code programme-closed} (409), {@code application-not-eligible},
     * {@code programme-without-budget} (422), {@code overloaded} (503).
     */
    public GroupedEffect<VoucherApplication> submit(Actor actor, UUID id) {
        return submit(actor, id, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** @param receivedAt by the server's clock */
    GroupedEffect<VoucherApplication> submit(Actor actor, UUID id, Instant receivedAt) {
        return submit(actor, id, receivedAt, request.isPresent() ? request.address() : null);
    }

    /** @param address of the net from which it came; null when nobody knows */
    GroupedEffect<VoucherApplication> submit(Actor actor, UUID id, Instant receivedAt, String address) {
        return new Handing(actor, id, receivedAt, NetAddress.tellingApart(address), notes.submission(id, actor));
    }

    /** One that is submitted. */
    private final class Handing implements GroupedEffect<VoucherApplication> {

        private final Actor actor;
        private final UUID id;
        private final Instant receivedAt;
        private final String netAddress;
        private final AuditTrail.Prepared note;

        Handing(Actor actor, UUID id, Instant receivedAt, String netAddress, AuditTrail.Prepared note) {
            this.actor = actor;
            this.id = id;
            this.receivedAt = receivedAt;
            this.netAddress = netAddress;
            this.note = note;
        }

        @Override
        public Effect<VoucherApplication> alone() {
            return Effect.of(connection -> arrive(connection, actor, id)
                    .chain(arrived -> arrived.isCorrection()
                            ? corrections.carryOut(connection, actor, id, note)
                            : intake.carryOut(connection, arrived.budgetId(), submission(arrived, null, null))));
        }

        @Override
        public Uni<Answer> carryOut(IdempotencyClaim claim, Function<VoucherApplication, Answer> render) {
            return pool.withConnection(connection -> arrive(connection, actor, id))
                    .chain(arrived -> arrived.isCorrection()
                            ? corrections.resubmit(claim, actor, id, note, render)
                            : queueOf(arrived.budgetId()).add(submission(arrived, claim, render)));
        }

        private Submission submission(
                Arrived arrived, IdempotencyClaim claim, Function<VoucherApplication, Answer> render) {
            UUID programme = arrived.application().programmeId();
            return new Submission(claim, actor, id, programme, receivedAt, netAddress, note, render);
        }
    }

    /** @param budgetId that would pay for it; null when it was submitted before */
    private record Arrived(VoucherApplication application, UUID budgetId) {

        boolean isCorrection() {
            return budgetId == null;
        }
    }

    private BatchQueue<Submission, Answer> queueOf(UUID budgetId) {
        return queues.computeIfAbsent(
                budgetId,
                id -> new BatchQueue<>(context, MAX_WAITING, MAX_AT_ONCE, batch -> intake.carryOut(id, batch)));
    }

    private Uni<Arrived> arrive(SqlConnection connection, Actor actor, UUID id) {
        UUID own = actor.organizationId();
        return Uni.combine()
                .all()
                .unis(
                        applications.find(connection, id),
                        standings.of(connection, own == null ? List.of() : List.of(own)))
                .asTuple()
                .chain(found -> {
                    VoucherApplication application = found.getItem1();
                    if (application == null || !actor.actsFor(application.organizationId())) {
                        throw Rejection.notFound("application-not-found");
                    }
                    if (application.status() == ApplicationStatus.RETURNED) {
                        return Uni.createFrom().item(new Arrived(application, null));
                    }
                    return payingBudget(
                                    connection, application, found.getItem2().get(own))
                            .map(budget -> new Arrived(application, budget));
                });
    }

    private Uni<UUID> payingBudget(
            SqlConnection connection, VoucherApplication application, CertifiedStanding standing) {
        if (application.budgetId() != null) {
            return Uni.createFrom().item(application.budgetId());
        }
        List<Object> key = List.of(application.programmeId(), standing.region());
        UUID known = paying.getIfPresent(key);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return budgets.payingFor(connection, application.programmeId(), standing.region())
                .map(budget -> {
                    if (budget == null) {
                        throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "programme-without-budget", standing.region());
                    }
                    paying.put(key, budget.id());
                    return budget.id();
                });
    }

    /** Whether the move is this service's to make. */
    static boolean isSubmittable(ApplicationStatus status) {
        return ApplicationMove.SUBMIT.isAllowedFrom(status) || ApplicationMove.RESUBMIT.isAllowedFrom(status);
    }
}
