package cn.dengyun.programme;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class BudgetsTest {

    private static final String INSERT = "INSERT INTO programme (id, name_zh, funding_level, region_code,"
            + " owner_organization_id, fiscal_year, status, created_at, created_by, updated_at, updated_by)"
            + " VALUES ($1, '测试项目', 'PROVINCE', '340000', $1, 2026, 'DRAFT', now(), $1, now(), $1)";

    @Inject
    Budgets budgets;

    @Inject
    BudgetStore store;

    @Inject
    Pool pool;

    @ParameterizedTest
    @CsvSource({
        "340123, 340000 340100 340123, 340123",
        "340123, 340000 340100 340200, 340100",
        "340123, 340000, 340000",
        "340123, 340200,",
        "nowhere, 340000,",
    })
    void theNearestBudgetUpwardsPays(String region, String withMoney, String payer) {
        assertThat(payerOf(region, withMoney)).isEqualTo(payer);
    }

    @ParameterizedTest
    @CsvSource({"341822, 340000 341800, 340000", "340826, 340000 340800, 340000"})
    void theCityDoesNotPayForACountyUnderTheProvince(String region, String withMoney, String payer) {
        assertThat(payerOf(region, withMoney)).isEqualTo(payer);
    }

    @ParameterizedTest
    @CsvSource({
        "341822, 340000 341882, 341882",
        "341882, 340000 341822, 341822",
        "341822, 341822 341882, 341882",
        "340203, 340200 340203, 340203",
        "340209, 340200 340208, 340208",
        "341521, 340400 341500, 340400",
    })
    void theMoneyIsFoundUnderWhicheverCodeItStands(String region, String withMoney, String payer) {
        assertThat(payerOf(region, withMoney)).isEqualTo(payer);
    }

    private String payerOf(String region, String withMoney) {
        UUID programme = Ids.next();
        Budget budget = WorkerThread.await(
                pool.withTransaction(connection -> insert(connection, programme, withMoney.split(" ", -1))
                        .chain(() -> budgets.payingFor(connection, programme, region))));
        return budget == null ? null : budget.regionCode();
    }

    private Uni<Void> insert(SqlConnection connection, UUID programme, String[] regions) {
        Uni<Void> inserted =
                connection.preparedQuery(INSERT).execute(Tuple.of(programme)).replaceWithVoid();
        for (String region : regions) {
            inserted =
                    inserted.chain(() -> store.insert(connection, Ids.next(), programme, region, null, Instant.EPOCH));
        }
        return inserted;
    }
}
