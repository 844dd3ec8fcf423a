package cn.dengyun.application.rest;

import static cn.dengyun.identity.organization.TestEnterprise.post;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.Patience;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.voucher.FenOffering;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What may stand in a draft, how many there may be, and who may write it. */
@QuarkusTest
class ApplicationDraftTest {

    private static final String APPLICATIONS = "/api/v1/voucher-applications";

    /** More than the pool has connections. */
    private static final int AT_ONCE = 24;

    @Test
    void editsOfOneDraftAtOnceAreAllCarriedOutAndHoldUpNobody() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        Map<String, Object> line = line("offeringId", FenOffering.id());
        String id =
                drafted(enterprise.request(), line).statusCode(201).extract().path("id");

        List<Integer> statuses = atOnce(AT_ONCE, i -> {
            Map<String, Object> another = new HashMap<>(line);
            another.put("description", "云 ERP " + i);
            return edited(enterprise.request(), id, another).extract().statusCode();
        });

        assertThat(statuses).containsOnly(200);
    }

    /** All of them, some at the same time. */
    private static <T> List<T> atOnce(int count, IntFunction<T> request) {
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<T>> answers = IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> request.apply(i), callers))
                    .toList();
            return answers.stream()
                    .map(each -> each.orTimeout(Patience.LONG.toSeconds(), TimeUnit.SECONDS)
                            .join())
                    .toList();
        } finally {
            callers.shutdownNow();
        }
    }

    private static Map<String, Object> line(String member, String value) {
        Map<String, Object> line = new HashMap<>(
                Map.of("description", "云 ERP", "layer", "SAAS", "inclTaxFen", 106_000, "exTaxFen", 100_000));
        line.put(member, value);
        return line;
    }

    private static ValidatableResponse drafted(RequestSpecification caller, Map<String, Object> line) {
        return post(
                caller,
                APPLICATIONS,
                Map.of("programmeId", DemoProgramme.ID, "lines", List.of(line), "otherFiscalMoney", false));
    }

    private static ValidatableResponse edited(RequestSpecification caller, String id, Map<String, Object> line) {
        return caller.contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Json.encode(Map.of("lines", List.of(line))).getBytes(StandardCharsets.UTF_8))
                .patch(APPLICATIONS + "/" + id)
                .then();
    }
}
