package cn.dengyun.identity.token;

import cn.dengyun.identity.TestConfig;
import java.util.Base64;

/** Protection of keys at rest with a key, as an operator configures it. */
public final class TestKeyProtection {

    private TestKeyProtection() {}

    public static KeyProtection aConfiguredProtection() {
        return new KeyProtection(TestConfig.identity(Base64.getEncoder().encodeToString(new byte[32])));
    }
}
