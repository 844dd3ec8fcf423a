package cn.dengyun.files;

import static cn.dengyun.identity.organization.TestEnterprise.post;

import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.programme.DemoProgramme;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Documents and the records that they are put on. */
public final class TestDocuments {

    private TestDocuments() {}

    /** A PDF like no other that the enterprise has sent. */
    public static String sent(TestEnterprise enterprise) {
        return sent(enterprise.request(), "合同.pdf", "application/pdf", Samples.aPdf());
    }

    public static byte[] aPdf() {
        return Samples.aPdf();
    }

    public static String sent(RequestSpecification caller, String name, String type, byte[] content) {
        return send(caller, name, type, content).statusCode(201).extract().path("id");
    }

    /** Sends a file as a browser does, whatever its name. */
    public static ValidatableResponse send(RequestSpecification caller, String name, String type, byte[] content) {
        return RawUpload.send(caller, RawUpload.form(name, type, content));
    }

    public static String draftCertification(TestEnterprise enterprise) {
        String id = post(enterprise.request(), enterprise.path() + "/certifications", Map.of("draft", true))
                .statusCode(201)
                .extract()
                .path("id");
        return "/api/v1/certifications/" + id;
    }

    /** In the programme of the demo. */
    public static String draftApplication(RequestSpecification caller) {
        return draftApplication(caller, 1_000_000);
    }

    static String draftApplication(RequestSpecification caller, long priceFen) {
        Map<String, Object> line =
                Map.of("description", "云 ERP", "layer", "SAAS", "inclTaxFen", priceFen, "exTaxFen", priceFen);
        String id = post(
                        caller,
                        "/api/v1/voucher-applications",
                        Map.of(
                                "programmeId",
                                DemoProgramme.ID.toString(),
                                "otherFiscalMoney",
                                false,
                                "lines",
                                List.of(line)))
                .statusCode(201)
                .extract()
                .path("id");
        return "/api/v1/voucher-applications/" + id;
    }

    public static Map<String, Object> of(String attachment, String purpose, String visibility) {
        return new HashMap<>(Map.of(
                "attachmentId",
                attachment,
                "purpose",
                purpose,
                "issuer",
                "合肥市市场监督管理局",
                "number",
                "HT-" + UUID.randomUUID(),
                "issuedOn",
                "2018-06-01",
                "visibility",
                visibility));
    }

    /** Puts a fresh file on a record of the enterprise. */
    public static ValidatableResponse put(TestEnterprise enterprise, String record, String purpose, String visibility) {
        return post(enterprise.request(), record + "/documents", of(sent(enterprise), purpose, visibility));
    }

    public static String idOfPut(TestEnterprise enterprise, String record, String purpose, String visibility) {
        return put(enterprise, record, purpose, visibility)
                .statusCode(201)
                .extract()
                .path("id");
    }
}
