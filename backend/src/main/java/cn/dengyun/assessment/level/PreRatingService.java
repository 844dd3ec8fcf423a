package cn.dengyun.assessment.level;

import cn.dengyun.adoption.enterprise.KnownUses;
import cn.dengyun.assessment.standard.AssessmentStandard;
import cn.dengyun.assessment.standard.AssessmentStandards;
import cn.dengyun.assessment.standard.StandardForm;
import cn.dengyun.identity.organization.CertifiedEnterprises;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Filter;
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
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Rates all certified enterprises beforehand by the standard that is published, a chunk at a time: ratings and the
 * progress of the job commit together, so after a crash it goes on without losing any.
 */
@ApplicationScoped
class PreRatingService implements JobHandler {

    private static final String JOB = "pre-rating";
    private static final UUID LANE = new UUID(0, 0);
    private static final int AT_ONCE = 1_000;

    private final Pool pool;
    private final PreRatingStore store;
    private final AggregateStore<PreRating> ratings;
    private final AssessmentStandards standards;
    private final CertifiedEnterprises enterprises;
    private final CertifiedStandings standings;
    private final KnownUses uses;
    private final JobStore jobs;
    private final JobRunner runner;
    private final AuditTrail trail;
    private final Cursors cursors;
    private final Clock clock;

    PreRatingService(
            Pool pool,
            PreRatingStore store,
            Aggregates aggregates,
            AssessmentStandards standards,
            CertifiedEnterprises enterprises,
            CertifiedStandings standings,
            KnownUses uses,
            JobStore jobs,
            JobRunner runner,
            AuditTrail trail,
            Cursors cursors,
            Clock clock) {
        this.pool = pool;
        this.store = store;
        this.ratings = aggregates.of(PreRating.class, PreRating.PUBLIC);
        this.standards = standards;
        this.enterprises = enterprises;
        this.standings = standings;
        this.uses = uses;
        this.jobs = jobs;
        this.runner = runner;
        this.trail = trail;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** A run and how far it has come. */
    record Status(PreRatingRun run, JobProgress job) {}

    /** Rejects with {@code pre-rating-not-found} (404). */
    Uni<PreRating> find(Actor actor, UUID enterprise) {
        return ratings.find(actor, enterprise);
    }

    /**
     * Those that the actor may know of, the enterprise that came last first. Rejects with {@code cursor-invalid} (400).
     */
    Uni<Page<PreRating>> list(Actor actor, Filter filter, String cursor, int limit) {
        return ratings.page(actor, filter, cursor, limit);
    }

    /** Rejects with {@code pre-rating-run-not-found} (404). */
    Uni<Status> findRun(UUID id) {
        // The job first: its end commits after the last rating, so whoever sees the end sees all of them.
        return jobs.find(List.of(id)).chain(found -> store.find(pool, id).map(run -> new Status(run, found.get(id))));
    }

    /** Newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<Status>> listRuns(String cursor, int limit) {
        String query = "pre-rating-runs";
        return store.page(pool, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1)
                .map(found -> cursors.pageById(query, found, limit, PreRatingRun::id))
                .chain(page -> jobs.find(
                                page.data().stream().map(PreRatingRun::id).toList())
                        .map(found -> page.map(run -> new Status(run, found.get(run.id())))));
    }

    /**
     * Asks for a run, one at a time. Rejects with {@code not-yours} (403) whoever is not of the province, and with
     * {@code assessment-standard-missing} and {@code pre-rating-running} (409).
     */
    Effect<Status> start(Actor actor, String why) {
        if (!Oversight.of(actor).covers(Assessment.PROVINCE)) {
            throw Rejection.forbidden("not-yours");
        }
        // The standard is held, so that two who ask at once come one behind the other, and none is published between.
        return Effect.of(connection -> standards
                .lockPublished(connection)
                .map(found -> found.orElseThrow(() -> Rejection.conflict("assessment-standard-missing")))
                .call(() -> requireNoneUnderWay(connection))
                .chain(standard -> create(connection, actor, standard, why)));
    }

    private Uni<Void> requireNoneUnderWay(SqlConnection connection) {
        return store.latest(connection)
                .chain(latest -> latest.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : jobs.find(connection, latest.get().id())
                                .invoke(job -> {
                                    if (job != null && !job.state().isFinal()) {
                                        throw Rejection.conflict("pre-rating-running");
                                    }
                                })
                                .replaceWithVoid());
    }

    private Uni<Status> create(SqlConnection connection, Actor actor, AssessmentStandard standard, String why) {
        PreRatingRun run =
                new PreRatingRun(Ids.next(), standard.id(), standard.number(), actor.id(), now(), Ids.OLDEST, 0, null);
        String path = PreRatingRunResource.PATH + "/" + run.id();
        return store.insert(connection, run)
                .chain(() -> jobs.create(connection, run.id(), JOB, LANE))
                .chain(() -> enterprises.count(connection))
                .chain(count -> jobs.enqueue(connection, run.id(), count))
                .chain(() -> trail.write(
                        connection,
                        new AuditNote("pre-rating.requested", path, actor.organizationId(), null, null, why)))
                .chain(() -> jobs.find(connection, run.id()))
                .map(job -> new Status(run, job));
    }

    /** Lets what was asked for begin now, not when this node looks again by itself. */
    void begin() {
        runner.wake();
    }

    @Override
    public String kind() {
        return JOB;
    }

    @Override
    public void run(JobLease lease) {
        PreRatingRun asked = WorkerThread.await(store.find(pool, lease.job().id()));
        StandardForm standard =
                WorkerThread.await(standards.of(pool, asked.standardId())).form();
        while (!lease.shouldStop() && WorkerThread.await(chunk(lease, standard))) {
            // Each chunk is a unit of work of its own.
        }
    }

    /** @return whether there may be more */
    private Uni<Boolean> chunk(JobLease lease, StandardForm standard) {
        return pool.withTransaction(connection -> store.find(
                        connection, lease.job().id())
                .chain(run -> enterprises
                        .after(connection, run.afterId(), AT_ONCE)
                        .chain(ids -> ids.isEmpty()
                                ? store.finish(connection, run.id(), now()).replaceWith(false)
                                : rate(connection, run, standard, ids)
                                        .call(found ->
                                                store.write(connection, run.id(), found, ids.get(ids.size() - 1)))
                                        .call(found -> lease.advance(connection, run.rated() + found.size()))
                                        .replaceWith(true))));
    }

    /** What a run finds of enterprises, in their order. */
    Uni<List<PreRating>> rate(SqlConnection connection, PreRatingRun run, StandardForm standard, List<UUID> ids) {
        return standings.of(connection, ids).chain(found -> {
            Collection<CertifiedStanding> known = found.values();
            return uses.of(
                            connection,
                            known.stream().map(CertifiedStanding::creditCode).collect(Collectors.toSet()),
                            run.createdAt())
                    .chain(figures -> store.answers(connection, ids, run.standardId())
                            .map(answers -> ids.stream()
                                    .map(found::get)
                                    // Certified no more since the ids were read
                                    .filter(Objects::nonNull)
                                    .map(each -> PreRating.of(
                                            run,
                                            standard,
                                            enterprise(each),
                                            answers.get(each.organizationId()),
                                            figures.get(each.creditCode())))
                                    .toList()));
        });
    }

    private static AssessedEnterprise enterprise(CertifiedStanding standing) {
        return new AssessedEnterprise(
                standing.organizationId(),
                standing.nameZh(),
                standing.creditCode(),
                standing.region(),
                standing.industryCode());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
