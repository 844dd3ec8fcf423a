package cn.dengyun.trade.order;

import cn.dengyun.identity.SignedIn;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * An offering whose plans are counted, so that providers deliver them themselves: a month costs 10,000 fen, a piece
 * 5,000, with no tax in it. It is of the layer IAAS.
 */
public final class MonthOffering {

    public static final String MONTH = "month";
    public static final String PIECE = "piece";
    public static final long PRICE = 10_000;

    private static final String PLATFORM = "01900000-0000-7000-8000-000000000001";

    private MonthOffering() {}

    /** That of the demo's platform; it is declared when there is none yet. */
    public static String id() {
        return of(PLATFORM, SignedIn::asPlatformClient, "month");
    }

    /** One of a provider of the test's own, which nobody else orders. */
    public static String of(String provider, Supplier<RequestSpecification> seller) {
        return of(provider, seller, "month-" + UUID.randomUUID());
    }

    /** The same under a key of the provider's own. */
    static String of(String provider, Supplier<RequestSpecification> seller, String key) {
        Map<String, Object> content = Map.of(
                "kind",
                "IAAS",
                "name",
                "按月计价的测试服务 " + key,
                "voucherEligible",
                true,
                "plans",
                List.of(
                        Map.of(
                                "code",
                                MONTH,
                                "name",
                                "包月",
                                "model",
                                "SUBSCRIPTION",
                                "amountFen",
                                PRICE,
                                "period",
                                "MONTH",
                                "taxRate",
                                "0"),
                        Map.of("code", PIECE, "name", "单件", "model", "ONE_OFF", "amountFen", 5_000, "taxRate", "0")));
        return seller.get()
                .contentType("application/json")
                .body(content)
                .put("/api/v1/providers/" + provider + "/offerings/" + key)
                .path("id");
    }
}
