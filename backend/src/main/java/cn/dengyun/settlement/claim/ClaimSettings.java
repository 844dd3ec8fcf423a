package cn.dengyun.settlement.claim;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an operator decides of claims. */
@ConfigMapping(prefix = "dengyun.settlement")
public interface ClaimSettings {

    /** Of 100 claims that nothing speaks against, so many are drawn and looked at by a person; from 0 to 100. */
    @WithDefault("5")
    int samplePercent();
}
