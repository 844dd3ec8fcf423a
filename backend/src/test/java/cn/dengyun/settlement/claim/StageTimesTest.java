package cn.dengyun.settlement.claim;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.settlement.batch.TestSettlement;
import cn.dengyun.settlement.claim.domain.ClaimStep;
import cn.dengyun.settlement.claim.domain.Quarter;
import cn.dengyun.settlement.claim.domain.RandomHistory;
import cn.dengyun.settlement.claim.domain.RandomHistory.Stood;
import cn.dengyun.settlement.claim.domain.StageDelay;
import cn.dengyun.settlement.claim.domain.StageTime;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.settlement.claim.store.StageRows;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public times of claims: equal to a recount, open to everybody, and silent about the few. */
@QuarkusTest
class StageTimesTest {

    private static final String PATH = "/api/v1/settlement-stage-times";
    private static final String CLAIM = """
            INSERT INTO settlement_claim (id, version, number, redemption_id, reservation_id, voucher_id, voucher_code,
                programme_id, organization_id, organization_name, region_code, provider_id, provider_organization_id,
                provider_name, offering_id, offering_version, worth_fen, payee, captured_at, claimed_fen, amount_fen, status,
                colour, is_sampled, round, submitted_by, submitted_at, confirmed_by, confirmed_at, since, due_at, paused_at,
                batch_id, paid_at, updated_at)
            SELECT $1::uuid, 0, 'S' || ($1::uuid)::text, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'V', gen_random_uuid(),
                gen_random_uuid(), '测试企业', $2::text, gen_random_uuid(), gen_random_uuid(), '测试服务商', gen_random_uuid(), 1, 100,
                'PROVIDER', now(), 100, 100, $3::text, 'GREEN', false, 0, gen_random_uuid(), now(), gen_random_uuid(), now(), $4::timestamptz,
                $5::timestamptz,
                $6::timestamptz, gen_random_uuid(), CASE WHEN $3::text = 'PAID' THEN now() END, now()
            """;
    /** Two counties of one city, one under the province, and both codes that Guangde has had. */
    private static final List<String> REGIONS = List.of("910101", "910102", "340826", "341822", "341882");

    @Inject
    StageRows stages;

    @Inject
    ClaimRows claims;

    @Inject
    WorkingCalendar calendar;

    @Inject
    Pool pool;

    private record Of(RandomHistory history, String region) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theTimesAreARecount(long seed) {
        Random random = new Random(seed);
        Quarter quarter = new Quarter(2070 + (int) seed, 2);
        Instant start = quarter.begins().minus(Duration.ofDays(30));
        List<Of> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(new Of(RandomHistory.of(random, start), REGIONS.get(random.nextInt(REGIONS.size()))));
        }
        Instant now = quarter.ends().plus(Duration.ofDays(400));

        Computed computed = rolledBack(connection -> written(connection, all)
                .chain(() -> stages.times(connection, worked(quarter.lastDay()), quarter.begins(), quarter.ends()))
                .chain(times ->
                        stages.delays(connection, worked(day(now)), now).map(delays -> new Computed(times, delays))));

