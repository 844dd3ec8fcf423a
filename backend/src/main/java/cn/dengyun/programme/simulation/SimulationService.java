package cn.dengyun.programme.simulation;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.JobHandler;
import cn.dengyun.platform.job.JobLease;
import cn.dengyun.platform.job.JobProgress;
import cn.dengyun.platform.job.JobRunner;
import cn.dengyun.platform.job.JobStore;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.ApplicantFacts;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.simulation.DemandModel;
import cn.dengyun.policy.domain.simulation.Simulation;
import cn.dengyun.policy.domain.simulation.SimulationResult;
import cn.dengyun.programme.ProgrammeAccess;
import cn.dengyun.programme.ProgrammeLifecycle;
import cn.dengyun.programme.ProgrammeService;
import cn.dengyun.programme.RuleVersionService;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.simulation.domain.SimulationRequest;
import cn.dengyun.programme.simulation.domain.SimulationRun;
import cn.dengyun.programme.simulation.store.SimulationStore;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Simulations of rules, one after the other: each keeps a core busy for seconds. */
@ApplicationScoped
public class SimulationService implements JobHandler {

    private static final String JOB = "simulation";
    /** All of them wait for each other. */
    private static final UUID LANE = new UUID(0, 0);
    /** Well before the lease of a job ends. */
    private static final long RENEW_SECONDS = 4;

