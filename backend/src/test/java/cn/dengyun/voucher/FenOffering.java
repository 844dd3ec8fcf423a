package cn.dengyun.voucher;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An offering of the demo's platform whose plans cost a fen a unit, with no tax in it: how many units are ordered is
 * what a programme pays a share of. It is of the layer IAAS.
 */
public final class FenOffering {

    public static final String PLAN = "fen";
    public static final String OTHER_PLAN = "other-fen";

    private static final String PATH = "/api/v1/providers/01900000-0000-7000-8000-000000000001/offerings/";

    private FenOffering() {}

    /** Its id; it is declared when there is none yet. */
    public static String id() {
        return declared("fen", "IAAS");
    }

    /** The same once more, for what is said of another offering. */
    public static String other() {
        return declared("other-fen", "PAAS");
    }

    /** One that nobody else uses. */
    public static String another() {
        return declared("fen-" + UUID.randomUUID(), "IAAS");
    }

    /** One of a provider of the test's own, with the first plan alone; declared when there is none yet and it may. */
    public static String of(TestProvider provider) {
        Response known = provider.get("fen");
        if (known.statusCode() == 200) {
            return known.path("id");
        }
        return provider.put("fen", """
                        {"kind": "IAAS", "name": "以分计价的测试服务", "voucherEligible": true, "plans": [{"code": "fen",
                         "name": "按分", "model": "METERED", "unit": "GB_MONTH", "tiers": [{"unitPriceFen": "1"}],
                         "taxRate": "0"}]}
                        """).then().statusCode(201).extract().path("id");
    }

    private static String declared(String key, String kind) {
        Map<String, Object> content = Map.of(
                "kind",
                kind,
                "name",
                "以分计价的测试服务 " + key,
                "voucherEligible",
                true,
                "plans",
                List.of(plan(PLAN), plan(OTHER_PLAN)));
        return SignedIn.asPlatformClient()
                .contentType("application/json")
                .body(content)
                .put(PATH + key)
                .path("id");
    }

    private static Map<String, Object> plan(String code) {
        return Map.of(
                "code",
                code,
                "name",
                "按分",
                "model",
                "METERED",
                "unit",
                "GB_MONTH",
                "tiers",
                List.of(Map.of("unitPriceFen", "1")),
                "taxRate",
                "0");
    }

    /** A line of an order whose base is so much. */
    public static Map<String, Object> line(long baseFen, long amountFen) {
        return line(PLAN, baseFen, amountFen);
    }

    public static Map<String, Object> line(String plan, long baseFen, long amountFen) {
        return Map.of("planCode", plan, "quantity", String.valueOf(baseFen), "amountFen", amountFen);
    }

    /** An order of its own. */
    public static Map<String, Object> order(long baseFen, long amountFen) {
        return Map.of(
                "offeringId",
                id(),
                "externalReference",
                "PO-" + UUID.randomUUID(),
                "lines",
                List.of(line(baseFen, amountFen)));
    }
}
