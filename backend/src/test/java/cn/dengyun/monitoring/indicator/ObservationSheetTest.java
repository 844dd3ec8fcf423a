package cn.dengyun.monitoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.monitoring.plan.DemoOffices;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.sheet.SheetColumn;
import cn.dengyun.platform.sheet.SheetPage;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Fen;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A file of what was counted has no amount that its reader would not be told elsewhere. */
@QuarkusTest
class ObservationSheetTest {

    private static final String MONTH = "2019-03";
    private static final Actor COMPETITOR =
            new Actor(Ids.next(), false, Ids.next(), Set.of(Roles.PROVIDER), Set.of(), null);

    @Inject
    ObservationSheetKind kind;

    @Inject
    IndicatorRecount recount;

    @Inject
    DataSource database;

    @Test
    void whatIsProtectedStaysSoInTheFile() throws SQLException {
        recount.count().await().indefinitely();
        observed(ObservationLevel.PROVINCE, "340000", 1_000, 10, 300);
        observed(ObservationLevel.UNIT, "340100", 500, 4, 200);
        observed(ObservationLevel.UNIT, "340200", 100, 1, 100);
        observed(ObservationLevel.UNIT, "340600", 400, 5, 100);

        assertThat(amounts(COMPETITOR)).containsExactlyInAnyOrderEntriesOf(nullable("500", null, null));
        assertThat(amounts(DemoOffices.WUHU)).containsExactlyInAnyOrderEntriesOf(nullable("500", "100", null));
        assertThat(amounts(DemoOffices.PROVINCE)).containsExactlyInAnyOrderEntriesOf(nullable("500", "100", "400"));
        assertThat(all(COMPETITOR))
                .noneMatch(row -> "SECURITY_INCIDENTS".equals(row.get(ObservationSheetKind.INDICATOR)));
    }

    private static Map<String, Object> nullable(String hefei, String wuhu, String hidden) {
        Map<String, Object> amounts = new HashMap<>();
        amounts.put("340100", hefei);
        amounts.put("340200", wuhu);
        amounts.put("340600", hidden);
        return amounts;
    }

    private Map<String, Object> amounts(Actor actor) {
        Map<String, Object> amounts = new HashMap<>();
        for (Map<SheetColumn, Object> row : all(actor)) {
            String region = (String) row.get(ObservationSheetKind.REGION);
            if ("VOUCHERS_PAID_FEN".equals(row.get(ObservationSheetKind.INDICATOR))
                    && "UNIT".equals(row.get(ObservationSheetKind.LEVEL))
                    && MONTH.equals(row.get(ObservationSheetKind.MONTH))
                    && List.of("340100", "340200", "340600").contains(region)) {
                Fen amount = (Fen) row.get(ObservationSheetKind.AMOUNT);
                amounts.put(
                        region,
                        amount == null
                                ? null
                                : amount.toYuan()
                                        .movePointRight(2)
                                        .toBigInteger()
                                        .toString());
                assertThat(row.get(ObservationSheetKind.PROTECTED)).isEqualTo(amount == null);
            }
        }
        return amounts;
    }

    private List<Map<SheetColumn, Object>> all(Actor actor) {
        List<Map<SheetColumn, Object>> rows = new ArrayList<>();
        String after = null;
        do {
            SheetPage page = kind.page(actor, null, after, 500).await().indefinitely();
            rows.addAll(page.rows());
            after = page.next();
        } while (after != null);
        return rows;
    }

    private void observed(ObservationLevel level, String region, long value, int contributors, long largest)
            throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO indicator_observation (indicator, level, month, region_code, observed_at, value,"
                                + " contributors, largest) VALUES ('VOUCHERS_PAID_FEN', ?, ?::date, ?, ?, ?, ?, ?)")) {
            insert.setString(1, level.name());
            insert.setString(2, MONTH + "-01");
            insert.setString(3, region);
            insert.setObject(4, OffsetDateTime.of(2019, 4, 1, 0, 0, 0, 0, ZoneOffset.UTC));
            insert.setLong(5, value);
            insert.setInt(6, contributors);
            insert.setLong(7, largest);
            insert.executeUpdate();
        }
    }

    private Response exported(String format) {
        recount.count().await().indefinitely();
        Response wanted = SignedIn.as("platform")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("kind", "OBSERVATIONS", "format", format))
                .post("/api/v1/sheet-exports");
        assertThat(wanted.statusCode()).as(wanted.asString()).isEqualTo(202);
        Background.finishJobs();
        return SignedIn.as("platform").get("/api/v1/sheet-exports/" + wanted.path("id") + "/file");
    }

    @Test
    void aProviderHasItAsLinesOfJson() {
        Response file = exported("NDJSON");

        assertThat(file.contentType()).startsWith("application/x-ndjson");
        assertThat(file.header("Content-Disposition")).contains("observations.ndjson");
        List<String> lines =
                new String(file.asByteArray(), StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSameSizeAs(all(COMPETITOR));
        String first = lines.stream()
                .filter(line -> line.contains("\"CLOUD_ENTERPRISES\"") && line.contains("\"UNIT\""))
                .findFirst()
                .orElseThrow();
        assertThat(JsonPath.from(first).<String, Object>getMap("$"))
                .containsOnlyKeys(kind.columns().stream().map(SheetColumn::name).toArray(String[]::new))
                .containsEntry("isProtected", false)
                .containsEntry("amountFen", null)
                .hasEntrySatisfying("number", number -> assertThat(number).isInstanceOf(Integer.class))
                .hasEntrySatisfying("month", month -> assertThat((String) month).matches("20[0-9]{2}-[0-9]{2}"));
    }

    @Test
    void aProviderHasItAsCsvWithAMark() {
        byte[] file = exported("CSV_UTF_8").asByteArray();

        assertThat(file).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(new String(file, StandardCharsets.UTF_8)).contains("CLOUD_ENTERPRISES", "340100");
    }
}
