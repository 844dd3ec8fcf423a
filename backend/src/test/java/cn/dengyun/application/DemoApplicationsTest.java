package cn.dengyun.application;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.programme.DemoProgramme;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DemoApplicationsTest {

    @Test
    void everyStageHasSomethingToShow() {
        for (String status : new String[] {"CITY_REVIEW", "RETURNED", "REJECTED", "PROVINCE_REVIEW"}) {
            SignedIn.as("province")
                    .queryParam("status", status)
                    .queryParam("programmeId", DemoProgramme.ID.toString())
                    .queryParam("limit", 200)
                    .get("/api/v1/voucher-applications")
                    .then()
                    .statusCode(200)
                    .body("data.status", hasItem(status));
        }
        SignedIn.as("enterprise")
                .queryParam("limit", 200)
                .get("/api/v1/voucher-applications")
                .then()
                .body("data.status", hasItems("DRAFT", "SUBMITTED"));
        given().queryParam("limit", 200)
                .get("/api/v1/public-notices")
                .then()
                .body("data.title", hasItem("云服务券拟发放名单公示（演示）"));
    }
}