        assertThat(texts(computed.times()))
                .isEqualTo(recount(all, quarter, now))
                .hasSizeGreaterThan(5);
        assertThat(late(computed.delays())).isEqualTo(recountLate(all, now)).isNotEmpty();
    }

    private record Computed(List<StageTime> times, List<StageDelay> delays) {}

    private Map<String, String> recount(List<Of> all, Quarter quarter, Instant now) {
        Map<String, List<Integer>> days = new TreeMap<>();
        Map<String, Set<UUID>> ids = new TreeMap<>();
        for (Of each : all) {
            for (Stood stood : each.history().recount(calendar.days(), now)) {
                boolean isIn = !stood.until().isBefore(quarter.begins())
                        && stood.until().isBefore(quarter.ends());
                if (stood.status().isEnd() || !isIn) {
                    continue;
                }
                for (String unit : List.of(unit(each.region()), "all")) {
                    String key = unit + " " + stood.status();
                    days.computeIfAbsent(key, any -> new ArrayList<>()).add(stood.workingDays());
                    ids.computeIfAbsent(key, any -> new HashSet<>())
                            .add(each.history().claim());
                }
            }
        }
        Map<String, String> expected = new TreeMap<>();
        days.forEach((key, found) -> {
            List<Integer> sorted = found.stream().sorted().toList();
            int half = sorted.get((sorted.size() + 1) / 2 - 1);
            int most = sorted.get((9 * sorted.size() + 9) / 10 - 1);
            expected.put(key, ids.get(key).size() + " " + half + " " + most);
        });
        return expected;
    }

    private static Map<String, String> texts(List<StageTime> times) {
        Map<String, String> found = new TreeMap<>();
        times.forEach(time -> found.put(
                (time.unitCode() == null ? "all" : time.unitCode()) + " " + time.status(),
                time.claims() + " " + time.halfDays() + " " + time.mostDays()));
        return found;
    }

    private Map<String, String> recountLate(List<Of> all, Instant now) {
        Map<String, List<Integer>> days = new TreeMap<>();
        for (Of each : all) {
            RandomHistory history = each.history();
            boolean isLate = history.dueAt() != null
                    && !(history.pausedAt() == null ? now : history.pausedAt()).isBefore(history.dueAt());
            if (isLate && unit(each.region()).startsWith("91")) {
                List<Stood> stood = history.recount(calendar.days(), now);
                days.computeIfAbsent(unit(each.region()) + " " + history.status(), any -> new ArrayList<>())
                        .add(stood.get(stood.size() - 1).workingDays());
            }
        }
        Map<String, String> expected = new TreeMap<>();
        days.forEach((key, found) -> expected.put(
                key, found.size() + " " + found.stream().max(Integer::compare).orElseThrow()));
        return expected;
    }

    /** Others have claims elsewhere, and all of them are late by then. */
    private static Map<String, String> late(List<StageDelay> delays) {
        Map<String, String> found = new TreeMap<>();
        delays.stream()
                .filter(delay -> delay.unitCode() != null && delay.unitCode().startsWith("91"))
                .forEach(delay ->
                        found.put(delay.unitCode() + " " + delay.status(), delay.claims() + " " + delay.longestDays()));
        return found;
    }

    private static String unit(String region) {
        return switch (region) {
            case "340826" -> region;
            case "341822", "341882" -> "341822";
            default -> region.substring(0, 4) + "00";
        };
    }

    private Uni<Void> written(SqlConnection connection, List<Of> all) {
        Uni<Void> written = Uni.createFrom().voidItem();
        for (Of each : all) {
            RandomHistory history = each.history();
            written = written.chain(() -> connection
                    .preparedQuery(CLAIM)
                    .execute(Tuple.from(Arrays.asList(
                            history.claim(),
                            each.region(),
                            history.status().name(),
                            utc(history.since()),
                            utc(history.dueAt()),
                            utc(history.pausedAt()))))
                    .replaceWithVoid());
            for (ClaimStep step : history.steps()) {
                written = written.chain(() -> claims.insert(connection, step));
                if (RandomHistory.isEntry(step)) {
                    written = written.chain(() -> stages.leave(connection, List.of(history.claim())));
                }
            }
        }
        return written;
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private List<LocalDate> worked(LocalDate last) {
        return last.minusYears(10)
                .datesUntil(last.plusDays(1))
                .filter(calendar.days()::includes)
                .toList();
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now.minusNanos(1), RandomHistory.ANHUI);
    }

    private <T> T rolledBack(Function<SqlConnection, Uni<T>> work) {
        return WorkerThread.await(pool.withConnection(connection ->
                connection.begin().chain(transaction -> work.apply(connection).eventually(transaction::rollback))));
    }

    @Test
    void everybodyMayReadThemAndTheFewAreNotToldOf() {
        written(new Quarter(2016, 3));

        Response found = RestAssured.given().header("Accept-Language", "en").get(PATH + "?quarter=2016-Q3");

        assertThat(found.statusCode()).as(found.asString()).isEqualTo(200);
        assertThat(found.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(found.<String>path("definition.zh")).contains("进入当日不计");
        assertThat(found.<String>path("definition.en")).contains("without interpolation");
        assertThat(found.<List<String>>path("stages.status"))
                .contains("SUBMITTED")
                .doesNotContain("PAID");
        String submitted = "stages.find { it.status == 'SUBMITTED' }.";
        assertThat(found.<Integer>path(submitted + "allowedWorkingDays")).isEqualTo(5);
        String city = submitted + "units.find { it.regionCode == '341300' }.";
        assertThat(found.<String>path(city + "regionName")).isEqualTo("Suzhou");
        assertThat(found.<Integer>path(city + "claims")).isEqualTo(5);
        assertThat(found.<Integer>path(city + "p50WorkingDays")).isNotNull();
        assertThat(found.<Boolean>path(city + "isWithheld")).isFalse();
        String county = submitted + "units.find { it.regionCode == '340826' }.";
        assertThat(found.<Integer>path(county + "claims")).isEqualTo(4);
        assertThat(found.<Boolean>path(county + "isWithheld")).isTrue();
        assertThat(found.<Object>path(county + "p50WorkingDays")).isNull();
        assertThat(found.<Object>path(county + "p90WorkingDays")).isNull();
        String province = submitted + "units.find { it.regionCode == '340000' }.";
        assertThat(found.<Integer>path(province + "claims")).isEqualTo(14);
        String one = submitted + "units.find { it.regionCode == '341822' }.";
        assertThat(found.<Integer>path(one + "claims")).isEqualTo(5);
        assertThat(found.<Object>path(one + "p90WorkingDays"))
                .as("five claims of one enterprise")
                .isNull();
        RestAssured.given()
                .header("Accept-Language", "en")
                .header("If-None-Match", found.header("ETag"))
                .get(PATH + "?quarter=2016-Q3")
                .then()
                .statusCode(304);
        written(new Quarter(2016, 3));
        assertThat(RestAssured.get(PATH + "?quarter=2016-Q3").<Integer>path(province + "claims"))
                .as("it is counted every five minutes at most")
                .isEqualTo(14);
    }

    /** Five claims of as many enterprises, four, and five of one. */
    private void written(Quarter quarter) {
        List<Of> all = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            String region = i < 5 ? "341302" : i < 9 ? "340826" : "341882";
            all.add(new Of(RandomHistory.withdrawn(quarter.begins(), i), region));
        }
        WorkerThread.await(pool.withTransaction(connection -> written(connection, all)));
        UUID one = UUID.randomUUID();
        all.subList(9, 14)
                .forEach(of -> TestClaims.set(
                        "UPDATE settlement_claim SET organization_id = '" + one + "' WHERE id = ?",
                        of.history().claim()));
    }

    /** Told day by day, the time of each claim would be told. */
    @Test
    void aQuarterThatIsNotOverTellsNoTimes() {
        written(new Quarter(2066, 3));

        Response found = RestAssured.get(PATH + "?quarter=2066-Q3");

        assertThat(found.<Boolean>path("isOver")).isFalse();
        String city = "stages.find { it.status == 'SUBMITTED' }.units.find { it.regionCode == '341300' }.";
        assertThat(found.<Integer>path(city + "claims")).isEqualTo(5);
        assertThat(found.<Boolean>path(city + "isWithheld")).isTrue();
        assertThat(found.<Object>path(city + "p50WorkingDays")).isNull();
    }

    @Test
    void theLastQuarterThatIsOverIsToldOfUnlessAnotherIsWanted() {
        Quarter last = Quarter.of(LocalDate.now(RandomHistory.ANHUI)).previous();

        Response found = RestAssured.get(PATH);

        assertThat(found.<String>path("quarter")).isEqualTo(last.toString());
        assertThat(found.<Boolean>path("isOver")).isTrue();
    }

    @Test
    void whatIsNoQuarterIsRefused() {
        assertThat(RestAssured.get(PATH + "?quarter=2018-Q5").<String>path("code"))
                .isEqualTo("invalid-request");
    }

    @Test
    void whatIsLateIsToldHoweverFewThereAre() {
        String id = TestClaims.submitted();
        String doubtful = TestClaims.doubtful();
        for (String late : List.of(id, doubtful)) {
            TestClaims.set(
                    "UPDATE settlement_claim SET due_at = now() - interval '1 day' WHERE id = ?",
                    UUID.fromString(late));
        }

        Response found = RestAssured.get(PATH);

        String city = "stages.find { it.status == '%s' }.units.find { it.regionCode == '340100' }.";
        String ofOffice = city.formatted("CHECKED");
        assertThat(found.<Integer>path(ofOffice + "lateClaims")).isPositive();
        assertThat(found.<Integer>path(ofOffice + "longestLateWorkingDays")).isNotNull();
        String ofFirm = city.formatted("SUBMITTED");
        int firms = found.path(ofFirm + "lateClaims");
        assertThat(firms).isPositive();
        assertThat(found.<Integer>path(ofFirm + "longestLateWorkingDays") == null)
                .as("%s are late, whose days would tell of them", firms)
                .isEqualTo(firms < 5);
    }

    @Test
    void whateverMovesAClaimKeepsHowLongItStood() {
        String alone = TestClaims.approved();
        String batched = TestSettlement.instructed().claim();

        assertThat(kept(alone)).isEqualTo("CHECKED CONFIRMED SUBMITTED");
        assertThat(kept(batched)).isEqualTo("BATCHED NOTICED");
        assertThat(SignedIn.as("feixi")
                        .get(TestClaims.PATH + "/" + alone + "/clock")
                        .<List<Integer>>path("stages.workingDaysUsed"))
                .containsOnly(0);
    }

    private static String kept(String claim) {
        return TestClaims.text(
                "SELECT string_agg(status, ' ' ORDER BY status) FROM claim_stage WHERE claim_id = ?",
                UUID.fromString(claim));
    }
}
