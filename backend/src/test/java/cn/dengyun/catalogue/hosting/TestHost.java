package cn.dengyun.catalogue.hosting;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.provider.site.TestPlatforms;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** A provider of its own for one test, with a platform and with apps. */
record TestHost(TestProvider provider, String platform) {

    static TestHost made() {
        TestProvider provider = TestProvider.aProvider();
        return new TestHost(provider, TestPlatforms.aPlatform(provider.request()));
    }

    RequestSpecification request() {
        return provider.request();
    }

    /** A new industrial app of its own. */
    String app() {
        return TestHostings.anApp(request(), provider.id(), "app-" + UUID.randomUUID());
    }
}
