package cn.dengyun.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs of a kind that no node works on, so that the test is the only node. */
@QuarkusTest
class JobStoreTest {

    private final UUID node = Ids.next();
    private final UUID otherNode = Ids.next();

    @Inject
    JobStore jobs;

    @Inject
    Pool pool;

    private String kind;

    @BeforeEach
    void chooseAKind() {
        kind = "test-" + Ids.next();
    }

    @Test
    void aJobBeginsOnlyWhenItsInputIsComplete() {
        UUID id = Ids.next();
        WorkerThread.await(jobs.create(pool, id, kind, Ids.next()));
        assertThat(claim(node)).isNull();

        WorkerThread.await(jobs.enqueue(pool, id, 7));

        JobLease lease = claim(node);
        assertThat(lease.job().id()).isEqualTo(id);
        assertThat(lease.job().total()).isEqualTo(7);
        assertThat(state(id)).isEqualTo(JobState.RUNNING);
        assertThat(claim(otherNode)).isNull();
    }

    @Test
    void aLaneIsWorkedOffOneAfterTheOther() {
        UUID lane = Ids.next();
        UUID first = aQueuedJob(lane);
        UUID second = aQueuedJob(lane);
        UUID elsewhere = aQueuedJob(Ids.next());

        JobLease running = claim(node);
        assertThat(running.job().id()).isEqualTo(first);
        assertThat(claim(otherNode).job().id()).isEqualTo(elsewhere);
        assertThat(claim(otherNode)).isNull();

        WorkerThread.await(jobs.finish(running, JobState.SUCCEEDED));
        assertThat(claim(otherNode).job().id()).isEqualTo(second);
    }

    @Test
    void whoLostItsLeaseCommitsNothing() {
        UUID id = aQueuedJob(Ids.next());
        JobLease slow = claim(node);
        advance(slow, 3);
        expireTheLeaseOf(id);

        JobLease fresh = claim(otherNode);

        assertThat(fresh.job().done()).isEqualTo(3);
        assertThatThrownBy(() -> advance(slow, 4)).isInstanceOf(JobLease.LeaseLostException.class);
        WorkerThread.await(jobs.finish(slow, JobState.SUCCEEDED));
        assertThat(state(id)).isEqualTo(JobState.RUNNING);
        advance(fresh, 5);
        assertThat(WorkerThread.await(jobs.get(id)).done()).isEqualTo(5);
    }

    @Test
    void aRunningJobHearsOfItsCancellationAtItsNextStep() {
        UUID id = aQueuedJob(Ids.next());
        JobLease lease = claim(node);

        assertThat(WorkerThread.await(jobs.cancel(pool, id)).state()).isEqualTo(JobState.RUNNING);
        assertThat(lease.shouldStop()).isFalse();
        advance(lease, 1);
        assertThat(lease.shouldStop()).isTrue();
    }

    @Test
    void aWaitingJobIsCancelledAtOnceAndOnlyOnce() {
        UUID id = aQueuedJob(Ids.next());

        assertThat(WorkerThread.await(jobs.cancel(pool, id)).state()).isEqualTo(JobState.CANCELLED);
        assertThatThrownBy(() -> WorkerThread.await(jobs.cancel(pool, id)))
                .isInstanceOf(Rejection.class)
                .hasMessage("job-already-finished");
        assertThat(claim(node)).isNull();
    }

    @Test
    void aJobThatNeverGetsAnywhereFailsInTheEnd() {
        UUID id = aQueuedJob(Ids.next());
        for (int attempt = 1; attempt <= 10; attempt++) {
            assertThat(state(id)).as("before attempt " + attempt).isEqualTo(JobState.QUEUED);
            WorkerThread.await(jobs.release(claim(node), true));
            assertThat(claim(node)).as("it rests after attempt " + attempt).isNull();
            expireTheLeaseOf(id);
        }

        JobProgress failed = WorkerThread.await(jobs.get(id));
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.failureCode()).isEqualTo("internal-error");
    }

    @Test
    void progressForgivesFailures() {
        UUID id = aQueuedJob(Ids.next());
        for (int attempt = 1; attempt <= 25; attempt++) {
            JobLease lease = claim(node);
            advance(lease, attempt);
            WorkerThread.await(jobs.release(lease, true));
            expireTheLeaseOf(id);
        }

        assertThat(state(id)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aNodeThatGoesDownGivesItsJobBackAtOnce() {
        UUID id = aQueuedJob(Ids.next());
        WorkerThread.await(jobs.release(claim(node), false));

        assertThat(claim(otherNode).job().id()).isEqualTo(id);
    }

    private UUID aQueuedJob(UUID lane) {
        UUID id = Ids.next();
        WorkerThread.await(jobs.create(pool, id, kind, lane));
        WorkerThread.await(jobs.enqueue(pool, id, 100));
        return id;
    }

    private JobLease claim(UUID owner) {
        return WorkerThread.await(jobs.claim(kind, owner, () -> false));
    }

    private void advance(JobLease lease, long done) {
        WorkerThread.await(pool.withTransaction(connection -> lease.advance(connection, done)));
    }

    private JobState state(UUID id) {
        return WorkerThread.await(jobs.get(id)).state();
    }

    /** As if its node had stood still for a minute. */
    private void expireTheLeaseOf(UUID id) {
        WorkerThread.await(pool.preparedQuery("UPDATE job SET lease_until = now() - interval '1 second' WHERE id = $1"
                        + " AND lease_until IS NOT NULL")
                .execute(Tuple.of(id)));
    }
}
