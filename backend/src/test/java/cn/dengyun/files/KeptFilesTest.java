package cn.dengyun.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Files that are kept for some time, and then are gone. */
@QuarkusTest
class KeptFilesTest {

    @Inject
    KeptFiles files;

    @Inject
    ContentSweeper sweeper;

    @Inject
    Pool pool;

    private UUID kept(byte[] content) {
        UUID id = files.receive(new ByteArrayInputStream(content));
        WorkerThread.await(
                pool.withTransaction(connection -> files.keep(connection, id, content.length, Duration.ofDays(1))));
        return id;
    }

    private byte[] read(UUID id) {
        ContentBody body = WorkerThread.await(files.body(id));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < body.length()) {
            all.writeBytes(WorkerThread.await(body.next(all.size())).getBytes());
        }
        return all.toByteArray();
    }

    @Test
    void aFileIsReadAsItWasKept() {
        byte[] content = new byte[600_000];
        new Random(7).nextBytes(content);

        UUID id = kept(content);
        UUID same = kept(content);
        WorkerThread.await(sweeper.sweep());

        assertThat(read(id)).isEqualTo(content);
        assertThat(read(same)).isEqualTo(content);
    }

    @Test
    void oneWhoseTimeIsOverIsClearedAway() {
        UUID id = kept(new byte[] {1});
        WorkerThread.await(pool.preparedQuery(
                        "UPDATE attachment_content SET kept_until = now() - interval '1 second' WHERE id = $1")
                .execute(Tuple.of(id)));

        WorkerThread.await(sweeper.sweep());

        assertThatThrownBy(() -> read(id))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("kept-file-gone"));
    }

    @Test
    void whatWasReceivedAndNotKeptIsNotFound() {
        UUID id = files.receive(new ByteArrayInputStream(new byte[] {1}));

        assertThatThrownBy(() -> read(id)).isInstanceOf(Rejection.class);
        UUID kept = kept(new byte[] {1});
        files.discard(kept);
        assertThat(read(kept)).containsExactly(1);
        files.discard(id);
    }
}
