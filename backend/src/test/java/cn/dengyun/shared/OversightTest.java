package cn.dengyun.shared;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.job.WorkerThread;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class OversightTest {

    private static final List<String> REGIONS = List.of(
            "340000", "340100", "340123", "340800", "340826", "341800", "341822", "341882", "341871", "330000",
            "330100");

    @Inject
    Pool pool;

    @ParameterizedTest
    @CsvSource({
        "340000, 340123, true",
        "340000, 341822, true",
        "340000, 330100, false",
        "340100, 340123, true",
        "340100, 340000, false",
        "340100, 340800, false",
        "341800, 341822, false",
        "341800, 341882, false",
        "340800, 340826, false",
        "341822, 341822, true",
        "340123, 340100, false",
    })
    void anAuthorityHasASayInItsRegionAndBelow(String authority, String region, boolean isOverseen) {
        assertThat(Oversight.of(authority).covers(region)).isEqualTo(isOverseen);
    }

    @Test
    void whoIsNoAuthorityOverseesNothing() {
        assertThat(REGIONS).noneMatch(Oversight.NONE::covers);
        assertThat(REGIONS).noneMatch(region -> isOverseenInTheDatabase(Oversight.NONE, region));
    }

    @Test
    void theDatabaseSaysTheSame() {
        for (String authority : REGIONS) {
            Oversight oversight = Oversight.of(authority);
            for (String region : REGIONS) {
                assertThat(isOverseenInTheDatabase(oversight, region))
                        .as("%s over %s", authority, region)
                        .isEqualTo(oversight.covers(region));
            }
        }
    }

    private boolean isOverseenInTheDatabase(Oversight oversight, String region) {
        return WorkerThread.await(pool.preparedQuery("SELECT is_overseen($1, $2, $3)")
                .execute(Tuple.of(region, oversight.pattern(), oversight.exceptions()))
                .map(rows -> rows.iterator().next().getBoolean(0)));
    }
}
