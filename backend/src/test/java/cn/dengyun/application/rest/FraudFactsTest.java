package cn.dengyun.application.rest;

import static cn.dengyun.identity.organization.TestEnterprise.post;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.TestRegister;
import cn.dengyun.provider.payee.TestPayeeAccounts;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the fraud rules make of facts that authorities have certified: related parties, shells, declared industries. */
@QuarkusTest
class FraudFactsTest {

    private static final String APPLICATIONS = "/api/v1/voucher-applications";
    private static final Map<String, Object> OTHERS = Map.of(
            "legalRepresentative", "李远方",
            "controller", "远方控股有限公司",
            "registeredAddress", "安徽省合肥市肥西县远方路2号",
            "registeredOn", "2011-03-18",
            "registeredIndustryCode", "3451");

    private record Provider(String id, TestEnterprise organization) {}

    @Test
    void whoeverStandsBehindBothSidesIsFound() {
        Provider provider = provider(Map.of(
                "legalRepresentative", "王登云",
                "controller", "安徽登云控股有限责任公司",
                "registeredAddress", "安徽省合肥市蜀山区望江路1号",
                "contactPhone", "0551-68812345"));

        require("F2", "CLEAR", "", provider, OTHERS);
        require("F2", "HOLD_FOR_REVIEW", "legalRepresentative", provider, Map.of("legalRepresentative", "王　登 云"));
        require("F2", "HOLD_FOR_REVIEW", "controller", provider, Map.of("controller", "安徽登云控股有限公司"));
        require("F2", "HOLD_FOR_REVIEW", "address", provider, Map.of("registeredAddress", "合肥市蜀山区望江路１号"));
        require("F2", "HOLD_FOR_REVIEW", "phone", provider, Map.of("contactPhone", "+86 551 68812345"));
        require(
                "F2",
                "BLOCK",
                "legalRepresentative",
                provider,
                Map.of("legalRepresentative", "王登云", "contactPhone", "055168812345"));
        require(
                "F2",
                "CLEAR",
                "",
                provider,
                Map.of(
                        "legalRepresentative", "王登运",
                        "controller", "安徽登云控股集团有限公司",
                        "registeredAddress", "合肥市蜀山区望江路11号",
                        "contactPhone", "0551-68812346"));
    }

    @Test
    void whatNobodyHasCertifiedClearsNobody() {
        Provider provider = provider(Map.of("legalRepresentative", "王登云"));
        TestEnterprise silent = party("ENTERPRISE", "340123", "feixi", Map.of());
        Map<String, Map<String, Object>> found = signals(silent, provider);
        for (String rule : List.of("F2", "F6", "F7")) {
            assertThat(found.get(rule)).as(rule).containsEntry("disposition", "UNJUDGED");
        }

        // It says so now, and nobody has certified it.
        patch(silent, Map.of("legalRepresentative", "王登云"));
        assertThat(signals(silent, provider).get("F2")).containsEntry("disposition", "UNJUDGED");
        silent.certifyBy("feixi");
        assertThat(signals(silent, provider).get("F2")).containsEntry("disposition", "HOLD_FOR_REVIEW");
    }

    @Test
    void oneAccountForBothIsOneParty() {
        Provider provider = provider(Map.of("legalRepresentative", "王登云"));
        TestEnterprise one = party("ENTERPRISE", "340123", "feixi", OTHERS);
        TestEnterprise other = party("ENTERPRISE", "340123", "feixi", OTHERS);
        String number = TestPayeeAccounts.aNumber();
        TestPayeeAccounts.proposed(provider.organization().token(), "测试机械有限公司", number);
        TestPayeeAccounts.proposed(one.token(), "测试机械有限公司", number);
        TestPayeeAccounts.proposed(other.token(), "测试机械有限公司", TestPayeeAccounts.aNumber());

        Map<String, Object> same = signals(one, provider).get("F2");
        assertThat(same).containsEntry("disposition", "BLOCK");
        assertThat(Json.encode(same)).contains("bankAccount").doesNotContain(number);
        assertThat(signals(other, provider).get("F2")).containsEntry("disposition", "CLEAR");
    }

    @Test
    void whatStandsForNobodyAndWhatIsOfManyBlocksNobody() {
        Provider provider = provider(Map.of(
                "legalRepresentative", "王伟",
                "controller", "合肥市人民政府国有资产监督管理委员会",
                "registeredAddress", "合肥市高新区创新产业园",
                "contactPhone", "0551-68812345"));
        Provider listed = provider(Map.of("legalRepresentative", "李海", "controller", "无实际控制人"));

        require(
                "F2",
                "HOLD_FOR_REVIEW",
                "controller",
                provider,
                Map.of("controller", "合肥市人民政府 国有资产监督管理委员会", "registeredAddress", "合肥市高新区创新产业园"));
        require(
                "F2",
                "HOLD_FOR_REVIEW",
                "address",
                provider,
                Map.of("legalRepresentative", "王伟", "registeredAddress", "安徽省合肥市高新区创新产业园"));
        require("F2", "CLEAR", "", listed, Map.of("controller", "无实际控制人", "contactPhone", "0000-0000000"));
    }

    @Test
    void whoIsControlledByItsProviderIsOneWithIt() {
        Provider provider = provider(Map.of("legalRepresentative", "王登云"));

        require("F2", "BLOCK", "controlsOther", provider, Map.of("controller", "测试机械 有限责任公司"));
    }

