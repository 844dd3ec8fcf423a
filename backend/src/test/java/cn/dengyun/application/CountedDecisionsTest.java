package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.application.domain.Appeal;
import cn.dengyun.application.domain.Objection;
import cn.dengyun.application.store.AppealStore;
import cn.dengyun.application.store.NoticeStore;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A decision that finds nothing to decide any more does not pass for one. */
@QuarkusTest
class CountedDecisionsTest {

    @Inject
    NoticeStore notices;

    @Inject
    AppealStore appeals;

    @Inject
    Pool pool;

    @Test
    void whatIsNotThereIsNotDecided() {
        Instant now = Instant.now();
        Objection objection = new Objection(
                Ids.next(),
                Ids.next(),
                Ids.next(),
                "该企业已停产",
                now,
                Ids.next(),
                null,
                now,
                "DISMISSED",
                "已核查",
                now,
                Ids.next());
        Appeal appeal =
                new Appeal(Ids.next(), Ids.next(), "不服", now, Ids.next(), now, "DISMISSED", "已核查", now, Ids.next());

        refused(connection -> notices.decide(connection, objection));
        refused(connection -> appeals.decide(connection, appeal));
    }

    private void refused(Function<SqlConnection, Uni<Void>> decision) {
        assertThatThrownBy(() -> WorkerThread.await(pool.withTransaction(decision)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("decided already");
    }
}
