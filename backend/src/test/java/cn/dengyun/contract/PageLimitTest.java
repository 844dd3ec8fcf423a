package cn.dengyun.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A page has at least one row and at most as many as the contract says, in every list. */
@QuarkusTest
class PageLimitTest {

    /** Of each role one who may ask, the role that may read most first. */
    private static final List<Map.Entry<String, String>> CALLERS = List.of(
            Map.entry("AUDITOR", "auditor"),
            Map.entry("SYSADMIN", "sysadmin"),
            Map.entry("AUTHORITY", "province"),
            Map.entry("FINANCE", "finance"),
            Map.entry("PROVIDER", "platform"),
            Map.entry("ENTERPRISE", "enterprise"));

    private final Map<String, String> tokens = new HashMap<>();

    @Test
    void everyListRefusesAPageOfNoRowsAndOneThatIsTooLong() {
        List<String> wrong = new ArrayList<>();
        Contract contract = Contract.generated();
        List<Contract.Operation> lists = contract.operations().values().stream()
                .filter(operation -> longest(contract, operation).isPresent())
                .toList();
        for (Contract.Operation list : lists) {
            for (int limit : new int[] {0, longest(contract, list).getAsInt() + 1}) {
                Response answer = caller(list)
                        .queryParam("limit", limit)
                        .get(list.path()
                                .replaceAll("\\{[^/]+}", UUID.randomUUID().toString()));
                if (answer.statusCode() != 400 || !"query/limit".equals(answer.path("errors[0].pointer"))) {
                    wrong.add(list.id() + " with " + limit + ": " + answer.statusCode() + " " + answer.asString());
                }
            }
        }

        assertThat(lists).hasSizeGreaterThan(40);
        assertThat(wrong).isEmpty();
    }

    /** As many rows as a page of it may have; empty when it is no list. */
    private static OptionalInt longest(Contract contract, Contract.Operation operation) {
        return StreamSupport.stream(operation.node().path("parameters").spliterator(), false)
                .map(parameter -> parameter.has("$ref")
                        ? contract.root().at(parameter.get("$ref").asText().substring(1))
                        : parameter)
                .filter(parameter -> parameter.path("name").asText().equals("limit"))
                .mapToInt(parameter -> parameter.at("/schema/maximum").asInt())
                .findFirst();
    }

    private RequestSpecification caller(Contract.Operation list) {
        return CALLERS.stream()
                .filter(caller -> list.roles().contains(caller.getKey()))
                .findFirst()
                .map(caller -> given().auth().oauth2(tokens.computeIfAbsent(caller.getValue(), SignedIn::tokenOf)))
                .orElseGet(() -> given());
    }
}
