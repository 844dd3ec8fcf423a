package cn.dengyun.voucher.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.rest.StatementRecorder;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import cn.dengyun.voucher.FenOffering;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the money operations cost: a statement too many is a round trip too many, held against a locked row. */
@QuarkusTest
class VoucherStatementCountTest {

    @Inject
    TestVouchers vouchers;

    private Voucher voucher;
    private String enterprise;
    private String provider;
    private String offering;
    private Background background;

    /** Rules, prices, provider and tokens are in memory afterwards, as they are for all but the first request. */
    @BeforeEach
    void warmUp() {
        // First, for what is known of an offering is known for some seconds only.
        background = Background.paused();
        voucher = vouchers.aVoucher(vouchers.aProgramme(10_000_000));
        enterprise = SignedIn.tokenOf("enterprise");
        provider = SignedIn.tokenOf("platform");
        offering = FenOffering.id();
        String held = reserve().path("id");
        post(provider, "/api/v1/reservations/" + held + "/captures", Map.of("amountFen", 50));
        given().auth()
                .oauth2(enterprise)
                .get("/api/v1/vouchers/" + voucher.id())
                .then()
                .statusCode(200);
    }

    @AfterEach
    void goOn() {
        background.close();
    }

    /** The second look at offerings is for what a young one may have come in the place of. */
    @Test
    void aReservationLooksUpThreeThingsHoldsItsOrderItsPartiesAndItsOfferingAndWritesSeven() {
        StatementRecorder.forget();
        assertThat(reserve().statusCode()).isEqualTo(201);

        assertThat(tables(StatementRecorder.statements()))
                .containsExactlyInAnyOrder(
                        "SELECT voucher",
                        "SELECT offering",
                        "SELECT offering",
                        "INSERT idempotency_record",
                        "INSERT paid_order",
                        "SELECT voucher",
                        "SELECT organization",
                        "SELECT provider",
                        "SELECT offering",
                        "INSERT audit_personal",
                        "UPDATE voucher",
                        "INSERT reservation",
                        "INSERT ledger_transfer",
                        "INSERT event",
                        "UPDATE idempotency_record");
    }

    /** It tells until when it can be claimed, as the database has noted it. */
    @Test
    void aCaptureLooksUpTwoThingsWritesNineAndReadsOneOfThem() {
        String held = reserve().path("id");
        StatementRecorder.forget();
        assertThat(post(provider, "/api/v1/reservations/" + held + "/captures", Map.of())
                        .statusCode())
                .isEqualTo(201);

        assertThat(tables(StatementRecorder.statements()))
                .containsExactlyInAnyOrder(
                        "SELECT reservation",
                        "SELECT voucher",
                        "INSERT idempotency_record",
                        "SELECT voucher",
                        "SELECT reservation",
                        "UPDATE voucher",
                        "UPDATE reservation",
                        "INSERT redemption",
                        "INSERT claim_window",
                        "SELECT claim_window",
                        "INSERT ledger_transfer",
                        "INSERT event",
                        "INSERT audit_personal",
                        "UPDATE idempotency_record");
    }

    @Test
    void aVoucherIsReadWithOneStatement() {
        StatementRecorder.forget();
        given().auth()
                .oauth2(enterprise)
                .get("/api/v1/vouchers/" + voucher.id())
                .then()
                .statusCode(200);

        assertThat(tables(StatementRecorder.statements())).containsExactly("SELECT voucher");
    }

    private Response reserve() {
        return post(
                enterprise,
                "/api/v1/vouchers/" + voucher.id() + "/reservations",
                Map.of(
                        "offeringId",
                        offering,
                        "externalReference",
                        UUID.randomUUID().toString(),
                        "lines",
                        List.of(FenOffering.line(300, 100))));
    }

    private static Response post(String token, String path, Map<String, ?> body) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    /** What each statement does first, and to which table. */
    private static List<String> tables(List<String> statements) {
        return statements.stream()
                .map(statement -> statement
                        .strip()
                        .replaceFirst("(?s)^WITH .*(INSERT INTO) (\\w+) .*$", "INSERT $2")
                        .replaceFirst("(?s)^INSERT INTO (\\w+).*$", "INSERT $1")
                        .replaceFirst("(?s)^UPDATE (\\w+).*$", "UPDATE $1")
                        .replaceFirst("(?s)^SELECT .*? FROM (\\w+).*$", "SELECT $1"))
                .toList();
    }
}
