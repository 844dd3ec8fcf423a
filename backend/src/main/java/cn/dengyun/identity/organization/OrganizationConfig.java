package cn.dengyun.identity.organization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Registration and freezes of organisations. */
@ConfigMapping(prefix = "dengyun.organizations")
public interface OrganizationConfig {

    /** Organisations that may be registered from one address in an hour, counted by each node for itself. */
    @WithDefault("20")
    int registrationsPerHour();

    /** How often a node looks which organisations are frozen. */
    @WithDefault("5S")
    Duration freezeRefresh();
}
