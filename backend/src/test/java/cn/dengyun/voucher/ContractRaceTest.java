package cn.dengyun.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.Patience;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Ids;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may enter into a contract is settled when it is made: a measure before it wins, one behind it takes nothing back.
 */
@QuarkusTest
class ContractRaceTest {

    private static final String PROVIDER = "01900000-0000-7000-8000-000000000001";
    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity" + " WHERE wait_event_type = 'Lock' AND query LIKE '%FOR SHARE%'";

    @Inject
    TestVouchers given;

    @Inject
    ProviderService providers;

    @Inject
    DataSource database;

    @Inject
    Pool pool;

    @Test
    void aHoldThatRacesAFreezeIsRefused() throws SQLException {
        raceAgainst("frozen_at = now(), frozen_reason = '核查'")
                .statusCode(403)
                .body("code", Matchers.is("organization-frozen"));
    }

    @Test
    void aHoldThatRacesTheRevocationOfACertificationIsRefused() throws SQLException {
        raceAgainst("certification_id = NULL, certified_at = NULL, certified_name_zh = NULL, certified_name_en = NULL,"
                        + " certified_region_code = NULL, certified_industry_code = NULL, certified_staff_count = NULL,"
                        + " certified_revenue_fen = NULL, certified_assets_fen = NULL, certified_size = NULL,"
                        + " certified_tags = NULL")
                .statusCode(409)
                .body("code", Matchers.is("enterprise-not-certified"));
    }

    private ValidatableResponse raceAgainst(String measure) throws SQLException {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        Voucher voucher = given.aVoucherOf(UUID.fromString(enterprise.id()), given.aProgramme(3_000_000));
        String offering = anOffering();

        ValidatableResponse answer = raced(
                "UPDATE organization SET " + measure + " WHERE id = ?",
                UUID.fromString(enterprise.id()),
                () -> reserve(enterprise, voucher, offering));

        assertThat(heldFen(voucher)).isZero();
        return answer;
    }

    private long heldFen(Voucher voucher) {
        return WorkerThread.await(pool.preparedQuery("SELECT held_fen FROM voucher WHERE id = $1")
                        .execute(Tuple.of(voucher.id())))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void aContractWithAProviderThatIsSuspendedInTheSameMomentIsRefused() throws SQLException {
        UUID provider = Ids.next();
        execute(
                "INSERT INTO provider (id, organization_id, kinds, name_zh, version, created_at, created_by,"
                        + " updated_at, qualified_from, qualified_until) SELECT $1, $2, kinds, '测试云', 1, now(),"
                        + " created_by, now(), qualified_from, qualified_until"
                        + " FROM provider WHERE id = $3",
                Tuple.of(
                        provider,
                        UUID.fromString(
                                TestEnterprise.registered("PROVIDER", "340123").id()),
                        UUID.fromString(PROVIDER)));

        try {
            assertThatThrownBy(() -> raced(
                            "UPDATE provider SET suspended_until = now() + interval '30 days' WHERE id = ?",
                            provider,
                            () -> WorkerThread.await(pool.withTransaction(
                                    connection -> providers.requireQualified(connection, provider)))))
                    .hasMessageContaining("provider-not-qualified");
        } finally {
            execute("DELETE FROM provider WHERE id = $1", Tuple.of(provider));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "status = 'SUSPENDED', suspended = true | offering-not-eligible",
                "status = 'RETIRED'                     | offering-not-eligible",
                "voucher_eligible = false               | offering-not-eligible",
                "version = version + 1                  | offering-version-outdated",
            })
    void aHoldThatRacesAChangeOfItsOfferingIsRefused(String change, String refusal) throws SQLException {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        Voucher voucher = given.aVoucherOf(UUID.fromString(enterprise.id()), given.aProgramme(3_000_000));
        String offering = FenOffering.another();

        raced(
                        "UPDATE offering SET " + change + " WHERE id = ?",
                        UUID.fromString(offering),
                        () -> reserve(enterprise, voucher, offering))
                .statusCode(409)
                .body("code", Matchers.is(refusal));

        assertThat(heldFen(voucher)).isZero();
    }

    @Test
    void whatWasDeliveredIsCapturedAlsoWhenTheOfferingWasRetiredSince() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        Voucher voucher = given.aVoucherOf(UUID.fromString(enterprise.id()), given.aProgramme(3_000_000));
        String offering = anOffering();
        String held =
                reserve(enterprise, voucher, offering).statusCode(201).extract().path("id");
        try {
            execute("UPDATE offering SET status = 'RETIRED' WHERE id = $1", Tuple.of(UUID.fromString(offering)));

            reserve(enterprise, voucher, offering).statusCode(409).body("code", Matchers.is("offering-not-eligible"));
            SignedIn.as("platform")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .contentType("application/json")
                    .body(Map.of("amountFen", 60_000))
                    .post("/api/v1/reservations/" + held + "/captures")
                    .then()
                    .statusCode(201);
        } finally {
            execute("UPDATE offering SET status = 'PUBLISHED' WHERE id = $1", Tuple.of(UUID.fromString(offering)));
        }
    }

    /** Starts something when a measure was written, and lets the measure be committed when that waits for it. */
    private <T> T raced(String measure, UUID id, Supplier<T> work) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(measure)) {
            connection.setAutoCommit(false);
            statement.setObject(1, id);
            assertThat(statement.executeUpdate()).isEqualTo(1);
            CompletableFuture<T> running = CompletableFuture.supplyAsync(work);
            Patience.until("who waits for the measure", () -> running.isDone() || waiting() > 0);
            assertThat(running).as("waits for the measure").isNotDone();
            connection.commit();
            return running.join();
        }
    }

    private long waiting() {
        return WorkerThread.await(pool.query(WAITING).execute())
                .iterator()
                .next()
                .getLong(0);
    }

    /** A published one of the demo's platform that takes vouchers. */
    private static String anOffering() {
        return FenOffering.id();
    }

    private static ValidatableResponse reserve(TestEnterprise enterprise, Voucher voucher, String offering) {
        Map<String, Object> order = Map.of(
                "offeringId",
                offering,
                "offeringVersion",
                1,
                "externalReference",
                "PO-1",
                "lines",
                List.of(FenOffering.line(1_000_000, 100_000)));
        return TestEnterprise.post(enterprise.request(), "/api/v1/vouchers/" + voucher.id() + "/reservations", order);
    }

    private void execute(String statement, Tuple parameters) {
        WorkerThread.await(pool.preparedQuery(statement).execute(parameters));
    }
}
