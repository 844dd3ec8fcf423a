package cn.dengyun.trade.order;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.job.WorkerThread;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What the demo orders at the first start, and at the next one where that broke off. */
@QuarkusTest
class DemoOrdersTest {

    private static final String FIRST = "DEMO-PO-1";

    @Inject
    DemoOrders demo;

    @Inject
    Pool pool;

    @Test
    void aStartGoesOnWhereAnotherOneBrokeOff() {
        long all = count("DEMO-PO-%");
        rename(FIRST, "BROKEN-OFF");

        demo.makeMissing();
        demo.makeMissing();

        assertThat(count(FIRST)).isEqualTo(1);
        assertThat(count("DEMO-PO-%")).isEqualTo(all);
        WorkerThread.await(pool.preparedQuery("UPDATE service_order SET status = 'CANCELLED', ended_at = now(),"
                        + " external_reference = number WHERE external_reference = $1")
                .execute(Tuple.of(FIRST)));
        rename("BROKEN-OFF", FIRST);
    }

    private void rename(String reference, String other) {
        WorkerThread.await(pool.preparedQuery(
                        "UPDATE service_order SET external_reference = $2" + " WHERE external_reference = $1")
                .execute(Tuple.of(reference, other)));
    }

    private long count(String pattern) {
        return WorkerThread.await(
                        pool.preparedQuery("SELECT count(*) FROM service_order WHERE external_reference LIKE $1")
                                .execute(Tuple.of(pattern)))
                .iterator()
                .next()
                .getLong(0);
    }
}