    @Test
    void aSecondProviderHidesNothing() {
        Provider related = provider(Map.of("legalRepresentative", "王登云"));
        Provider other = provider(Map.of("legalRepresentative", "赵六"));
        Map<String, Object> facts = new HashMap<>(OTHERS);
        facts.put("legalRepresentative", "王登云");
        TestEnterprise enterprise = party("ENTERPRISE", "340123", "feixi", facts);
        TestEnterprise honest = party("ENTERPRISE", "340123", "feixi", OTHERS);

        assertThat(signals(enterprise, other, related).get("F2")).containsEntry("disposition", "HOLD_FOR_REVIEW");
        assertThat(signals(enterprise, related, null).get("F2")).containsEntry("disposition", "HOLD_FOR_REVIEW");
        assertThat(signals(enterprise, other, null).get("F2")).containsEntry("disposition", "UNJUDGED");
        assertThat(signals(honest, other, related).get("F2")).containsEntry("disposition", "CLEAR");
    }

    @Test
    void aShellIsToldFromAnEnterprise() {
        Provider provider = provider(Map.of("legalRepresentative", "王登云"));
        LocalDate today = LocalDate.now(ClockProducer.BUSINESS_ZONE);

        require(
                "F6",
                "CLEAR",
                "",
                provider,
                Map.of("registeredOn", today.minusDays(370).toString()));
        require(
                "F6",
                "FLAG",
                "",
                provider,
                Map.of("registeredOn", today.minusDays(360).toString()));
        require(
                "F6",
                "HOLD_FOR_REVIEW",
                "",
                provider,
                Map.of("deregisteredOn", today.minusDays(2).toString()));
        require(
                "F6",
                "CLEAR",
                "",
                provider,
                Map.of("deregisteredOn", today.plusDays(30).toString()));
    }

    @Test
    void theRegisterIsHeldAgainstTheIndustryThatIsDeclared() {
        Provider provider = provider(Map.of("legalRepresentative", "王登云"));

        // 320 people and 250 million yuan: medium as a factory, large as a software house.
        require("F7", "HOLD_FOR_REVIEW", "", provider, Map.of("registeredIndustryCode", "65"));
        require("F7", "FLAG", "", provider, Map.of("registeredIndustryCode", "35"));
        require("F7", "CLEAR", "", provider, Map.of("registeredIndustryCode", "3411"));
    }

    /** Of an enterprise like the others but for these facts. */
    private static void require(
            String rule, String disposition, String shared, Provider provider, Map<String, Object> facts) {
        Map<String, Object> all = new HashMap<>(OTHERS);
        all.putAll(facts);
        TestEnterprise enterprise = party("ENTERPRISE", "340123", "feixi", all);

        Map<String, Object> found = signals(enterprise, provider).get(rule);

        assertThat(found).as("%s of %s", rule, facts).containsEntry("disposition", disposition);
        assertThat(Json.encode(found))
                .contains(shared)
                .doesNotContain("王登云", "王伟", "登云控股", "国有资产", "望江路", "产业园", "68812345");
    }

    private static Provider provider(Map<String, Object> facts) {
        TestEnterprise organization = party("PROVIDER", "340000", "province", facts);
        return new Provider(TestRegister.provider(organization.id(), "测试云", ProviderKind.CLOUD_PLATFORM), organization);
    }

    private static TestEnterprise party(String kind, String region, String authority, Map<String, Object> facts) {
        TestEnterprise organization = TestEnterprise.registered(kind, region);
        Map<String, Object> all = new HashMap<>(facts);
        all.put("contactEmail", UUID.randomUUID() + "@example.cn");
        patch(organization, all);
        organization.certifyBy(authority);
        return organization;
    }

    private static void patch(TestEnterprise organization, Map<String, Object> facts) {
        organization
                .request()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Json.encode(facts).getBytes(StandardCharsets.UTF_8))
                .patch(organization.path())
                .then()
                .statusCode(200);
    }

    /** @param provider null for one that is still to be found */
    private static Map<String, Object> line(Provider provider) {
        Map<String, Object> line = new HashMap<>(
                Map.of("description", "云 ERP", "layer", "SAAS", "inclTaxFen", 100_000, "exTaxFen", 100_000));
        if (provider != null) {
            line.put("providerId", provider.id());
        }
        return line;
    }

    /**
     * What is found about an application that names the providers, by the rule; the applicant is told nothing of it.
     */
    private static Map<String, Map<String, Object>> signals(TestEnterprise enterprise, Provider... providers) {
        List<Map<String, Object>> lines =
                Stream.of(providers).map(FraudFactsTest::line).toList();
        String id = post(
                        enterprise.request(),
                        APPLICATIONS,
                        Map.of("programmeId", DemoProgramme.ID.toString(), "otherFiscalMoney", false, "lines", lines))
                .statusCode(201)
                .extract()
                .path("id");
        enterprise
                .request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(APPLICATIONS + "/" + id + "/submissions")
                .then()
                .statusCode(200);
        List<Map<String, Object>> found = post(
                        SignedIn.as("feixi"),
                        APPLICATIONS + "/" + id + "/reviews",
                        Map.of("decision", "TAKE_UP", "reason", "受理"))
                .statusCode(200)
                .extract()
                .path("signals");
        Map<String, Map<String, Object>> byRule = new HashMap<>();
        found.forEach(signal -> byRule.put((String) signal.get("id"), signal));
        post(enterprise.request(), APPLICATIONS + "/" + id + "/withdrawals", Map.of())
                .statusCode(200);
        return byRule;
    }
}
