package cn.dengyun.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand open items slow nobody's list: the same offices ask the same questions without them and with them.
 */
@QuarkusTest
class WorkSpeedTest {

    private static final Logger LOG = Logger.getLogger(WorkSpeedTest.class);
    private static final String PROGRAMME = "01900000-0000-7000-8000-00000000aaaa";
    private static final List<String> REGIONS = List.of("870000", "870100", "870101");
    private static final int ROUNDS = 40;
    /** How much longer a list may take: up to twenty items of each kind are read and put in order. */
    private static final int TIMES = 4;
    /** The same of a summary, which counts as far as a thousand of each kind. */
    private static final int TIMES_SUMMED = 10;

    private static final int TRIALS = 6;

    @Inject
    WorkListService work;

    @Test
    void aHundredThousandOpenItemsSlowNobodysList() throws Exception {
        try (Connection database = OwnerDatabase.connect();
                Statement statement = database.createStatement()) {
            Map<String, Speed> before = REGIONS.stream().collect(Collectors.toMap(Function.identity(), this::speedOf));
            try {
                fill(statement);
                for (String region : REGIONS) {
                    assertThat(listOf(clerkOf(region))).hasSize(20);
                    assertThat(summaryOf(clerkOf(region))).isNotEmpty();
                    assertThat(slowOf(region, before.get(region)))
                            .as("list of %s", region)
                            .isNull();
                }
            } finally {
                clear(statement);
            }
        }
    }

    /** What is too slow for a clerk, again and again; null when nothing is. */
    private String slowOf(String region, Speed before) {
        String measured = null;
        // A machine that is busy with other things may slow one of them once; a slow list is slow every time.
        for (int trial = 0; trial < TRIALS; trial++) {
            Speed with = speedOf(region);
            measured = "with: %s, without: %s".formatted(with, before);
            LOG.info(measured);
            if (with.list() < TIMES * before.list() && with.summary() < TIMES_SUMMED * before.summary()) {
                return null;
            }
        }
        return measured;
    }

    /** What a clerk's list and its summary take, in microseconds. */
    private record Speed(long list, long summary) {}

    private Speed speedOf(String region) {
        Actor clerk = clerkOf(region);
        return new Speed(median(() -> listOf(clerk)), median(() -> summaryOf(clerk)));
    }

    private static Actor clerkOf(String region) {
        return new Actor(Ids.next(), false, Ids.next(), Set.of(Roles.AUTHORITY), Set.of(), region, Actor.HANDLER, null);
    }

    private List<?> listOf(Actor clerk) {
        return WorkerThread.await(work.list(clerk, WorkFilter.NONE, null, 20))
                .page()
                .data();
    }

    private List<?> summaryOf(Actor clerk) {
        return WorkerThread.await(work.summary(clerk));
    }

    /** In microseconds; the first rounds prepare statements and do not count. */
    private static long median(Runnable what) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long began = System.nanoTime();
            what.run();
            times.add((System.nanoTime() - began) / 1_000);
        }
        List<Long> counted = times.subList(ROUNDS / 2, ROUNDS).stream().sorted().toList();
        return counted.get(counted.size() / 2);
    }

    /** 80,000 reviews and 20,000 certifications, in 16 cities with 8 counties each; a third are late. */
    private static void fill(Statement statement) throws SQLException {
        statement.execute("""
                INSERT INTO programme (id, name_zh, funding_level, region_code, owner_organization_id, fiscal_year, status,
                    created_at, created_by, updated_at, updated_by)
                VALUES ('%1$s', '测试项目', 'PROVINCE', '870000', '%1$s', 2026, 'DRAFT', now(), '%1$s', now(), '%1$s')
                """.formatted(PROGRAMME));
        statement.execute("""
                INSERT INTO organization (id, credit_code, kind, name_zh, region_code, contact_name, contact_phone,
                    created_at, updated_at)
                SELECT gen_random_uuid(), '9187' || upper(substr(md5('work' || i), 1, 14)),
                    'ENTERPRISE', '测试企业', '87' || lpad((i % 16 + 1)::text, 2, '0') || lpad((i / 16 % 8 + 1)::text, 2, '0'),
                    'work-speed', '+86 139-' || lpad(i::text, 8, '0'), now(), now()
                FROM generate_series(1, 20000) i
                """);
        statement.execute("""
                INSERT INTO certification (id, organization_id, status, name_zh, region_code, size, tags, submitted_at, version,
                    created_at, created_by, updated_at, updated_by)
                SELECT gen_random_uuid(), id, 'SUBMITTED', name_zh, region_code, 'SMALL', '{}',
                    now() - random() * interval '21 days', 0, now(), id, now(), id
                FROM organization WHERE contact_name = 'work-speed'
                """);
        statement.execute("""
                INSERT INTO voucher_application (id, programme_id, organization_id, region_code, status, request, rule_version,
                    budget_id, sequence, submitted_at, held_fen, stages, due_at, created_at, created_by, updated_at)
                SELECT gen_random_uuid(), '%1$s', id, region_code, CASE WHEN i < 3 THEN 'COUNTY_REVIEW' ELSE 'CITY_REVIEW' END,
                    '{}', 1, '%1$s', row_number() OVER (), now(), 1, ARRAY['COUNTY', 'CITY'],
                    now() + (random() - 0.33) * interval '30 days', now(), id, now()
                FROM organization, generate_series(1, 4) i WHERE contact_name = 'work-speed'
                """.formatted(PROGRAMME));
        statement.execute("ANALYZE organization, certification, voucher_application");
    }

    private static void clear(Statement statement) throws SQLException {
        statement.execute("DELETE FROM voucher_application WHERE programme_id = '" + PROGRAMME + "'");
        statement.execute("DELETE FROM certification WHERE organization_id IN"
                + " (SELECT id FROM organization WHERE contact_name = 'work-speed')");
        statement.execute("DELETE FROM organization WHERE contact_name = 'work-speed'");
        statement.execute("DELETE FROM programme WHERE id = '" + PROGRAMME + "'");
        statement.execute("ANALYZE organization, certification, voucher_application");
    }
}
