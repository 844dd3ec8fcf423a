package cn.dengyun.catalogue.hosting;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.provider.site.TestPlatforms.post;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import cn.dengyun.provider.site.TestPlatforms;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hostings between the demo's providers, on which the access matrix and the examples are tried: proposed ones. */
@Singleton
public final class TestHostings implements AccessThing {

    static final String PATH = "/api/v1/hostings";

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                PATH + "/{}", Set.of(AccessOwner.PLATFORM, AccessOwner.APPLICATION), AccessFamily.Secrecy.HIDDEN);
    }

    /** An authority of elsewhere is told of a proposal no more than everybody is. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of("getHosting AUTHORITY_OTHER", "hidden");
    }

    /** On a platform of its own, of an app of a provider that was made for it. */
    @Override
    public String make(AccessOwner owner) {
        return hosting(as(owner.account()), as(owner.account()), TestHost.made().app());
    }

    /** That an app of somebody made for it is hosted on a platform of this account, which has to confirm it. */
    public static String proposedTo(String account) {
        TestHost developer = TestHost.made();
        return hosting(as(account), developer.request(), developer.app());
    }

    /** That an app of somebody made for it is hosted on a platform of this account, which says so. */
    public static String proposedBy(String account) {
        return hosting(as(account), as(account), TestHost.made().app());
    }

    private static String hosting(RequestSpecification host, RequestSpecification proposer, String app) {
        return post(
                        proposer,
                        TestPlatforms.PATH + "/" + TestPlatforms.aPlatform(host) + "/hostings",
                        Map.of("offeringId", app))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A new industrial app of a provider that was made for it. */
    public static String anApp() {
        return TestHost.made().app();
    }

    /** An app of its own that somebody hosts on a platform of its own, and the token of its client. */
    public static Map.Entry<String, String> confirmed() {
        TestHost host = TestHost.made();
        String id = post(
                        host.request(),
                        TestPlatforms.PATH + "/" + host.platform() + "/hostings",
                        Map.of("offeringId", host.app()))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return Map.entry(host.provider().token(), id);
    }

    static String anApp(RequestSpecification caller, String provider, String key) {
        return caller.contentType("application/json")
                .body(Map.of("kind", "INDUSTRIAL_APP", "name", "测试应用 " + key, "industries", List.of("34")))
                .put("/api/v1/providers/" + provider + "/offerings/" + key)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
