package cn.dengyun.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/**
 * Hibernate Reactive takes the row count of a batch's first statement for all of them: a stale {@code @Version} row in
 * it is skipped without an error. So there must be no batches.
 */
@QuarkusTest
class HibernateBatchSizeTest {

    @Inject
    Config config;

    @Inject
    SessionFactory sessionFactory;

    @Test
    void noConfigurationAsksForBatches() {
        assertThat(StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .filter(name -> name.contains("statement-batch-size") || name.contains("jdbc.batch_size")))
                .isEmpty();
    }

    @Test
    void theRunningHibernateWritesRowByRow() {
        assertThat(sessionFactory.getProperties()).doesNotContainKey("hibernate.jdbc.batch_size");
    }
}
