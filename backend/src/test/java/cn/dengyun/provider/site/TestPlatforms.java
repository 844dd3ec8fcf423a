package cn.dengyun.provider.site;

import static cn.dengyun.identity.SignedIn.as;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Platforms of the demo's providers, on which the access matrix and the examples are tried. */
@Singleton
public final class TestPlatforms implements AccessThing {

    public static final String PATH = "/api/v1/platforms";

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                PATH + "/{}", Set.of(AccessOwner.PLATFORM, AccessOwner.APPLICATION), AccessFamily.Secrecy.KNOWN);
    }

    /** Who does not run the platform may be the developer of the app: the test of hostings has who may not. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("createHosting PROVIDER_OTHER", "-", "createHosting CLIENT_OTHER", "-");
    }

    @Override
    public String make(AccessOwner owner) {
        return aPlatform(as(owner.account()));
    }

    /** A new one of the caller's provider. */
    public static String aPlatform(RequestSpecification caller) {
        return post(caller, PATH, aForm()).then().statusCode(201).extract().path("id");
    }

    static Map<String, Object> aForm() {
        return Map.of(
                "kind", "INDUSTRIAL_CLOUD",
                "nameZh", "测试工业云平台",
                "regions", List.of("340100"),
                "industries", List.of("34", "36"),
                "knowledgeModels", List.of("轴承寿命预测模型"),
                "software", List.of("排产优化组件"));
    }

    /** With a key of its own. */
    public static Response post(RequestSpecification caller, String path, Object body) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(path);
    }
}
