package cn.dengyun.provider.qualification;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.identity.organization.TestEnterprise.post;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.provider.TestSupervision;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Qualifications of organisations, made by asking the platform; drafts of the demo's providers for the access matrix.
 */
public final class TestQualifications {

    public static final String PATH = "/api/v1/provider-qualifications";
    public static final String OBJECTIONS = "/api/v1/qualification-objections";
    static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private static final Map<String, String> WHY = Map.of("reason", "材料齐全");
    private static final List<String> PAPERS =
            List.of("BUSINESS_LICENCE", "QUALIFICATION", "SECURITY_REPORT", "COMMITMENT");

    private TestQualifications() {}

    /** A certified organisation of Feixi that is no provider yet. */
    public static TestEnterprise anOrganization() {
        return TestEnterprise.certified("PROVIDER", "340123", "feixi");
    }

    /** Good for every kind. */
    static Map<String, Object> aDossier() {
        Map<String, Object> dossier = new HashMap<>();
        dossier.put("nameZh", "测试资质云");
        dossier.put("hotline", "400-000-0042");
        dossier.put("homepage", "https://cloud.example.cn");
        dossier.put("dataLocations", List.of("安徽省合肥市"));
        dossier.put("telecomLicence", "BASIC");
        dossier.put("telecomLicenceNumber", "皖B1-20180042");
        dossier.put("telecomLicenceUntil", TODAY.plusYears(2).toString());
        dossier.put("protectionLevel", 3);
        dossier.put("protectionFiling", "34010018042-00001");
        dossier.put("protectionReportOn", TODAY.minusMonths(3).toString());
        dossier.put(
                "certificates",
                List.of(Map.of(
                        "kind", "ISO_27001",
                        "number", "0162018ISMS0042",
                        "issuer", "中国信息安全认证中心",
                        "validUntil", TODAY.plusYears(1).toString())));
        dossier.put("serviceLevel", "月度可用性不低于 99.95%。");
        dossier.put("exitTerms", "终止后 30 日内可导出全部数据。");
        dossier.put("incidentPhone", "0551-60000042");
        dossier.put("incidentEmail", "security@cloud.example.cn");
        dossier.put("securityStaff", 6);
        dossier.put("securityTeam", "设安全负责人一名，7×24 小时值守。");
        return dossier;
    }

    static ValidatableResponse begin(RequestSpecification caller, String kind, int year, Object dossier) {
        return post(caller, PATH, Map.of("kind", kind, "year", year, "dossier", dossier));
    }

    /** One of this year with a dossier that is complete, and without documents. */
    public static String draft(Supplier<RequestSpecification> caller, String kind) {
        return begin(caller.get(), kind, TODAY.getYear(), aDossier())
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Puts all documents on it that any kind needs. */
    public static void prove(Supplier<RequestSpecification> caller, String id) {
        PAPERS.forEach(purpose -> post(
                        caller.get(),
                        PATH + "/" + id + "/documents",
                        TestDocuments.of(aFile(caller.get()), purpose, "RECORD"))
                .statusCode(201));
    }

    public static String aFile(RequestSpecification caller) {
        return TestDocuments.sent(caller, "证明.pdf", "application/pdf", TestDocuments.aPdf());
    }

    /** One that can be submitted. */
    public static String complete(TestEnterprise organization, String kind) {
        String id = draft(organization::request, kind);
        prove(organization::request, id);
        return id;
    }

    public static String submitted(TestEnterprise organization, String kind) {
        String id = complete(organization, kind);
        act(organization.request(), id, "submissions").statusCode(200);
        return id;
    }

    /** What takes no body. */
    static ValidatableResponse act(RequestSpecification caller, String id, String what) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString())
                .post(PATH + "/" + id + "/" + what)
                .then();
    }

    static ValidatableResponse review(String account, String id, String decision) {
        return TestSupervision.post(
                account, PATH + "/" + id + "/reviews", Map.of("decision", decision, "reason", "材料齐全"));
    }

    public static String announced(TestEnterprise organization, String kind) {
        String id = submitted(organization, kind);
        List.of("feixi", "hefei", "province")
                .forEach(account -> review(account, id, "PASS").statusCode(200));
        return id;
    }

    /** Announced, and nobody may object any more. */
    public static String shown(TestEnterprise organization, String kind) {
        String id = announced(organization, kind);
        noticeOver(id);
        return id;
    }

    static void noticeOver(String id) {
        TestSupervision.set(
                "UPDATE provider_qualification SET notice_until = now() - interval '1 second' WHERE id = ?", id);
    }

    public static String granted(TestEnterprise organization, String kind) {
        String id = shown(organization, kind);
        move("province2", id, "grants").statusCode(200);
        return id;
    }

    static ValidatableResponse move(String account, String id, String what) {
        return TestSupervision.post(account, PATH + "/" + id + "/" + what, WHY);
    }

    static ValidatableResponse own(TestEnterprise organization, String id, String what) {
        return post(organization.request(), PATH + "/" + id + "/" + what, WHY);
    }

    /** Somebody's against one in public notice. */
    public static String objection(String id, String account) {
        return TestSupervision.post(account, PATH + "/" + id + "/objections", Map.of("statement", "测评报告系伪造"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** So that the demo's organisation may begin another of that kind. */
    public static void withdrawOpen(String account, String organization) {
        List<String> open = as(account)
                .queryParam("limit", 200)
                .queryParam("organizationId", organization)
                .queryParam("kind", "SERVICE_INSTITUTION")
                .get(PATH)
                .path("data.findAll { it.availableActions.contains('WITHDRAW') }.id");
        open.forEach(id -> move(account, id, "withdrawals").statusCode(200));
    }

    static String draftOf(AccessOwner owner) {
        withdrawOpen(owner.account(), owner.organizationId());
        return draft(() -> as(owner.account()), "SERVICE_INSTITUTION");
    }

    private static AccessFamily family(String path) {
        return new AccessFamily(
                path + "/{}", Set.of(AccessOwner.PLATFORM, AccessOwner.APPLICATION), AccessFamily.Secrecy.HIDDEN);
    }

    @Singleton
    static final class Qualifications implements AccessThing {

        @Override
        public AccessFamily family() {
            return TestQualifications.family(PATH);
        }

        /** An authority of elsewhere is told of a draft no more than everybody is; finance as little. */
        @Override
        public Map<String, String> exceptions() {
            return Map.of(
                    "getProviderQualification AUTHORITY_OTHER", "hidden",
                    "createQualificationObjection ENTERPRISE_OTHER", "hidden",
                    "createQualificationObjection FINANCE", "hidden");
        }

        @Override
        public String make(AccessOwner owner) {
            return draftOf(owner);
        }
    }

    /** Filed by an auditor: the organisation and its authorities know of it. */
    @Singleton
    static final class Objections implements AccessThing {

        @Override
        public AccessFamily family() {
            return TestQualifications.family(OBJECTIONS);
        }

        @Override
        public Map<String, String> exceptions() {
            return Map.of(
                    "getQualificationObjection ENTERPRISE_OTHER", "hidden",
                    "getQualificationObjection FINANCE", "hidden",
                    "getQualificationObjection AUDITOR", "yes");
        }

        @Override
        public String make(AccessOwner owner) {
            String id = draftOf(owner);
            prove(() -> as(owner.account()), id);
            act(as(owner.account()), id, "submissions").statusCode(200);
            if (owner == AccessOwner.APPLICATION) {
                review("wuhu", id, "PASS").statusCode(200);
            }
            review("province", id, "PASS").statusCode(200);
            return objection(id, "auditor");
        }
    }
}
