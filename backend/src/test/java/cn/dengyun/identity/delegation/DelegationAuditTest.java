package cn.dengyun.identity.delegation;

import static cn.dengyun.identity.organization.TestEnterprise.post;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.WorkerThread;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the audit trail says about organisations, their certifications and their agents. */
@QuarkusTest
class DelegationAuditTest {

    private static final String FIND = "SELECT e.*, p.before, p.after FROM audit_entry e"
            + " JOIN audit_personal p ON p.entry_id = e.id WHERE e.organization_id = $1 AND e.kind = 'WRITE'"
            + " AND e.action NOT LIKE 'session.%'"
            + " ORDER BY e.id";

    @Inject
    Pool pool;

    @Test
    void everyStepIsOnRecordWithWhoeverStoodBehindIt() {
        TestEnterprise principal = TestEnterprise.registered("340123");
        String delegation = post(
                        principal.request(),
                        "/api/v1/delegations",
                        Map.of(
                                "agentOrganizationId", DemoAccounts.APPLICATION_ORGANIZATION,
                                "scopes", List.of("certification:submit"),
                                "validFrom", Instant.now().minusSeconds(60).toString(),
                                "validUntil",
                                        Instant.now().plus(1, ChronoUnit.DAYS).toString()))
                .statusCode(201)
                .extract()
                .path("id");
        String certification = post(
                        SignedIn.as("application").header("Dengyun-Delegation", delegation),
                        principal.path() + "/certifications",
                        Map.of("draft", false))
                .statusCode(201)
                .extract()
                .path("id");
        post(
                        SignedIn.as("feixi"),
                        "/api/v1/certifications/" + certification + "/decisions",
                        Map.of("decision", "CERTIFY", "reason", "材料属实"))
                .statusCode(200);
        post(SignedIn.as("feixi"), principal.path() + "/freezes", Map.of("reason", "核查"))
                .statusCode(200);

        List<Row> entries = entriesOf(principal);

        assertThat(entries.stream().map(row -> row.getString("action")).toList())
                .containsExactly(
                        "organization.registered",
                        "delegation.granted",
                        "certification.submitted",
                        "certification.certified",
                        "organization.frozen");
        Row submitted = entries.get(2);
        assertThat(submitted.getUUID("actor_organization_id")).isEqualTo(DemoAccounts.APPLICATION_ORGANIZATION);
        assertThat(submitted.getUUID("on_behalf_of")).isEqualTo(UUID.fromString(principal.id()));
        assertThat(submitted.getUUID("delegation_id")).isEqualTo(UUID.fromString(delegation));
        Row certified = entries.get(3);
        assertThat(certified.getString("reason")).isEqualTo("材料属实");
        assertThat(certified.getString("before")).contains("SUBMITTED");
        assertThat(certified.getString("after")).contains("CERTIFIED");
        assertThat(certified.getUUID("on_behalf_of")).isNull();
        assertThat(entries.get(4).getString("reason")).isEqualTo("核查");
    }

    private List<Row> entriesOf(TestEnterprise organization) {
        List<Row> entries = new ArrayList<>();
        WorkerThread.await(pool.preparedQuery(FIND).execute(Tuple.of(UUID.fromString(organization.id()))))
                .forEach(entries::add);
        return entries;
    }
}
