package cn.dengyun.adoption.enterprise;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.adoption.record.TestAdoption;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever judges the same enterprises at the same time, each is there once, and the figures are a recount. */
@QuarkusTest
class AdoptionRaceTest {

    private static final int JUDGES = 6;

    @Inject
    AdoptedEnterprises enterprises;

    @Inject
    UnitsOfWork units;

    @Inject
    AdoptedStore store;

    @Inject
    Clock clock;

    @Test
    void manyWhoJudgeTheSameForTheFirstTimePutEachOnRecordOnce() throws Exception {
        @SuppressWarnings("unchecked")
        Map<String, Object>[] lines = IntStream.range(0, 20)
                .mapToObj(i -> TestAdoption.strangersLine())
                .toArray(Map[]::new);
        TestAdoption.counted(lines);
        List<String> codes = new ArrayList<>();
        for (Map<String, Object> line : lines) {
            codes.add((String) line.get("creditCode"));
            TestAdoption.execute("DELETE FROM adopted_enterprise WHERE credit_code = ?", line.get("creditCode"));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);

        try (Background paused = Background.paused()) {
            List<Uni<Void>> judges = new ArrayList<>();
            for (int i = 0; i < JUDGES; i++) {
                List<String> shuffled = new ArrayList<>(codes);
                Collections.shuffle(shuffled, new Random(i));
                judges.add(units.carryOut(Effect.of(connection -> enterprises.judge(connection, shuffled, now))));
            }
            WorkerThread.await(Uni.join().all(judges).andFailFast());
        }

        for (String code : codes) {
            assertThat(number("SELECT count(*) FROM adopted_enterprise WHERE credit_code = '" + code + "'"))
                    .isEqualTo(1);
        }
        assertThat(number("SELECT count(*) - count(DISTINCT status_index) FROM adopted_enterprise"))
                .isZero();
    }

    @Test
    void theFiguresAreARecountOfTheRecords() throws Exception {
        TestAdoption.counted(TestAdoption.strangersLine(), TestAdoption.deepLine(TestEnterprise.aCreditCode()));
        Background.settle();

        try (Background paused = Background.paused()) {
            long counted = WorkerThread.await(store.count(clock.instant())).stream()
                    .mapToLong(AdoptedStore.RegionCount::adopted)
                    .sum();
            assertThat(counted).isEqualTo(number("""
                            SELECT count(DISTINCT e.credit_code) FROM adopted_enterprise e
                            JOIN adoption_record r ON r.credit_code = e.credit_code AND r.status = 'COUNTED'
                                AND (r.ends_on IS NULL OR r.ends_on >= (now() AT TIME ZONE 'Asia/Shanghai')::date)
                            WHERE (e.declined_at IS NULL OR r.counted_at > e.declined_at) AND e.confirmed_until > now()
                            """));
        }
    }

    private static long number(String sql) throws SQLException {
        try (Connection database = OwnerDatabase.connect();
                Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