    private final Pool pool;
    private final SimulationStore store;
    private final ProgrammeService programmes;
    private final ProgrammeLifecycle lifecycle;
    private final RuleVersionService ruleVersions;
    private final RuleVersions rules;
    private final BudgetStore budgets;
    private final Populations populations;
    private final JobStore jobs;
    private final JobRunner runner;
    private final AuditTrail trail;
    private final Cursors cursors;
    private final Clock clock;
    private final ExecutorService core = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "dengyun-simulation");
        thread.setDaemon(true);
        return thread;
    });

    SimulationService(
            Pool pool,
            SimulationStore store,
            ProgrammeService programmes,
            ProgrammeLifecycle lifecycle,
            RuleVersionService ruleVersions,
            RuleVersions rules,
            BudgetStore budgets,
            Populations populations,
            JobStore jobs,
            JobRunner runner,
            AuditTrail trail,
            Cursors cursors,
            Clock clock) {
        this.pool = pool;
        this.store = store;
        this.programmes = programmes;
        this.lifecycle = lifecycle;
        this.ruleVersions = ruleVersions;
        this.rules = rules;
        this.budgets = budgets;
        this.populations = populations;
        this.jobs = jobs;
        this.runner = runner;
        this.trail = trail;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** A simulation and how far it has come. */
    public record Status(SimulationRun run, JobProgress job) {}

    void stop(@Observes ShutdownEvent event) {
        core.shutdownNow();
    }

    /**
     * Asks for a simulation. When it has run on the latest rules of a programme that nobody has approved yet, with
     * money for somebody of the programme's region, the programme counts as tried.
     *
     * <p>Rejects with {@code programme-not-found}, {@code rule-version-not-found} (404), {@code programme-not-yours}
     * (403), {@code invalid-request} (400; all defects).
     */
    public Effect<Status> request(Actor actor, UUID programmeId, SimulationForms.NewSimulation wanted) {
        DemandModel demand = wanted.demand() == null
                ? DemandModel.standard()
                : wanted.demand().toModel();
        SimulationForms.check(wanted, demand);
        return Effect.of(
                () -> look(actor, programmeId, wanted.ruleVersion()),
                (connection, found) -> create(connection, actor, found.programme(), found.version(), wanted, demand));
    }

    /** Lets what was asked for begin now, not when this node looks again by itself. */
    public void begin() {
        runner.wake();
    }

    private record Tried(Programme programme, int version) {}

    private Uni<Tried> look(Actor actor, UUID programmeId, Integer version) {
        return programmes
                .find(actor, programmeId)
                .invoke(programme -> requireMayTry(programme, actor))
                .chain(programme -> version(actor, programme, version).map(number -> new Tried(programme, number)));
    }

    private static void requireMayTry(Programme programme, Actor actor) {
        if (actor.isClient() || !ProgrammeAccess.isInside(programme, actor)) {
            throw Rejection.forbidden("programme-not-yours");
        }
    }

    private Uni<Integer> version(Actor actor, Programme programme, Integer wanted) {
        if (wanted != null) {
            return ruleVersions
                    .find(actor, programme, wanted)
                    .map(found -> found.version().version());
        }
        return ruleVersions.list(actor, programme, null, 1).map(page -> {
            if (page.data().isEmpty()) {
                throw Rejection.notFound("rule-version-not-found", 1);
            }
            return page.data().get(0).version().version();
        });
    }

    private Uni<Status> create(
            SqlConnection connection,
            Actor actor,
            Programme programme,
            int version,
            SimulationForms.NewSimulation wanted,
            DemandModel demand) {
        UUID id = Ids.next();
        String path = "/api/v1/programmes/" + programme.id() + "/simulations/" + id;
        return money(connection, programme, wanted)
                .map(fen -> run(id, actor, programme, version, request(programme, wanted, demand, fen)))
                .call(run -> store.insert(connection, run))
                .call(() -> jobs.create(connection, id, JOB, LANE))
                .call(() -> jobs.enqueue(connection, id, 1))
                .call(() -> trail.write(
                        connection,
                        new AuditNote("simulation.requested", path, programme.ownerOrganizationId(), null, null, null)))
                .chain(run -> jobs.find(connection, id).map(job -> new Status(run, job)));
    }

    private Uni<SortedMap<String, Long>> money(
            SqlConnection connection, Programme programme, SimulationForms.NewSimulation wanted) {
        SortedMap<String, Long> fen = new TreeMap<>();
        if (wanted.budgets() != null) {
            wanted.budgets().forEach(budget -> fen.merge(budget.regionCode(), budget.amountFen(), Math::addExact));
            return Uni.createFrom().item(fen);
        }
        return budgets.ofProgramme(connection, programme.id()).map(found -> {
            for (Budget budget : found) {
                fen.put(budget.regionCode(), budget.allocatedFen());
            }
            return fen;
        });
    }

    private SimulationRequest request(
            Programme programme,
            SimulationForms.NewSimulation wanted,
            DemandModel demand,
            SortedMap<String, Long> fen) {
        SimulationForms.Population population = wanted.population();
        Instant opensAt = wanted.opensAt() == null ? programme.opensAt() : wanted.opensAt();
        return new SimulationRequest(
                population.source(),
                population.count(),
                SimulationForms.facts(population),
                !Boolean.FALSE.equals(population.checked()),
                wanted.seed() == null ? 1 : wanted.seed(),
                programme.regionCode(),
                (opensAt == null ? now() : opensAt).truncatedTo(ChronoUnit.SECONDS),
                fen,
                demand);
    }

    private SimulationRun run(UUID id, Actor actor, Programme programme, int version, SimulationRequest request) {
        return new SimulationRun(
                id,
                programme.id(),
                version,
                request.source(),
                DecisionRecords.toJson(request),
                actor.id(),
                now(),
                null);
    }

    /** Rejects with {@code programme-not-found} and {@code simulation-not-found} (404). */
    public Uni<Status> find(Actor actor, UUID programmeId, UUID id) {
        // The job first: its end commits after the result, so whoever sees the end sees the result.
        return programmes
                .find(actor, programmeId)
                .chain(() -> jobs.find(List.of(id)))
                .chain(found -> store.find(pool, id).map(run -> {
                    if (run == null || !run.programmeId().equals(programmeId)) {
                        throw Rejection.notFound("simulation-not-found");
                    }
                    return new Status(run, found.get(id));
                }));
    }

    /** Those of a programme, newest first. Rejects with {@code programme-not-found} and {@code cursor-invalid}. */
    public Uni<Page<Status>> list(Actor actor, UUID programmeId, String cursor, int limit) {
        String query = "simulations?" + programmeId;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return programmes
                .find(actor, programmeId)
                .chain(() -> store.page(pool, programmeId, before, limit + 1))
                .map(found -> cursors.pageById(query, found, limit, SimulationRun::id))
                .chain(page -> jobs.find(
                                page.data().stream().map(SimulationRun::id).toList())
                        .map(found -> page.map(run -> new Status(run, found.get(run.id())))));
    }

    @Override
    public String kind() {
        return JOB;
    }

    /** A simulation that was interrupted begins again. */
    @Override
    public void run(JobLease lease) {
        SimulationRun run = WorkerThread.await(store.find(pool, lease.job().id()));
        if (run.outcome() != null) {
            return;
        }
        SimulationRequest request = DecisionRecords.read(run.request(), SimulationRequest.class);
        RuleSet tried = WorkerThread.await(rules.get(pool, run.programmeId(), run.ruleVersion()));
        Computed computed = computed(lease, tried, request);
        if (computed == null) {
            return;
        }
        String whole = DecisionRecords.toJson(computed.result());
        SimulationRun.Outcome outcome = new SimulationRun.Outcome(
                DecisionRecords.toJson(computed.result().total()),
                whole,
                Hashes.sha256Hex(whole),
                computed.isSufficient(),
                now());
        WorkerThread.await(pool.withTransaction(connection -> lease.advance(connection, 1)
                .chain(() -> store.insertResult(connection, run.id(), outcome))
                .chain(() -> outcome.isSufficient()
                        ? tried(connection, run, outcome)
                        : Uni.createFrom().voidItem())));
    }

    private record Computed(SimulationResult result, boolean isSufficient) {}

    /** Computes beside this thread, which keeps the lease meanwhile; null when it has to stop. */
    private Computed computed(JobLease lease, RuleSet tried, SimulationRequest request) {
        Simulation.Trial simulation =
                new Simulation.Trial(tried, request.programmeRegion(), request.opensAt(), request.budgets());
        Future<Computed> running = core.submit(() -> {
            List<ApplicantFacts> population = populations.of(request);
            return new Computed(
                    Simulation.run(simulation, population, request.demand(), request.seed()),
                    simulation.canSayAnythingOf(population));
        });
        try {
            while (true) {
                try {
                    return running.get(RENEW_SECONDS, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    WorkerThread.await(pool.withTransaction(connection -> lease.advance(connection, 0)));
                }
                if (lease.shouldStop()) {
                    return null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a simulation cannot be run", e.getCause());
        } finally {
            running.cancel(true);
        }
    }

    /** A programme that is announced, or has later rules by now, stays as it is. */
    private Uni<Void> tried(SqlConnection connection, SimulationRun run, SimulationRun.Outcome outcome) {
        Actor requester = new Actor(run.requestedBy(), false, null, Set.of(Roles.FINANCE), Set.of(), null);
        return lifecycle
                .simulated(requester, run.programmeId(), run.ruleVersion(), run.id(), outcome.summary())
                .prepare()
                .chain(prepared -> prepared.in(connection))
                .replaceWithVoid()
                .onFailure(Rejection.class)
                .recoverWithUni(() -> Uni.createFrom().voidItem());
    }

    /** As precise as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
