package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import cn.dengyun.programme.TestProgramme;
import cn.dengyun.programme.TestRules;
import cn.dengyun.voucher.FenOffering;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.domain.Voucher;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A list shows by a status what its rows say at that moment, also while nobody has looked at what the clock has ended.
 */
@QuarkusTest
class ListedStatusTest {

    /** Who sees the most of every list; certifications are the province's. */
    private static final Map<String, String> CALLERS = Map.of("/api/v1/certifications", "province");

    private static final int LONGEST = 200;

    @Inject
    TestVouchers vouchers;

    @Inject
    DataSource database;

    @Test
    void everyListAgreesWithItsRowsBetweenTheEndByTheClockAndTheRoundThatCarriesItOut() throws SQLException {
        try (Background paused = Background.paused()) {
            Map<String, UUID> over = overByTheClock();

            for (Map.Entry<String, List<String>> list : listsWithStatus().entrySet()) {
                Map<String, List<String>> shown = new HashMap<>();
                for (String status : list.getValue()) {
                    JsonPath page = page(list.getKey(), status);
                    assertThat(page.<String>getList("data.status"))
                            .as("rows of %s?status=%s", list.getKey(), status)
                            .allMatch(status::equals);
                    shown.put(status, page.getList("data.id"));
                }
                JsonPath all = page(list.getKey(), null);
                List<String> ids = all.getList("data.id");
                List<String> statuses = all.getList("data.status");
                for (int i = 0; i < ids.size(); i++) {
                    assertThat(shown.get(statuses.get(i)))
                            .as("%s?status=%s", list.getKey(), statuses.get(i))
                            .contains(ids.get(i));
                }
            }
            assertThat(page("/api/v1/programmes", "CLOSED").getList("data.id"))
                    .contains(over.get("programme").toString());
            assertThat(page("/api/v1/programmes", "OPEN").getList("data.id"))
                    .contains(over.get("opened").toString());
            assertThat(page("/api/v1/vouchers", "EXPIRED").getList("data.id"))
                    .contains(over.get("voucher").toString());
            assertThat(page("/api/v1/reservations", "EXPIRED").getList("data.id"))
                    .contains(over.get("reservation").toString());
        }
    }

    /** One of each, recorded as going on. */
    private Map<String, UUID> overByTheClock() throws SQLException {
        TestProgramme closed = TestProgramme.open();
        set(
                "UPDATE programme SET opens_at = now() - interval '1 hour', closes_at = now() - interval '1 second'"
                        + " WHERE id = ?",
                closed.id());
        TestProgramme opened = TestProgramme.announced(TestRules.json());
        set("UPDATE programme SET opens_at = now() - interval '1 second' WHERE id = ?", opened.id());
        TestVouchers.Funded money = vouchers.aProgramme(10_000_000);
        Voucher ended = vouchers.aVoucher(money);
        vouchers.end(ended.id());
        Voucher held = vouchers.aVoucher(money);
        UUID reservation = UUID.fromString(SignedIn.as("enterprise")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(FenOffering.order(10_000, 1_000))
                .post("/api/v1/vouchers/" + held.id() + "/reservations")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id"));
        vouchers.endHold(reservation);
        return Map.of(
                "programme", closed.id(), "opened", opened.id(), "voucher", ended.id(), "reservation", reservation);
    }

    /** Every list at a path of its own that filters by status, with the statuses there are. */
    private static Map<String, List<String>> listsWithStatus() {
        Map<String, List<String>> found = new HashMap<>();
        JsonNode contract = Contract.generated().root();
        contract.get("paths").fields().forEachRemaining(path -> {
            JsonNode parameters = path.getValue().at("/get/parameters");
            parameters.forEach(parameter -> {
                boolean isStatus = parameter.path("name").asText().equals("status")
                        && parameter.path("in").asText().equals("query");
                if (isStatus && !path.getKey().contains("{")) {
                    found.put(path.getKey(), values(contract, parameter.get("schema")));
                }
            });
        });
        assertThat(found.keySet())
                .contains(
                        "/api/v1/programmes",
                        "/api/v1/vouchers",
                        "/api/v1/reservations",
                        "/api/v1/voucher-applications");
        return found;
    }

    private static List<String> values(JsonNode contract, JsonNode schema) {
        String reference = schema.path("$ref").asText();
        JsonNode resolved = reference.isEmpty() ? schema : contract.at(reference.substring(1));
        List<String> values = new ArrayList<>();
        resolved.path("enum").forEach(value -> values.add(value.asText()));
        assertThat(values).isNotEmpty();
        return values;
    }

    private static JsonPath page(String path, String status) {
        RequestSpecification request =
                SignedIn.as(CALLERS.getOrDefault(path, "auditor")).queryParam("limit", LONGEST);
        if (status != null) {
            request.queryParam("status", status);
        }
        return request.get(path).then().statusCode(200).extract().jsonPath();
    }

    private void set(String sql, UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
