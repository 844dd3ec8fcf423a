package cn.dengyun.audit;

import cn.dengyun.platform.audit.AuditChain;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.audit.AuditVerdict;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.JobHandler;
import cn.dengyun.platform.job.JobLease;
import cn.dengyun.platform.job.JobProgress;
import cn.dengyun.platform.job.JobRunner;
import cn.dengyun.platform.job.JobStore;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Verifications of the chain on demand, one after the other. */
@ApplicationScoped
class VerificationService implements JobHandler {

    private static final String JOB = "audit-verification";

    /** All verifications wait for each other: two at once would only be twice as slow. */
    private static final UUID LANE = new UUID(0, 0);

    private final VerificationStore store;
    private final AuditChain chain;
    private final AuditTrail trail;
    private final JobStore jobs;
    private final JobRunner runner;
    private final Pool pool;
    private final Clock clock;

    VerificationService(
            VerificationStore store,
            AuditChain chain,
            AuditTrail trail,
            JobStore jobs,
            JobRunner runner,
            Pool pool,
            Clock clock) {
        this.store = store;
        this.chain = chain;
        this.trail = trail;
        this.jobs = jobs;
        this.runner = runner;
        this.pool = pool;
        this.clock = clock;
    }

    /** A verification and how far it has come. */
    record Status(ChainVerification verification, JobProgress job) {}

    /** Asks for a verification. */
    Effect<Status> request(Actor actor) {
        return Effect.of(chain::length, (connection, length) -> create(connection, actor, length))
                .afterCommit(begun -> runner.wake());
    }

    private Uni<Status> create(SqlConnection connection, Actor actor, long length) {
        UUID id = Ids.next();
        AuditNote note = new AuditNote(
                "audit.verification-requested", "/api/v1/audit-verifications/" + id, null, null, null, null);
        ChainVerification verification =
                new ChainVerification(id, clock.instant().truncatedTo(ChronoUnit.MICROS), null);
        return store.insert(connection, id, actor.id(), verification.createdAt())
                .chain(() -> jobs.create(connection, id, JOB, LANE))
                .chain(() -> jobs.enqueue(connection, id, length))
                .chain(() -> trail.write(connection, note))
                .chain(() -> jobs.find(connection, id))
                .map(job -> new Status(verification, job));
    }

    /** Rejects with {@code audit-verification-not-found}. */
    Uni<Status> get(UUID id) {
        // The job first: its end commits after the result, so whoever sees the end sees the result.
        return jobs.find(List.of(id)).chain(found -> store.get(id).map(one -> new Status(one, found.get(id))));
    }

    @Override
    public String kind() {
        return JOB;
    }

    /** A verification that was interrupted begins again: what it had verified may have been changed since. */
    @Override
    public void run(JobLease lease) {
        AuditVerdict verdict = chain.verify(
                done -> WorkerThread.await(pool.withTransaction(connection -> lease.advance(connection, done))),
                lease::shouldStop);
        if (verdict != null) {
            WorkerThread.await(store.finish(lease.job().id(), verdict));
        }
    }
}
