package cn.dengyun.identity.external;

import cn.dengyun.platform.startup.ProductionCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The keys of the external issuer decide who gets in, so they do not come over an open line. */
@ApplicationScoped
class ExternalIssuerCheck implements ProductionCheck {

    private final ExternalConfig config;

    ExternalIssuerCheck(ExternalConfig config) {
        this.config = config;
    }

    @Override
    public List<String> findings() {
        return config.issuer()
                .filter(issuer -> !issuer.startsWith("https://"))
                .map(issuer -> List.of("dengyun.oidc.issuer is not https: anybody on the way could sign people in."))
                .orElse(List.of());
    }
}
