package cn.dengyun.identity.organization;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every field of an organisation, as each kind of caller gets it over HTTP. */
@QuarkusTest
class OrganizationFieldsTest {

    private static TestEnterprise enterprise;

    /** P: as it is, M: masked, C: as it is certified, D: as the organisation says now, -: null. */
    @ParameterizedTest(name = "{0}: public {1} enterprise {2} provider {3} finance {4} admin {5} city {6} other {7}")
    @CsvSource({
        // field,      public, enterprise, provider, finance, sysadmin, hefei, wuhu, auditor, self
        "creditCode,     M, P, P, P, P, P, P, P, P",
        "nameZh,         C, C, C, C, D, D, C, D, D",
        "nameEn,         C, C, C, C, D, D, C, D, D",
        "regionCode,     C, C, C, C, D, D, C, D, D",
        "industrySection,C, C, C, C, D, D, C, D, D",
        "industryCode,   -, C, C, C, D, D, C, D, D",
        "sizeClass,      -, -, -, C, D, D, -, D, D",
        "staffCount,     -, -, -, -, -, D, -, D, D",
        "revenueFen,     -, -, -, -, -, D, -, D, D",
        "assetsFen,      -, -, -, -, -, D, -, D, D",
        "tags,           C, C, C, C, D, D, C, D, D",
        "contactName,    -, -, -, M, M, P, -, P, P",
        "contactPhone,   -, -, -, M, M, P, -, P, P",
        "contactEmail,   -, -, -, M, M, P, -, P, P",
        "legalRepresentative,-,-,-,-,-,D,-,D,D",
        "controller,     -, -, -, -, -, D, -, D, D",
        "registeredAddress,-,-,-,-,-,D,-,D,D",
        "registeredOn,   -, -, -, -, -, D, -, D, D",
        "registeredIndustryCode,-,-,-,-,-,D,-,D,D",
        "deregisteredOn, -, -, -, -, -, D, -, D, D",
        "certifiedAt,    P, P, P, P, P, P, P, P, P",
        "certified,      -, -, -, -, P, P, -, P, P",
        "frozenAt,       -, -, -, P, P, P, -, P, P",
        "frozenReason,   -, -, -, P, P, P, -, P, P",
        "earlierRegistrationAt,-,-,-,-,-,-,-,-,-",
        "id,             P, P, P, P, P, P, P, P, P",
        "kind,           P, P, P, P, P, P, P, P, P",
        "seenAs,         P, P, P, P, P, P, P, P, P",
        "availableActions,P,P,P,P,P,P,P,P,P",
        "createdAt,      P, P, P, P, P, P, P, P, P",
        "updatedAt,      P, P, P, P, P, P, P, P, P"
    })
    void everyFieldIsShownAsTheTableSays(
            String field,
            String anybody,
            String otherEnterprise,
            String provider,
            String finance,
            String administrator,
            String authority,
            String otherAuthority,
            String auditor,
            String self) {
        Map<String, Object> whole = seenBy("self");

        check(field, "public", anybody, whole);
        check(field, "enterprise", otherEnterprise, whole);
        check(field, "platform", provider, whole);
        check(field, "finance", finance, whole);
        check(field, "sysadmin", administrator, whole);
        check(field, "hefei", authority, whole);
        check(field, "wuhu", otherAuthority, whole);
        check(field, "auditor", auditor, whole);
        check(field, "self", self, whole);
    }

    @Test
    void noFieldIsMissingInTheTable() {
        assertThat(seenBy("self")).hasSize(31);
        assertThat(seenBy("public")).hasSize(31);
    }

    private static void check(String field, String caller, String expected, Map<String, Object> whole) {
        Map<String, Object> seen = seenBy(caller);
        Object value = seen.get(field);
        String what = field + " as " + caller + " sees it";
        assertThat(seen).as(what).containsKey(field);
        switch (expected) {
            case "-" -> assertThat(value).as(what).isNull();
            case "M" -> assertThat((String) value).as(what).contains("*").isNotEqualTo(whole.get(field));
            case "C" -> assertThat(value).as(what).isEqualTo(certified().get(field));
            case "D" ->
                assertThat(value)
                        .as(what)
                        .isEqualTo(whole.get(field))
                        .isNotEqualTo(certified().get(field));
            default -> {
                assertThat(value).as(what).isNotNull();
                if (!field.equals("seenAs") && !field.equals("availableActions")) {
                    assertThat(value).as(what).isEqualTo(whole.get(field));
                }
            }
        }
    }

    private static Map<String, Object> certified() {
        return Map.of(
                "nameZh", "测试机械有限公司",
                "nameEn", "Test Machinery Co., Ltd.",
                "regionCode", "340123",
                "industrySection", "C",
                "industryCode", "34",
                "sizeClass", "MEDIUM",
                "tags", java.util.List.of("ABOVE_SCALE"));
    }

    private static Map<String, Object> seenBy(String caller) {
        TestEnterprise subject = anEnterpriseThatHasChanged();
        var request = switch (caller) {
            case "public" -> given();
            case "self" -> subject.request();
            default -> SignedIn.as(caller);
        };
        return request.get(subject.path()).then().statusCode(200).extract().path("$");
    }

    /** Certified, changed in everything since, and frozen. */
    private static synchronized TestEnterprise anEnterpriseThatHasChanged() {
        if (enterprise == null) {
            TestEnterprise made = TestEnterprise.certified("340123", "feixi");
            made.patch(Map.of(
                            "legalRepresentative",
                            "王登云",
                            "controller",
                            "登云控股有限公司",
                            "registeredAddress",
                            "合肥市包河区测试路1号",
                            "registeredOn",
                            "2011-03-18",
                            "registeredIndustryCode",
                            "3451",
                            "deregisteredOn",
                            "2031-12-31"))
                    .statusCode(200);
            made.patch(Map.of(
                            "nameZh",
                            "更名有限公司",
                            "nameEn",
                            "Renamed Co., Ltd.",
                            "regionCode",
                            "340111",
                            "industryCode",
                            "65",
                            "staffCount",
                            400,
                            "revenueFen",
                            30_000_000_000L,
                            "assetsFen",
                            20_000_000_000L,
                            "tags",
                            java.util.List.of("HIGH_TECH")))
                    .statusCode(200);
            TestEnterprise.post(SignedIn.as("hefei"), made.path() + "/freezes", Map.of("reason", "核查"))
                    .statusCode(200);
            enterprise = made;
        }
        return enterprise;
    }
}
