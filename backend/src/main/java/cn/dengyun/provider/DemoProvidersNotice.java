package cn.dengyun.provider;

import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.platform.startup.StartupNotice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells whoever starts the demo which provider ids go into the paths of a push. */
@ApplicationScoped
class DemoProvidersNotice implements StartupNotice {

    private final DengyunConfig config;

    DemoProvidersNotice(DengyunConfig config) {
        this.config = config;
    }

    @Override
    public String heading() {
        return "Demo providers, for /api/v1/providers/{providerId}/...";
    }

    @Override
    public List<String> lines() {
        if (!config.demo()) {
            return List.of();
        }
        return List.of(
                DemoProviders.PLATFORM + " of platform and platform-client",
                DemoProviders.APPLICATION + " of application and application-client");
    }
}
