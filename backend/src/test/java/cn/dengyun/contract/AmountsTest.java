package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.shared.Fen;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money is whole fen, and as much of it can be sent here as there. */
@QuarkusTest
class AmountsTest {

    private static final Set<Long> BOUNDS = Set.of(Fen.MAX_AMOUNT, Fen.MAX_FIGURE);

    @Test
    void everyAmountThatIsBoundedHasTheOneBound() {
        List<String> others = new ArrayList<>();
        Contract.generated().schemas().forEach((place, schema) -> {
            JsonNode maximum = schema.path("maximum");
            if (place.endsWith("Fen") && maximum.isNumber() && !BOUNDS.contains(maximum.longValue())) {
                others.add(place + " " + maximum);
            }
        });

        assertThat(others).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1060000.5", "1060000.0", "106e4", "\"1060000\"", "10000000000001"})
    void aPartOfAFenIsRefusedNotCut(String amount) {
        String line =
                "{\"description\":\"云 ERP\",\"layer\":\"SAAS\",\"inclTaxFen\":%s,\"exTaxFen\":1}".formatted(amount);
        String lines = "{\"programmeId\":\"%s\",\"lines\":[%s]}".formatted(DemoProgramme.ID, line);

        refused("enterprise", "/api/v1/voucher-applications", lines, "/lines/0/inclTaxFen");
        refused(
                "finance",
                DemoProgramme.ID + "/appropriations",
                "{\"amountFen\":%s,\"document\":\"测试\",\"reason\":\"测试\"}".formatted(amount),
                "/amountFen");
    }

    private static void refused(String person, String path, String body, String pointer) {
        SignedIn.as(person)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(path.startsWith("/") ? path : "/api/v1/programmes/" + path)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem(pointer));
    }
}
