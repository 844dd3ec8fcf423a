package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which operations are open to API clients, and with which scope, as the contract says it. */
@QuarkusTest
class ScopesTest {

    private static final Set<String> ROLES_OF_CLIENTS = Set.of(Roles.ENTERPRISE, Roles.PROVIDER);

    private final Contract contract = Contract.generated();

    @Test
    void everyOperationThatListsApiClientsNamesOneScope() {
        Set<String> known = ClientScope.texts();
        for (Contract.Operation operation : contract.operations().values()) {
            for (JsonNode way : operation.node().path("security")) {
                if (way.has("clientCredentials")) {
                    assertThat(way.path("clientCredentials"))
                            .as("scopes of %s", operation.id())
                            .hasSize(1);
                    assertThat(known)
                            .as("scope of %s", operation.id())
                            .contains(way.at("/clientCredentials/0").asText());
                }
            }
        }
    }

    @Test
    void noScopeOpensWhatTheRolesOfClientsDoNot() {
        List<String> wrong = new ArrayList<>();
        for (Contract.Operation operation : contract.operations().values()) {
            boolean isOfClients = !Collections.disjoint(operation.roles(), ROLES_OF_CLIENTS);
            if (operation.scope().isPresent() && !isOfClients) {
                wrong.add(operation.id());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyScopeIsExplainedInBothLanguagesAndOpensSomething() {
        JsonNode explained =
                contract.root().at("/components/securitySchemes/clientCredentials/flows/clientCredentials/scopes");
        Set<String> names = new TreeSet<>();
        explained.fieldNames().forEachRemaining(names::add);
        Set<String> bound = contract.operations().values().stream()
                .flatMap(operation -> operation.scope().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(names).isEqualTo(ClientScope.texts()).isEqualTo(bound);
        explained.forEach(text -> assertThat(text.asText()).matches("[^/]*\\p{IsHan}[^/]* / [A-Z].*"));
    }
}
