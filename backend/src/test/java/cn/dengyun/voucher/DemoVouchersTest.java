package cn.dengyun.voucher;

import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.programme.DemoProgramme;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DemoVouchersTest {

    @Test
    void theFirstEnterpriseCanUseItsVoucherAndTheSecondHasToAcceptIt() {
        SignedIn.as("enterprise")
                .queryParam("programmeId", DemoProgramme.ID.toString())
                .get("/api/v1/vouchers")
                .then()
                .statusCode(200)
                .body("data.size()", is(1))
                .body("data[0].status", is("ACTIVE"))
                .body("data[0].faceFen", is(2_000_000));
        SignedIn.as("enterprise2")
                .queryParam("programmeId", DemoProgramme.ID.toString())
                .get("/api/v1/vouchers")
                .then()
                .body("data.size()", is(1))
                .body("data[0].status", is("ISSUED"))
                .body("data[0].availableActions", hasItem("ACCEPT"));
    }
}
